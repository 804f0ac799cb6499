/// What is counted of one judged course when all courses of a clinic are looked at together.
package struct CohortCourse: Sendable {
  /// The verdicts of courses, as far as a cohort tells them apart.
  package enum Share: String, CaseIterable, Sendable {
    /// A response is there, also one that declines.
    case responding
    /// Stable, where that was intended.
    case stable
    /// In between: partly better, mixed, possibly worse.
    case partial
    /// No response, worse, lost, or stopped without effect.
    case missing
    /// Too early, not assessed, not evaluable, or nothing is expected.
    case notDecided = "not-decided"
  }

  package let patient: Patient.ID
  package let disease: Disease.ID
  package let therapy: Therapy.ID
  /// The first dose.
  package let start: Day
  /// How many different immunotherapies the patient had begun under the diagnosis by then, this one
  /// included; nil for what is no immunotherapy.
  package let line: Int?
  package let share: Share
  /// A counted measure has a score from before the treatment; nil: it may still be taken.
  package let hasBaseline: Bool?
  /// Assessed between the day on which that is due and the deadline; nil: the deadline has not passed, or
  /// the course was broken off before.
  package let wasAssessedInTime: Bool?
  /// nil: improvement is not what is expected, or it could not be seen for want of a baseline.
  package let followed: FollowedCourse?
  /// nil where ``followed`` is, or without a follow-up of the leading measure.
  package let change: CourseChange?

  /// Days from the first dose to the first follow-up with a response.
  package var daysToResponse: Int? {
    followed.flatMap { $0.end == .response ? $0.days : nil }
  }
}

/// How the leading measure of a course changed.
package struct CourseChange: Sendable {
  package let measure: Measure.ID
  /// Days since the first dose, ascending, and the change since the baseline; positive is better.
  package let points: [(days: Int, improvement: Rational)]
  /// One published meaningful change from this baseline.
  package let meaningful: Rational?
}

extension CohortCourse {
  /// All judged courses of a patient.
  package static func all(of patient: PatientJudgement) -> [CohortCourse] {
    patient.courses.compactMap { CohortCourse($0, of: patient) }
  }

  private init?(_ judged: CourseJudgement, of patient: PatientJudgement) {
    guard judged.verdict != .notJudged, let disease = judged.diseaseID, let window = judged.window
    else { return nil }
    self.patient = patient.record.patient.id
    self.disease = disease
    therapy = judged.course.therapy
    start = judged.course.start
    line = Self.line(of: judged, among: patient.courses)
    share = Share(judged.verdict)
    let isThere = judged.allSeries.contains { $0.baseline != nil }
    hasBaseline = isThere || patient.asOf > window.lastBaselineDay ? isThere : nil
    wasAssessedInTime = judged.wasAssessedInTime(asOf: patient.asOf)
    followed = isThere ? FollowedCourse(judged, window, asOf: patient.asOf) : nil
    change = followed == nil ? nil : CourseChange(judged)
  }

  private static func line(of judged: CourseJudgement, among all: [CourseJudgement]) -> Int? {
    guard judged.isImmunotherapy else { return nil }
    let before = all.filter {
      $0.isImmunotherapy && $0.course.start < judged.course.start
        && $0.diagnosis?.disease == judged.diagnosis?.disease
    }
    return Set(before.map(\.course.therapy)).union([judged.course.therapy]).count
  }
}

extension CohortCourse.Share {
  package init(_ verdict: CourseVerdict) {
    switch verdict {
    case .responding, .responseDeclining: self = .responding
    case .stable: self = .stable
    case .partialResponse, .mixed, .worseningPossible: self = .partial
    case .noResponse, .worsened, .responseLost, .stoppedWithoutEffect: self = .missing
    case .notJudged, .noResponseExpected, .trialIncomplete, .tooEarly, .noBaseline, .notEvaluable,
      .assessmentDue, .assessmentOverdue, .responseDue:
      self = .notDecided
    }
  }
}

extension CourseChange {
  fileprivate init?(_ judged: CourseJudgement) {
    guard let leading = judged.leadingMeasure, !leading.evaluation.followUps.isEmpty else {
      return nil
    }
    measure = leading.measureID
    points = leading.evaluation.followUps.map {
      (days: $0.day - judged.course.start, improvement: $0.improvement)
    }
    meaningful = leading.series.improvementPoints
  }
}

extension CourseJudgement {
  /// The single measures and the composite, judged or not.
  var allSeries: [MeasureSeries] {
    measureSeries.map { $0.singles + [$0.composite].compactMap(\.self) } ?? []
  }

  /// Of a course that is to bring improvement.
  fileprivate func wasAssessedInTime(asOf: Day) -> Bool? {
    guard let window, rules.expected == .improvement, course.intent != .maintenance,
      asOf > window.deadline
    else { return nil }
    let over = [stop.flatMap { $0.isAdequate ? nil : $0.day }, diagnosis?.endedOn]
    if over.contains(where: { $0.map { $0 < window.averagedFrom } ?? false }) { return nil }
    return allSeries.contains {
      $0.hasFollowUp(from: window.averagedFrom, until: window.deadline)
    }
  }
}
