/// One counted measure of a judged course.
package struct MeasureJudgement: Sendable {
  package let series: MeasureSeries
  package let evaluation: MeasureEvaluation

  package var measure: Measure { series.yardstick.measure }
  /// Without copying the whole definition.
  package var measureID: Measure.ID { series.yardstick.measure.id }
  /// The scale of what is compared.
  package var scale: Scale { series.yardstick.scale }
  package var variant: String { series.variant }
  package var verdict: MeasureVerdict { evaluation.verdict }
  package var baseline: ScorePoint? { series.baseline }
  package var latest: FollowUp? { evaluation.followUps.last }

  /// The meaningful change that the mean improvement is divided by: the worsening threshold when it
  /// is negative.
  package var thresholdPoints: Rational? {
    evaluation.improvement.map(\.isNegative) == true
      ? series.worseningPoints : series.improvementPoints
  }

  package var threshold: Threshold? {
    evaluation.improvement.map(\.isNegative) == true
      ? series.yardstick.worsening : series.yardstick.improvement
  }

  /// The published one-visit criterion at the latest visit; nil without a follow-up.
  package var meetsCriterionAtLatest: Bool? {
    guard let latest, let points = series.improvementPoints else { return nil }
    return latest.improvement >= points
  }

  /// The same at two visits in a row; nil with fewer than two.
  package var meetsCriterionTwice: Bool? {
    guard evaluation.followUps.count >= 2, let points = series.improvementPoints else { return nil }
    return evaluation.followUps.suffix(2).allSatisfy { $0.improvement >= points }
  }
}

/// What the record says about one course at one day.
package struct CourseJudgement: Sendable {
  package let course: TreatmentCourse
  let rules: CourseRules
  package let window: CourseWindow?
  package let measures: [MeasureJudgement]
  package let verdict: CourseVerdict
  /// Mean change in meaningful changes over the counted groups; nil while nothing can be compared.
  package let responseIndex: Rational?
  package let isEarlyView: Bool
  /// How a response is shown; nil unless the verdict is `responding`.
  package let strength: ResponseStrength?
  /// No window holds more than one follow-up.
  package let restsOnOneAssessment: Bool
  /// Other immunotherapies started between the first dose and the latest follow-up of a response.
  package let startedInTheSameTime: [TreatmentCourse]
  /// The composite of the disease could not be used because a set is incomplete.
  package let compositeIsIncomplete: Bool
  /// The day on which the verdict changes by time alone.
  package let changesOn: Day?
  /// Immunotherapies under this diagnosis without a response so far; set for `no-response`.
  package internal(set) var failedTherapies: Int?

  /// Without copying the whole definition.
  package var diseaseID: Disease.ID? { rules.judged?.disease.id }
  package var therapy: Therapy? { rules.therapy }
  package var disease: Disease? { rules.disease }
  package var expectation: Expectation? { rules.expectation }

  /// Shown by patients' reports alone, or by one assessment.
  package var isUnconfirmed: Bool {
    strength == .patientReportedOnly || (strength != nil && restsOnOneAssessment)
  }

  /// Fewer than half of the patients respond to this therapy in this disease.
  package var nonResponseIsFrequent: Bool { expectation?.nonResponseIsFrequent ?? false }

  package var latestFollowUp: Day? { measures.compactMap { $0.latest?.day }.max() }

  /// The response index at the date of every follow-up, ascending.
  package var indexHistory: [(day: Day, index: Rational)] {
    guard let window else { return [] }
    return Self.history(measures.map(\.series), window, until: window.horizon)
  }

  static func history(
    _ series: [MeasureSeries], _ window: CourseWindow, until horizon: Day
  ) -> [(day: Day, index: Rational)] {
    let days = Set(series.flatMap { $0.followUps(until: horizon).map(\.day) }).sorted()
    return days.compactMap { day in
      CourseEvaluation(series, window: window, until: day).responseIndex.map { (day, $0) }
    }
  }
}
