/// What holds for every flag of one kind.
package struct FlagRule: Sendable {
  /// Since when the question has been open.
  package enum Since: Sendable {
    /// Since a response was expected.
    case deadline
    /// Since the assessment was due.
    case assessBy
    /// Since the score that shows it.
    case latestFollowUp
    /// Since the day that the flag's own rule gives.
    case ownDay
    /// Since a criterion of the disease is met: only such a flag may stand in a definition.
    case criterion
  }

  package let severity: Severity
  /// Asks why the response is not there: what explains it is shown.
  package let asksWhy: Bool
  /// Asks whether the diagnosis explains the course: what to reconsider is shown.
  package let asksToReconsider: Bool
  package let since: Since
  /// Where the response index turns it off; nil: something else does.
  package let goal: IndexGoal?

  private init(
    _ severity: Severity, since: Since, why: Bool = false, reconsider: Bool = false,
    goal: IndexGoal? = nil
  ) {
    self.severity = severity
    self.since = since
    asksWhy = why
    asksToReconsider = reconsider
    self.goal = goal
  }

  /// One row for each kind.
  package init(_ kind: FlagKind) {
    self =
      switch kind {
      case .missingResponse:
        Self(.red, since: .deadline, why: true, reconsider: true, goal: .response)
      case .worseningOnTreatment:
        Self(.red, since: .latestFollowUp, why: true, reconsider: true, goal: .noLongerWorse)
      case .responseLost: Self(.amber, since: .latestFollowUp, why: true, goal: .response)
      case .responseDeclining: Self(.amber, since: .latestFollowUp, why: true)
      case .mixedResponse: Self(.amber, since: .latestFollowUp, why: true)
      case .partialResponse: Self(.amber, since: .assessBy, why: true, goal: .response)
      case .worseningPossible: Self(.amber, since: .latestFollowUp, why: true, goal: .stable)
      case .responseDue: Self(.amber, since: .assessBy, why: true, goal: .response)
      case .assessmentDue: Self(.amber, since: .assessBy)
      case .assessmentOverdue: Self(.amber, since: .deadline)
      case .noBaseline: Self(.amber, since: .assessBy)
      case .notEvaluable: Self(.amber, since: .assessBy)
      case .monitoringOverdue: Self(.amber, since: .ownDay)
      case .treatmentRelatedFluctuation: Self(.amber, since: .criterion, reconsider: true)
      case .acuteOnsetCIDP: Self(.amber, since: .criterion, reconsider: true)
      case .symptomsWithoutObjectiveChange: Self(.note, since: .ownDay)
      case .patientReportedOnly: Self(.note, since: .ownDay)
      case .coverageGap: Self(.note, since: .ownDay)
      }
  }
}

extension FlagKind {
  package var rule: FlagRule { FlagRule(self) }
  package var severity: Severity { rule.severity }

  /// The flags that a criterion of a disease may raise.
  package static var ofCriteria: [FlagKind] { allCases.filter { $0.rule.since == .criterion } }
}
