/// What is fixed for every flag of one kind: one row each (response.md section 6).
package struct FlagRule: Sendable {
  /// Before the age of the evidence is looked at.
  package let severity: Severity
  /// Its evidence begins with what to rule out first.
  package let asksWhy: Bool
  /// Its evidence lists what to reconsider.
  package let asksToReconsider: Bool

  private init(_ severity: Severity, why: Bool = false, reconsider: Bool = false) {
    self.severity = severity
    asksWhy = why
    asksToReconsider = reconsider
  }

  package static func of(_ kind: FlagKind) -> FlagRule {
    switch kind {
    case .diagnosisUnanswered: FlagRule(.red, why: true, reconsider: true)
    case .worseThanBeforeTreatment: FlagRule(.red, why: true, reconsider: true)
    case .relapseOffTreatment: FlagRule(.amber)
    case .missingResponse: FlagRule(.red, why: true, reconsider: true)
    case .worseningOnTreatment: FlagRule(.red, why: true, reconsider: true)
    case .stoppedWithoutEffect: FlagRule(.amber, why: true, reconsider: true)
    case .responseLost: FlagRule(.amber, why: true)
    case .responseDeclining: FlagRule(.amber, why: true)
    case .mixedResponse: FlagRule(.amber, why: true)
    case .partialResponse: FlagRule(.amber, why: true)
    case .worseningPossible: FlagRule(.amber, why: true)
    case .notEvaluable: FlagRule(.amber)
    case .treatmentRelatedFluctuation: FlagRule(.amber, reconsider: true)
    case .acuteOnsetCIDP: FlagRule(.amber, reconsider: true)
    case .assessmentDue: FlagRule(.due)
    case .assessmentOverdue: FlagRule(.due)
    case .noBaseline: FlagRule(.due)
    case .monitoringOverdue: FlagRule(.due)
    case .responseDue: FlagRule(.note, why: true)
    case .symptomsWithoutObjectiveChange: FlagRule(.note)
    case .patientReportedOnly: FlagRule(.note)
    case .laboratoryWithoutObjectiveChange: FlagRule(.note)
    case .coverageGap: FlagRule(.note)
    }
  }
}

extension FlagKind {
  package var rule: FlagRule { .of(self) }

  /// The flag that a course verdict raises; nil for those that ask for nothing.
  package init?(_ verdict: CourseVerdict) {
    switch verdict {
    case .noResponse: self = .missingResponse
    case .worsened: self = .worseningOnTreatment
    case .stoppedWithoutEffect: self = .stoppedWithoutEffect
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

  /// The flag of a diagnosis as a whole.
  init?(_ verdict: DiagnosisVerdict) {
    switch verdict {
    case .unanswered: self = .diagnosisUnanswered
    case .worse, .worseThanFirstRecord: self = .worseThanBeforeTreatment
    case .relapse: self = .relapseOffTreatment
    case .none: return nil
    }
  }
}
