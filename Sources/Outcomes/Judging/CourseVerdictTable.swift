/// The table of response.md section 4: the first row that holds.
struct CourseVerdictTable {
  let intent: TreatmentCourse.Intent
  let expected: Expectation.Expected
  let window: CourseWindow
  /// The course was stopped so early that its horizon ends before the deadline.
  let endsBeforeDeadline: Bool
  let asOf: Day
  let series: [MeasureSeries]
  let evaluation: CourseEvaluation

  var verdict: CourseVerdict {
    if expected == .none { return .noResponseExpected }
    return stabilityVerdict ?? changeVerdict ?? timeVerdict
  }

  private var verdicts: [MeasureVerdict] { evaluation.evaluations.map(\.verdict) }

  /// Rows 3 to 5: stability is expected.
  private var stabilityVerdict: CourseVerdict? {
    guard expected == .stability || intent == .maintenance else { return nil }
    if evaluation.responseIndex.map({ $0 <= Conventions.worse }) ?? false
      || verdicts.contains(.worsened)
    {
      return .worsened
    }
    if let index = evaluation.responseIndex, index <= Conventions.possiblyWorse {
      return .worseningPossible
    }
    let hasPair = zip(series, evaluation.evaluations).contains {
      $0.baseline != nil && !$1.followUps.isEmpty
    }
    return hasPair ? .stable : nil
  }

  /// Rows 6 to 10: what the index shows, at whatever time.
  private var changeVerdict: CourseVerdict? {
    guard let index = evaluation.responseIndex else { return nil }
    if index <= Conventions.worse { return .worsened }
    if verdicts.contains(.improved) && verdicts.contains(.worsened) { return .mixed }
    if index >= Conventions.response {
      return evaluation.mostGroupsDecline ? .responseDeclining : .responding
    }
    if index < Conventions.partial && hadResponseTwice { return .responseLost }
    return nil
  }

  /// At two follow-up dates in a row, from the assessment date on and before now, the index was at least 1.
  private var hadResponseTwice: Bool {
    // The index is a mean of changes: it reaches 1 only if a follow-up reaches its own threshold.
    let mayHaveResponded = series.contains { series in
      series.improvementPoints.map { points in
        series.followUps.contains { $0.improvement >= points }
      } ?? false
    }
    guard mayHaveResponded else { return false }
    let history = CourseJudgement.history(series, window, until: window.horizon)
      .filter { $0.day >= window.assessBy }
    let earlier = history.dropLast()
    return zip(earlier, earlier.dropFirst()).contains {
      $0.index >= Conventions.response && $1.index >= Conventions.response
    }
  }

  /// Rows 11 to 19: no response yet. Is it due, and could it have been seen?
  private var timeVerdict: CourseVerdict {
    if endsBeforeDeadline { return .trialIncomplete }
    if asOf < window.assessBy { return .tooEarly }
    if verdicts.allSatisfy({ $0 == .noBaseline }) { return .noBaseline }
    if verdicts.allSatisfy({ $0 == .noBaseline || $0 == .floor || $0 == .incomparable }) {
      return .notEvaluable
    }
    let isPastDeadline = asOf >= window.deadline
    if !isPastDeadline && !hasFollowUp(from: window.firstEffect) { return .assessmentDue }
    if isPastDeadline && !hasFollowUp(from: window.deadline - Conventions.daysBeforeDeadline) {
      return .assessmentOverdue
    }
    // Only measures that cannot answer were assessed since a response was due: a missing score is
    // not a missing response.
    guard let index = evaluation.responseIndex else {
      return isPastDeadline ? .assessmentOverdue : .assessmentDue
    }
    if index >= Conventions.partial { return .partialResponse }
    return isPastDeadline ? .noResponse : .responseDue
  }

  private func hasFollowUp(from day: Day) -> Bool {
    evaluation.evaluations.contains {
      $0.isEvaluable && ($0.followUps.last.map { $0.day >= day } ?? false)
    }
  }
}
