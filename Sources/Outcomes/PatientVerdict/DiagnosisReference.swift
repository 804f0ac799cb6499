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
  ///   - scores: of the measure, ascending by day.
  ///   - isEarlyWorsening: days on which a treatment may make worse before it helps.
  init(
    _ baseline: MeasureSeries, courseStart: Day, scores: [Score], asOf: Day,
    isEarlyWorsening: (Day) -> Bool
  ) {
    series = MeasureSeries(
      reference: baseline,
      scores: scores.filter { $0.day <= asOf && !isEarlyWorsening($0.day) })
    self.courseStart = courseStart
    evaluation = MeasureEvaluation(series, until: asOf, from: nil)
    let now = evaluation.judgedFollowUps
    let reference = series.baseline?.day
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
  convenience init(reference: MeasureSeries, scores: [Score]) {
    let yardstick = reference.yardstick
    let only =
      yardstick.hasSeparateVariants
      ? yardstick.measure.separateVariant(reference.variant) : nil
    let followUps = scores.compactMap { score -> FollowUp? in
      guard let baseline = reference.baseline, score.day > baseline.day,
        yardstick.belongs(score, to: only), let point = yardstick.point(score),
        yardstick.isComparable(baseline, point)
      else { return nil }
      return FollowUp(point: point, improvement: yardstick.improvement(from: baseline, to: point))
    }
    self.init(copying: reference, followUps: followUps)
  }
}
