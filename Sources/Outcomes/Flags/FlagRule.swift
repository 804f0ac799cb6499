/// What holds for every flag of one kind.
package struct FlagRule: Sendable {
  /// Since when the question has been open.
  package enum Since: Sendable {
    /// Since a response was expected.
    case deadline
    /// Since the first follow-up that would be judged.
    case assessment
    /// Since no score can be the baseline any more.
    case baselineWindow
    /// Since the course was stopped.
    case stop
    /// Since the score that shows it.
    case latestFollowUp
    /// Since the day that the flag's own rule gives.
    case ownDay
    /// Since a criterion of the disease is met: only such a flag may stand in a definition.
    case criterion
  }

  /// Before the age of the evidence is looked at.
  package let severity: Severity
  /// Asks why the response is not there: what explains it is shown.
  package let asksWhy: Bool
  /// Asks whether the diagnosis explains the course: what to reconsider is shown.
  package let asksToReconsider: Bool
  package let since: Since
  /// Only scores of the time of the course answer it.
  package let needsScores: Bool
  /// Where the response index turns it off; nil: something else does.
  package let goal: IndexGoal?

  private init(
    _ severity: Severity, since: Since, why: Bool = false, reconsider: Bool = false,
    scores: Bool = false, goal: IndexGoal? = nil
  ) {
    self.severity = severity
    self.since = since
    asksWhy = why
    asksToReconsider = reconsider
    needsScores = scores
    self.goal = goal
  }

  /// One row for each kind.
  package init(_ kind: FlagKind) {
    self =
      switch kind {
      case .diagnosisUnanswered: Self(.red, since: .ownDay, why: true, reconsider: true)
      case .worseThanBeforeTreatment: Self(.red, since: .ownDay, why: true, reconsider: true)
      case .relapseOffTreatment: Self(.amber, since: .ownDay)
      case .missingResponse:
        Self(.red, since: .deadline, why: true, reconsider: true, goal: .response)
      case .worseningOnTreatment:
        Self(.red, since: .latestFollowUp, why: true, reconsider: true, goal: .noLongerWorse)
      case .stoppedWithoutEffect: Self(.amber, since: .stop, why: true, reconsider: true)
      case .responseLost: Self(.amber, since: .latestFollowUp, why: true, goal: .response)
      case .responseDeclining: Self(.amber, since: .latestFollowUp, why: true)
      case .mixedResponse: Self(.amber, since: .latestFollowUp, why: true)
      case .partialResponse: Self(.amber, since: .assessment, why: true, goal: .response)
      case .worseningPossible: Self(.amber, since: .latestFollowUp, why: true, goal: .stable)
      case .responseDue: Self(.note, since: .assessment, why: true, goal: .response)
      case .assessmentDue: Self(.due, since: .assessment)
      case .assessmentOverdue: Self(.due, since: .deadline, scores: true)
      case .noBaseline: Self(.due, since: .baselineWindow, scores: true)
      case .notEvaluable: Self(.amber, since: .assessment, scores: true)
      case .monitoringOverdue: Self(.due, since: .ownDay)
      case .treatmentRelatedFluctuation: Self(.amber, since: .criterion, reconsider: true)
      case .acuteOnsetCIDP: Self(.amber, since: .criterion, reconsider: true)
      case .symptomsWithoutObjectiveChange: Self(.note, since: .ownDay)
      case .patientReportedOnly: Self(.note, since: .ownDay)
      case .laboratoryWithoutObjectiveChange: Self(.note, since: .ownDay)
      case .coverageGap: Self(.note, since: .ownDay)
      }
  }
}

extension FlagKind {
  package var rule: FlagRule { FlagRule(self) }

  /// The flags that a criterion of a disease may raise.
  package static var ofCriteria: [FlagKind] { allCases.filter { $0.rule.since == .criterion } }

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
