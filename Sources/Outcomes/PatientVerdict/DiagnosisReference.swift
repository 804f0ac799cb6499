/// A counted measure over the whole time under a diagnosis: where it stood before the first treatment
/// that has a baseline, and where it stands now (response.md section 5).
package struct DiagnosisReference: Sendable {
  /// The reference as baseline, with all later scores that may be compared with it.
  package let series: MeasureSeries
  /// The first dose of the course whose baseline it is.
  package let courseStart: Day
  package let evaluation: MeasureEvaluation
  /// The latest scores reach far enough from the reference and from each other to be compared.
  package let isComparedNow: Bool

  var change: Rational? { isComparedNow ? evaluation.countedChange : nil }

  /// - Parameters:
  ///   - baseline: of the earliest course that has one.
  ///   - isEarlyWorsening: days on which a treatment may make worse before it helps.
  init(
    _ baseline: MeasureSeries, courseStart: Day, asOf: Day, isEarlyWorsening: (Day) -> Bool
  ) {
    series = MeasureSeries(reference: baseline) { $0 <= asOf && !isEarlyWorsening($0) }
    self.courseStart = courseStart
    evaluation = MeasureEvaluation(series, until: asOf, from: nil)
    let now = evaluation.judgedFollowUps
    let reference = series.baselineDay
    let isLateEnough = reference.map { reference in
      now.contains { $0.day >= reference + Conventions.daysAfterReference }
    }
    let spread = (now.last?.day ?? asOf) - (now.first?.day ?? asOf)
    isComparedNow = (isLateEnough ?? false) && spread >= Conventions.daysBetweenLatestScores
  }

  /// The two latest scores lie after a day, and the measure declines over all scores since the
  /// reference.
  func declines(after day: Day) -> Bool {
    evaluation.isDeclining && evaluation.followUps.suffix(2).allSatisfy { $0.day > day }
  }
}

extension MeasureSeries {
  /// The same baseline with every later score that may be compared with it.
  ///
  /// - Parameter counts: whether scores of that day do.
  fileprivate init(reference: MeasureSeries, counts: (Day) -> Bool) {
    let (scores, yardstick) = (reference.store.scores, reference.yardstick)
    var followUps: ContiguousArray<FollowUpRow> = []
    if let baseline = reference.row.baseline {
      let only = yardstick.hasSeparateVariants ? scores.kinds[baseline.kind].separate : nil
      for place in scores.places(of: yardstick) {
        let row = scores.rows[place]
        guard row.day > baseline.day, counts(row.day),
          only.map({ scores.kinds[row.kind].separate == $0 }) ?? true,
          let point = yardstick.point(at: place, of: scores),
          yardstick.isComparable(baseline.kind, point.kind, scores)
        else { continue }
        followUps.append(
          FollowUpRow(
            point: point, improvement: yardstick.improvement(from: baseline, to: point)))
      }
    }
    self.init(
      store: SeriesStore(
        scores: scores, yardsticks: reference.store.yardsticks, window: reference.store.window,
        series: [SeriesRow(reference.row, followUps: 0..<followUps.count)], followUps: followUps),
      position: 0)
  }
}
