/// A reason to look at a patient again (response.md section 5).
///
/// A flag recommends a review; it never names a diagnosis or a treatment as the answer.
package enum FlagKind: String, CaseIterable, Sendable {
  case diagnosisUnanswered = "diagnosis-unanswered"
  case worseThanBeforeTreatment = "worse-than-before-treatment"
  case relapseOffTreatment = "relapse-off-treatment"
  case missingResponse = "missing-response"
  case worseningOnTreatment = "worsening-on-treatment"
  case stoppedWithoutEffect = "stopped-without-effect"
  case responseLost = "response-lost"
  case responseDeclining = "response-declining"
  case mixedResponse = "mixed-response"
  case partialResponse = "partial-response"
  case worseningPossible = "worsening-possible"
  case notEvaluable = "not-evaluable"
  case treatmentRelatedFluctuation = "treatment-related-fluctuation"
  case acuteOnsetCIDP = "acute-onset-cidp"
  case responseDue = "response-due"
  case assessmentDue = "assessment-due"
  case assessmentOverdue = "assessment-overdue"
  case noBaseline = "no-baseline"
  case monitoringOverdue = "monitoring-overdue"
  case symptomsWithoutObjectiveChange = "symptoms-without-objective-change"
  case patientReportedOnly = "patient-reported-only"
  case laboratoryWithoutObjectiveChange = "laboratory-without-objective-change"
  case coverageGap = "coverage-gap"
}

/// Which list a flag is on: what needs a physician, what needs a visit, what is history.
package enum Severity: String, CaseIterable, Comparable, Sendable {
  case red, amber
  /// A score is needed, not a decision.
  case due
  /// Being watched, or no longer to be answered.
  case note

  private var rank: Int {
    switch self {
    case .red: 0
    case .amber: 1
    case .due: 2
    case .note: 3
    }
  }

  /// Whether it is for the physician's review list.
  package var asksForReview: Bool { self == .red || self == .amber }

  /// The more urgent comes first.
  package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

package struct Flag: Sendable {
  package enum Status: Sendable {
    case open
    /// Closed by a review, and open again because of what is new.
    case reopened(Review, news: [News])
    case closed(Review)

    package var isOpen: Bool {
      if case .closed = self { false } else { true }
    }
  }

  /// What has come since a review.
  package enum News: Hashable, Sendable {
    case score(Measure.ID, Day, variant: String)
    case course(Therapy.ID, Day)
    case change(RecordChange)
    case deferralEnded(Day)
    /// A person took the decision back: who, when and why.
    case reopened(by: String, on: Day, note: String)
    /// The index of the diagnosis fell since it was confirmed.
    case diagnosisIndexFell(from: Rational, to: Rational)
    /// Another treatment failed since the diagnosis was confirmed.
    case courseFailed(Therapy.ID, Day)
  }

  package var kind: FlagKind
  package var severity: Severity
  /// Position in ``PatientJudgement/courses``; nil for a flag about the patient or a diagnosis.
  package var course: Int?
  /// Position in ``PatientJudgement/diagnoses``; nil for a flag about a course or the patient.
  package var diagnosis: Int?
  /// A red of a course that ended more than a year ago, without a score since: first the patient
  /// needs a visit.
  package var isPast: Bool
  /// Since when the question has been open.
  package var since: Day
  package var status: Status
  package var urgency: FlagUrgency
}

/// The order in which flags are read (response.md section 6).
///
/// `diagnosis-unanswered`, then other reds of a diagnosis; reds of what runs, the newest evidence
/// first; reds of ended courses, the latest stop first; ambers, the newest evidence first; then what
/// is due and notes, the longest open first. Of equals the course begun last, then the order of the kinds.
package struct FlagUrgency: Comparable, Hashable, Sendable {
  let rank: Int
  /// Smaller is more urgent.
  let order: Int
  /// The first dose, negative; 0 without a course.
  let start: Int
  let kind: Int
  let therapy: String

  /// - Parameters:
  ///   - course: that the flag is about; nil for one about a diagnosis or the patient.
  ///   - evidence: the latest counted score that the flag rests on.
  ///   - since: the question has been open.
  init(
    _ kind: FlagKind, _ severity: Severity, course: TreatmentCourse?, evidence: Day, since: Day
  ) {
    switch severity {
    case .red where kind == .diagnosisUnanswered: (rank, order) = (0, -evidence.number)
    case .red where course == nil: (rank, order) = (1, -evidence.number)
    case .red:
      (rank, order) = course?.stop.map { (3, -$0.number) } ?? (2, -evidence.number)
    case .amber: (rank, order) = (4, -evidence.number)
    case .due: (rank, order) = (5, since.number)
    case .note: (rank, order) = (6, since.number)
    }
    start = course.map { -$0.start.number } ?? 0
    self.kind = FlagKind.allCases.firstIndex(of: kind) ?? 0
    therapy = course?.therapy.text ?? ""
  }

  package static func < (a: FlagUrgency, b: FlagUrgency) -> Bool {
    (a.rank, a.order, a.start, a.kind, a.therapy) < (b.rank, b.order, b.start, b.kind, b.therapy)
  }
}
