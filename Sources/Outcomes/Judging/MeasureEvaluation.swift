/// What one measure's series says at one date (response.md section 3).
package struct MeasureEvaluation: Sendable {
  /// All up to the date, thinned.
  package let followUps: ArraySlice<FollowUp>
  /// The latest up to three follow-ups that are averaged.
  package let judgedFollowUps: ArraySlice<FollowUp>
  /// Mean over them, in the measure's unit; positive is better.
  package let improvement: Rational?
  /// In units of the course, from -2 to 2; divided by the worsening-threshold where it is negative.
  package let change: Rational?
  package let verdict: MeasureVerdict
  package let isDeclining: Bool
  /// The mean reaches the published threshold, whatever the unit of the course; not at the floor,
  /// which is evidence of nothing.
  package let reachesPublishedThreshold: Bool

  /// Whether this measure can answer the question at all.
  package var isEvaluable: Bool {
    switch verdict {
    case .noBaseline, .incomparable, .floor: false
    case .noFollowUp, .improved, .worsened, .partial, .unchanged: true
    }
  }

  /// What enters the response index: `floor` is left out.
  package var countedChange: Rational? { verdict == .floor ? nil : change }

  /// - Parameter from: average the follow-ups from this day on; nil: an early view on all there are.
  init(_ series: MeasureSeries, until day: Day, from: Day?) {
    let known = series.followUps(until: day)
    let averaged = (from.map { start in known.drop { $0.day < start } } ?? known)
      .suffix(Conventions.judgedFollowUps)
    followUps = known
    judgedFollowUps = averaged
    var sum = Rational.zero
    for followUp in averaged { sum = sum + followUp.improvement }
    let mean = averaged.isEmpty ? nil : sum / averaged.count
    improvement = mean
    change = mean.flatMap { mean in
      let one = mean.isNegative ? series.worseningPoints : series.unit
      let limit = Conventions.mostChange
      return one.map { (mean / $0).clamped(-limit, limit) }
    }
    let verdict = Self.verdict(series, known, averaged, change)
    self.verdict = verdict
    reachesPublishedThreshold =
      verdict != .floor
      && mean.flatMap { mean in series.improvementPoints.map { mean >= $0 } } ?? false
    isDeclining = Self.isDeclining(
      known.map { (point: $0.point, improvement: $0.improvement) }, series)
  }

  /// R3.1 to R3.8: the first row that holds.
  private static func verdict(
    _ series: MeasureSeries, _ known: ArraySlice<FollowUp>, _ averaged: ArraySlice<FollowUp>,
    _ change: Rational?
  ) -> MeasureVerdict {
    guard series.baseline != nil else { return .noBaseline }
    if known.isEmpty && series.hasOnlyIncomparable { return .incomparable }
    if !series.hasRoom, change.map({ $0 > -.one }) ?? true { return .floor }
    guard !averaged.isEmpty, let change else { return .noFollowUp }
    if change >= .one { return .improved }
    if change <= -.one { return .worsened }
    if change >= Conventions.partial { return .partial }
    return .unchanged
  }

  /// The two latest scores are each worse than the best one by the worsening-threshold or more, or
  /// the latest by twice that.
  ///
  /// - Parameter known: ascending by day, with their improvement since the baseline.
  static func isDeclining(
    _ known: [(point: ScorePoint, improvement: Rational)], _ series: MeasureSeries
  ) -> Bool {
    guard let points = series.worseningPoints, known.count >= 2,
      // Of equals the later.
      let best = known.indices.reversed().max(by: {
        known[$0].improvement < known[$1].improvement
      })
    else { return false }
    func decline(_ position: Int) -> Rational {
      series.composite == nil
        ? -series.yardstick.improvement(from: known[best].point, to: known[position].point)
        : known[best].improvement - known[position].improvement
    }
    let latest = known.endIndex - 1
    let last = decline(latest)
    return last >= points * Rational(2) || last >= points && decline(latest - 1) >= points
  }
}
