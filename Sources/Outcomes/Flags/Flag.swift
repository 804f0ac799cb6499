/// A reason to look at a patient again (response.md section 5).
///
/// A flag recommends a review; it never names a diagnosis or a treatment as the answer.
package enum FlagKind: String, CaseIterable, Sendable {
  case missingResponse = "missing-response"
  case worseningOnTreatment = "worsening-on-treatment"
  case responseLost = "response-lost"
  case responseDeclining = "response-declining"
  case mixedResponse = "mixed-response"
  case partialResponse = "partial-response"
  case worseningPossible = "worsening-possible"
  case responseDue = "response-due"
  case assessmentDue = "assessment-due"
  case assessmentOverdue = "assessment-overdue"
  case noBaseline = "no-baseline"
  case notEvaluable = "not-evaluable"
  case monitoringOverdue = "monitoring-overdue"
  case treatmentRelatedFluctuation = "treatment-related-fluctuation"
  case acuteOnsetCIDP = "acute-onset-cidp"
  case symptomsWithoutObjectiveChange = "symptoms-without-objective-change"
  case patientReportedOnly = "patient-reported-only"
  case coverageGap = "coverage-gap"

  /// The flag that a course verdict raises; nil for those that ask for nothing.
  package init?(_ verdict: CourseVerdict) {
    switch verdict {
    case .noResponse: self = .missingResponse
    case .worsened: self = .worseningOnTreatment
    case .responseLost: self = .responseLost
    case .responseDeclining: self = .responseDeclining
    case .mixed: self = .mixedResponse
    case .partialResponse: self = .partialResponse
    case .worseningPossible: self = .worseningPossible
    case .responseDue: self = .responseDue
    case .assessmentDue: self = .assessmentDue
    case .assessmentOverdue: self = .assessmentOverdue
    case .noBaseline: self = .noBaseline
    case .notEvaluable: self = .notEvaluable
    case .notJudged, .noResponseExpected, .stable, .responding, .trialIncomplete, .tooEarly:
      return nil
    }
  }
}

/// How urgently a review is asked for.
package enum Severity: String, CaseIterable, Comparable, Sendable {
  case red, amber, note

  private var rank: Int { self == .red ? 0 : self == .amber ? 1 : 2 }
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
  }

  package var kind: FlagKind
  /// Position in ``PatientJudgement/courses``; nil for a flag about the patient.
  package var course: Int?
  /// Since when the question has been open.
  package var since: Day
  package var status: Status

  package var severity: Severity { kind.severity }
}
