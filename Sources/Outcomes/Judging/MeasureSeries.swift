/// One counted measure (and variant) of one course: baseline and follow-ups.
package final class MeasureSeries: Sendable {
  package let yardstick: Yardstick
  package let variant: String
  package let baseline: ScorePoint?
  /// Ascending by day, all that are comparable with the baseline.
  package let followUps: [FollowUp]
  /// There are follow-ups, but none that may be compared with the baseline.
  package let hasOnlyIncomparable: Bool
  package let composite: CompositeSeries?
  package let room: Rational?
  package let improvementPoints: Rational?
  package let worseningPoints: Rational?

  /// - Parameters:
  ///   - isSeparate: only the scores of that variant count (one hand); else all do.
  ///   - scores: of this measure, ascending by day.
  init(
    _ yardstick: Yardstick, variant: String, isSeparate: Bool = false, scores: [Score],
    window: CourseWindow
  ) {
    let only = isSeparate ? variant : nil
    self.yardstick = yardstick
    composite = nil
    let baseline = Self.baseline(yardstick, scores, only: only, window)
    self.baseline = baseline
    self.variant = baseline?.score.variant ?? variant
    guard let baseline else {
      followUps = []
      hasOnlyIncomparable = false
      room = nil
      improvementPoints = nil
      worseningPoints = nil
      return
    }
    var comparable: [FollowUp] = []
    var others = false
    for score in scores where score.day > baseline.day && window.mayBeFollowUp(score.day) {
      guard yardstick.belongs(score, to: only), let point = yardstick.point(score) else { continue }
      if yardstick.measure.comparable(baseline.score.version, score.version),
        yardstick.measure.sameVariant(baseline.score.variant, score.variant)
      {
        comparable.append(
          FollowUp(point: point, improvement: yardstick.improvement(from: baseline, to: point)))
      } else {
        others = true
      }
    }
    followUps = comparable
    hasOnlyIncomparable = comparable.isEmpty && others
    room = yardstick.room(at: baseline)
    improvementPoints = yardstick.improvementPoints(at: baseline)
    worseningPoints = yardstick.worseningPoints(at: baseline)
  }

  /// The latest day that may be a baseline comes first choice, then the earliest shortly after the
  /// start.
  private static func baseline(
    _ yardstick: Yardstick, _ scores: [Score], only: String?, _ window: CourseWindow
  ) -> ScorePoint? {
    func point(_ score: Score) -> ScorePoint? {
      score.day <= window.horizon && yardstick.belongs(score, to: only)
        ? yardstick.point(score) : nil
    }
    for score in scores.reversed() where window.mayBeBaseline(score.day) {
      if let point = point(score) { return point }
    }
    for score in scores where window.mayBeLateBaseline(score.day) {
      if let point = point(score) { return point }
    }
    return nil
  }

  /// A series of a composite of change.
  init(_ yardstick: Yardstick, composite: CompositeSeries) {
    self.yardstick = yardstick
    self.composite = composite
    variant = ""
    baseline = composite.baselinePoint(yardstick.measure)
    followUps = composite.followUps(yardstick.measure)
    hasOnlyIncomparable = false
    room = composite.attainable
    improvementPoints = yardstick.improvement?.points(baseline: .zero, range: yardstick.scale.range)
    worseningPoints = yardstick.worsening?.points(baseline: .zero, range: yardstick.scale.range)
  }

  /// The follow-ups up to a day; of those less than a week apart only the later counts.
  package func followUps(until day: Day) -> ArraySlice<FollowUp> {
    let known = followUps.prefix { $0.day <= day }
    let apart = Conventions.daysBetweenFollowUps
    let crowded = known.indices.dropFirst().contains { known[$0].day - known[$0 - 1].day < apart }
    guard crowded else { return known }
    var kept: [FollowUp] = []
    for followUp in known.reversed()
    where kept.last.map({ $0.day - followUp.day >= apart }) ?? true {
      kept.append(followUp)
    }
    return kept.reversed()[...]
  }
}
