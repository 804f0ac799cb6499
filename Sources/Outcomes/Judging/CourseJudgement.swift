/// One counted measure of a judged course.
package struct MeasureJudgement: Sendable {
  package let evaluation: MeasureEvaluation

  package var series: MeasureSeries { evaluation.series }
  package var measure: Measure { series.yardstick.measure }
  /// Without copying the whole definition.
  package var measureID: Measure.ID { series.yardstick.measure.id }
  package var scale: Scale { series.yardstick.scale }
  package var variant: String { series.variant }
  package var verdict: MeasureVerdict { evaluation.verdict }
  package var baseline: ScorePoint? { series.baseline }
  package var latest: FollowUp? { evaluation.followUps.last }

  /// One unit better than the baseline: from there on it is a meaningful change.
  package var betterFrom: Rational? {
    guard let baseline, let unit = series.unit else { return nil }
    return scale.moved(baseline.value, by: unit)
  }

  /// Whether it was compared, and could have shown a change.
  package var isJudged: Bool { evaluation.change != nil && verdict != .floor }

  /// The published meaningful change: the worsening threshold when the mean is negative.
  package var thresholdPoints: Rational? {
    evaluation.improvement.map(\.isNegative) == true
      ? series.worseningPoints : series.improvementPoints
  }

  package var threshold: Threshold? {
    evaluation.improvement.map(\.isNegative) == true
      ? series.yardstick.worsening : series.yardstick.improvement
  }

  /// What the mean improvement was divided by.
  package var unit: Rational? {
    evaluation.improvement.map(\.isNegative) == true ? series.worseningPoints : series.unit
  }

  /// The published one-visit criterion at the latest visit; nil without a follow-up.
  package var meetsCriterionAtLatest: Bool? {
    guard let latest = evaluation.row.latest, let points = series.improvementPoints else {
      return nil
    }
    return latest.improvement >= points
  }

  /// The same at two visits in a row; nil with fewer than two.
  package var meetsCriterionTwice: Bool? {
    let followUps = evaluation.followUps
    guard followUps.count >= 2, let points = series.improvementPoints else { return nil }
    return followUps.suffix(2).allSatisfy { $0.improvement >= points }
  }
}

