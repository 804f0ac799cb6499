package import Outcomes

/// A score as a course counts it: an INCAT that is judged by the adjusted rule may count as another
/// figure than its total.
package struct CountedValue: Sendable {
  /// The total, or the part that is compared in its place.
  package let value: Rational
  /// What is counted of it beside the baseline; it is what is drawn.
  package let counted: Rational
  /// The arm grade, where the adjusted rule needs it.
  private let arms: Rational?

  /// - Parameter baseline: what it is compared with; nil: with nothing.
  package init(_ point: ScorePoint, since baseline: ScorePoint?, _ yardstick: Yardstick) {
    value = point.value
    arms = point.arms
    guard let baseline, baseline.arms != nil, point.arms != nil else {
      counted = point.value
      return
    }
    let improvement = yardstick.improvement(from: baseline, to: point)
    counted = yardstick.scale.moved(baseline.value, by: improvement)
  }

  package var isAdjusted: Bool { counted != value }

  /// `5`, `2 = 1+1, adjusted 1`.
  package var text: String {
    guard isAdjusted, let arms else { return value.plain(4) }
    return
      "\(value.plain()) = \(arms.plain())+\((value - arms).plain()), adjusted \(counted.plain())"
  }
}
