/// The dates that bound the judging of one course.
package struct CourseWindow: Sendable {
  package let start: Day
  package let firstEffect: Day
  package let assessBy: Day
  package let deadline: Day
  /// Follow-ups up to this day are shown, not judged; nil where no early worsening is known.
  package let earlyWorseningUntil: Day?
  /// The last day whose scores belong to the course.
  package let horizon: Day
  package let baselineDaysBefore: Int
  package let baselineDaysAfter: Int

  func mayBeBaseline(_ day: Day) -> Bool { day <= start && day >= start - baselineDaysBefore }

  func mayBeLateBaseline(_ day: Day) -> Bool {
    day > start && day <= start + baselineDaysAfter && day < firstEffect
  }

  func mayBeFollowUp(_ day: Day) -> Bool {
    day > start && day <= horizon && (earlyWorseningUntil.map { day > $0 } ?? true)
  }
}

extension CourseWindow {
  /// The last day whose score may serve as the baseline.
  package var lastBaselineDay: Day { max(start, min(start + baselineDaysAfter, firstEffect - 1)) }
}
