internal import Outcomes

/// What of a measure is compared in a course: its total, or a part of it.
extension MeasureJudgement {
  private var comparedPart: Subscore? {
    let id: String? =
      switch (series.yardstick.counted.subscore, measure.comparison) {
      case (let id?, _): id
      case (nil, .subscore(let id)): id
      default: nil
      }
    return measure.subscores.first { $0.id == id }
  }

  var isHigherBetter: Bool { (comparedPart?.direction ?? measure.direction) == .higherIsBetter }

  var unit: String { comparedPart?.unit ?? measure.unit }

  /// The smallest step of the compared value.
  var valueStep: Rational {
    guard let part = comparedPart else { return measure.totalStep }
    if part.rule == .entered, let item = measure.items.first(where: { part.items.contains($0.id) }),
      case .number(let range) = item.kind
    {
      return range.step
    }
    return .one
  }
}

extension Measure {
  /// The smallest step of the total: that of the value entered, an eighth for the HAQ-DI, else 1.
  var totalStep: Rational {
    if case .haqDI = scoring.rule { return Rational(1, over: 8) }
    if case .ratio = scoring.rule { return Rational(1, over: 100) }
    let entered = items.count == 1 ? items[0] : value
    if case .number(let range)? = entered?.kind { return range.step }
    return .one
  }
}
