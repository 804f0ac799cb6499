/// The scores that a running, judged course needs next.
package struct DueAssessment: Sendable {
  package enum Reason: String, CaseIterable, Sendable {
    /// There is none yet, and its window is open.
    case baseline
    /// Whether the treatment works is to be assessed.
    case response
    /// A response is expected by then, and no score shows one.
    case deadline
    /// The interval of the disease has passed.
    case monitoring
  }

  package let reason: Reason
  package let on: Day
  /// After this day the missing scores raise a flag.
  package let latest: Day
}

extension CourseJudgement {
  /// Until a response is judged its assessment and its deadline, then the disease's monitoring.
  ///
  /// nil for a course that has ended or of which nothing is expected.
  package var due: DueAssessment? {
    guard course.stop == nil, let window, let disease, let expected = expectation?.expected,
      expected != Expectation.Expected.none
    else { return nil }
    if measures.allSatisfy({ $0.baseline == nil }), verdict == .tooEarly {
      return DueAssessment(reason: .baseline, on: window.start, latest: window.lastBaselineDay)
    }
    let followed = latestFollowUp
    if expected == .improvement, course.intent != .maintenance {
      if followed.map({ $0 < window.averagedFrom }) ?? true {
        return DueAssessment(reason: .response, on: window.averagedFrom, latest: window.deadline)
      }
      let isOpen =
        verdict == .responseDue || verdict == .partialResponse || verdict == .assessmentOverdue
      if isOpen, followed.map({ $0 < window.decisiveFrom }) ?? true {
        return DueAssessment(reason: .deadline, on: window.deadline, latest: window.deadline)
      }
    }
    let last = measures.compactMap { $0.latest?.day ?? $0.baseline?.day }.max() ?? window.start
    return DueAssessment(
      reason: .monitoring, on: last + disease.monitoringDays, latest: last + disease.longestGap)
  }
}