/// What the record says about one course, or one series of courses, at one day.
///
/// A class because lists and pages hand it on very often.
package final class CourseJudgement: Sendable {
  /// Of a series the whole of it: from its first dose to its last.
  package let course: TreatmentCourse
  /// The courses of a series; none where one stands alone.
  private let several: [TreatmentCourse]
  /// The diagnosis that the course belongs to.
  package let diagnosis: Diagnosis?
  let rules: CourseRules
  /// nil while the course runs.
  package let stop: CourseStop?
  /// All that the course can be judged by; nil where it is not judged.
  let evaluation: CourseEvaluation?
  package let verdict: CourseVerdict
  /// How a response is shown; nil unless the verdict is `responding`.
  package let strength: ResponseStrength?
  /// Other immunotherapies started between the first dose and the latest follow-up of a response.
  package let startedInTheSameTime: [TreatmentCourse]
  /// The day on which the verdict changes by time alone.
  package let changesOn: Day?
  /// Immunotherapies under this diagnosis that have failed so far; set for `no-response`.
  package let failedTherapies: Int?

  /// - Parameter cycles: none where one course stands alone.
  init(
    course: TreatmentCourse, cycles: [TreatmentCourse], diagnosis: Diagnosis?, rules: CourseRules,
    stop: CourseStop?, verdict: CourseVerdict, evaluation: CourseEvaluation,
    startedInTheSameTime: [TreatmentCourse], changesOn: Day?
  ) {
    self.course = course
    several = cycles
    self.diagnosis = diagnosis
    self.rules = rules
    self.stop = stop
    self.evaluation = evaluation
    self.verdict = verdict
    strength = verdict == .responding ? ResponseStrength(evaluation) : nil
    self.startedInTheSameTime = startedInTheSameTime
    self.changesOn = changesOn
    failedTherapies = nil
  }

  /// A course that no rule judges.
  init(
    notJudged course: TreatmentCourse, cycles: [TreatmentCourse], rules: CourseRules,
    _ diagnosis: Diagnosis?
  ) {
    self.course = course
    several = cycles
    self.diagnosis = diagnosis
    self.rules = rules
    stop = course.stop.map { CourseStop(day: $0, reason: course.stopReason, isAdequate: true) }
    evaluation = nil
    verdict = .notJudged
    strength = nil
    startedInTheSameTime = []
    changesOn = nil
    failedTherapies = nil
  }

  /// The same with how many therapies have failed, which is known when all courses are judged.
  init(_ other: CourseJudgement, failedTherapies: Int) {
    course = other.course
    several = other.several
    diagnosis = other.diagnosis
    rules = other.rules
    stop = other.stop
    evaluation = other.evaluation
    verdict = other.verdict
    strength = other.strength
    startedInTheSameTime = other.startedInTheSameTime
    changesOn = other.changesOn
    self.failedTherapies = failedTherapies
  }

  /// By first dose and therapy.
  package func isEarlier(than other: CourseJudgement) -> Bool {
    course.start == other.course.start
      ? course.therapy < other.course.therapy : course.start < other.course.start
  }

  var measureSeries: CourseMeasures? { evaluation?.measures }
  package var window: CourseWindow? { evaluation?.measures.window }
  package var measures: [MeasureJudgement] {
    guard let evaluation else { return [] }
    return evaluation.judged.map { MeasureJudgement(evaluation: evaluation.evaluation(of: $0)) }
  }
  /// How many of them there are.
  package var measureCount: Int { evaluation?.judged.count ?? 0 }
  /// Mean change in units over the counted groups; nil while nothing can be compared.
  package var responseIndex: Rational? { evaluation?.responseIndex }
  /// On how many assessments the index rests.
  package var assessments: Int { evaluation?.assessments ?? 0 }
  package var isEarlyView: Bool { evaluation?.isEarlyView ?? false }
  /// No window holds more than one follow-up.
  package var restsOnOneAssessment: Bool {
    evaluation.map { !$0.rows.contains { $0.judged > 1 } } ?? false
  }
  /// The composite of the disease could not be used because a set is incomplete or lags behind.
  package var compositeIsIncomplete: Bool { evaluation?.compositeIsIncomplete ?? false }

  /// Without copying the whole definition.
  package var diseaseID: Disease.ID? { rules.judged?.disease.id }
  /// The disease that it is a variant of, itself for others.
  var family: Disease.ID? { rules.judged?.family }
  package var therapy: Therapy? { rules.therapy }
  package var disease: Disease? { rules.disease }
  package var expectation: Expectation? { rules.expectation }
  /// The courses of a series, ascending by start; one where it is none.
  package var cycles: [TreatmentCourse] { isSeries ? several : [course] }
  package var isSeries: Bool { !several.isEmpty }
  /// nil while the index has no value.
  package var firmness: Firmness? { responseIndex.map(Firmness.init) }

  var isImmunotherapy: Bool {
    rules.isImmunotherapy && course.intent != .symptomatic
  }

  /// Counts among the immunotherapies that have failed under its diagnosis.
  package var hasFailed: Bool {
    switch verdict {
    case .noResponse, .worsened, .stoppedWithoutEffect: isImmunotherapy
    case .notJudged, .noResponseExpected, .worseningPossible, .stable, .mixed, .responseDeclining,
      .responding, .responseLost, .trialIncomplete, .tooEarly, .noBaseline, .notEvaluable,
      .assessmentDue, .assessmentOverdue, .partialResponse, .responseDue:
      false
    }
  }

  /// Had a response, whatever its verdict is now.
  var hasResponded: Bool {
    switch verdict {
    case .responding, .responseDeclining, .responseLost: true
    case .notJudged: false
    case .noResponse, .worsened, .stoppedWithoutEffect, .noResponseExpected, .worseningPossible,
      .stable, .mixed, .trialIncomplete, .tooEarly, .noBaseline, .notEvaluable, .assessmentDue,
      .assessmentOverdue, .partialResponse, .responseDue:
      measureSeries.map { IndexHistory($0).hadResponseTwice } ?? false
    }
  }

  /// Shown by patients' reports alone, or by one assessment.
  package var isUnconfirmed: Bool {
    strength == .patientReportedOnly || (strength != nil && restsOnOneAssessment)
  }

  /// Fewer than half of the patients respond to this therapy in this disease.
  package var nonResponseIsFrequent: Bool { expectation?.nonResponseIsFrequent ?? false }

  package var latestFollowUp: Day? { evaluation?.latestDay }

  /// The response index at the date of every follow-up, ascending.
  package var indexHistory: [(day: Day, index: Rational)] {
    measureSeries.map { IndexHistory($0).points } ?? []
  }
}
