/// The verdict on one course: the rows of response.md section 4, the first that holds.
struct CourseVerdictTable {
  let intent: TreatmentCourse.Intent
  let expected: Expectation.Expected
  /// nil while the course runs.
  let stop: CourseStop?
  let asOf: Day
  let evaluation: CourseEvaluation

  var verdict: CourseVerdict {
    if expected == .none { return .noResponseExpected }  // R4.2
    return stabilityVerdict ?? changeVerdict ?? stopVerdict ?? timeVerdict
  }

  private var window: CourseWindow { evaluation.measures.window }
  private var index: Rational? { evaluation.responseIndex }

  private func has(_ verdict: MeasureVerdict) -> Bool {
    for row in evaluation.rows where row.verdict == verdict { return true }
    return false
  }

  /// R4.3 to R4.5: stability is expected.
  private var stabilityVerdict: CourseVerdict? {
    guard expected == .stability || intent == .maintenance else { return nil }
    if index.map({ $0 <= -.one }) ?? false || has(.worsened) { return .worsened }
    if let index, index <= -Conventions.partial { return .worseningPossible }
    return hasFollowUp(from: window.tellingFrom) ? .stable : nil
  }

  /// R4.6 to R4.10: what the index shows, at whatever time.
  private var changeVerdict: CourseVerdict? {
    if index.map({ $0 < Conventions.partial }) ?? true,
      let single = evaluation.singleIndex, single <= -.one
    {
      // A composite that says nothing hides a worsening no less than a low one.
      return .worsened
    }
    guard let index else { return nil }
    if index <= -.one { return .worsened }
    if has(.worsened), evaluation.rows.contains(where: \.reachesPublishedThreshold) {
      return .mixed
    }
    if index >= .one, stop?.isAdequate ?? true || hasFollowUp(from: window.tellingFrom) {
      return evaluation.mostGroupsDecline ? .responseDeclining : .responding
    }
    if index < Conventions.partial, IndexHistory(evaluation.measures).hadResponseTwice {
      return .responseLost
    }
    return nil
  }

  /// R4.11 to R4.13: the course was stopped.
  private var stopVerdict: CourseVerdict? {
    guard let stop else { return nil }
    if stop.isFailure {
      let wasAssessed = canAnswer(from: window.averagedFrom)
      if stop.day >= window.averagedFrom, wasAssessed, let index,
        index < Conventions.partial
      {
        return .noResponse
      }
      if !stop.isAdequate || !wasAssessed { return .stoppedWithoutEffect }
    }
    return stop.isAdequate ? nil : .trialIncomplete
  }

  /// R4.14 to R4.21: no response yet; is it due, and could it have been seen?.
  private var timeVerdict: CourseVerdict {
    let hasBaseline = evaluation.rows.contains { $0.verdict != .noBaseline }
    if !hasBaseline, asOf > window.lastBaselineDay { return .noBaseline }
    if asOf < window.averagedFrom { return .tooEarly }
    if hasBaseline, evaluation.rows.allSatisfy({ $0.verdict == .noBaseline || !$0.isEvaluable }) {
      return .notEvaluable
    }
    let isPastDeadline = asOf >= window.deadline
    // A missing score is not a missing response.
    guard let index else { return isPastDeadline ? .assessmentOverdue : .assessmentDue }
    if !isPastDeadline && !canAnswer(from: window.tellingFrom) { return .assessmentDue }
    if isPastDeadline && !canAnswer(from: window.decisiveFrom) { return .assessmentOverdue }
    if index >= Conventions.partial { return .partialResponse }
    return isPastDeadline ? .noResponse : .responseDue
  }

  /// A measure with a baseline has a follow-up from that day on, `floor` included.
  private func hasFollowUp(from day: Day) -> Bool {
    evaluation.rows.contains { row in row.latest.map { $0.day >= day } ?? false }
  }

  /// A measure that can answer has a follow-up from that day on.
  private func canAnswer(from day: Day) -> Bool {
    evaluation.rows.contains { row in
      row.isEvaluable && (row.latest.map { $0.day >= day } ?? false)
    }
  }
}

/// The end of a course, as far as it decides its verdict.
package struct CourseStop: Hashable, Sendable {
  /// The last dose of the course.
  package let day: Day
  package let reason: TreatmentCourse.StopReason?
  /// The uninterrupted time on the drug was an adequate trial of it.
  package let isAdequate: Bool

  /// In the physician's judgement it failed.
  package var isFailure: Bool { reason == .noEffect || reason == .worse }
}
