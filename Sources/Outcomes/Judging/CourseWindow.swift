/// The dates that bound the judging of one course (response.md sections 2 and 3).
package struct CourseWindow: Sendable {
  /// The first dose.
  package let start: Day
  package let firstEffect: Day
  /// The day by which a response is usually assessed.
  package let assessBy: Day
  package let deadline: Day
  /// Follow-ups from this day on are averaged: the earlier of the assessment and 7 days before the
  /// deadline, because a visit three days early is that visit.
  package let averagedFrom: Day
  /// Follow-ups up to this day are shown, not judged; nil where no early worsening is known.
  package let earlyWorseningUntil: Day?
  package let baselineDaysBefore: Int
  /// So many days after the start a baseline is taken whatever else was begun.
  package let baselineDaysAfter: Int
  /// The last day whose score may serve as the baseline.
  package let lastBaselineDay: Day
  /// From this day on a late baseline may already show what another immunotherapy did; nil: none.
  package let otherEffectFrom: Day?
  /// The way to the nadir: the baseline is the worst score up to this day (Guillain-Barré syndrome).
  package let nadirUntil: Day?
  /// The last day on which a course that is over can still be answered by a score.
  package let answerableUntil: Day
  /// The last day whose scores belong to the course.
  package internal(set) var horizon: Day

  /// A follow-up that can show that a response is there or not yet.
  package var tellingFrom: Day { min(firstEffect, decisiveFrom) }
  /// A follow-up that can show that a response is missing.
  package var decisiveFrom: Day { deadline - Conventions.daysBeforeDeadline }

  /// When a verdict can change next by time alone: a window closes, a response is due, or overdue.
  func nextDate(after day: Day) -> Day? {
    var next: Day?
    let dates: [3 of Day] = [lastBaselineDay + 1, averagedFrom, deadline]
    for position in dates.indices where dates[position] > day {
      next = min(next ?? dates[position], dates[position])
    }
    return next
  }

  func mayBeBaseline(_ day: Day) -> Bool { day <= start && day >= start - baselineDaysBefore }

  /// A score before anything can have worked is a baseline, unless another treatment worked by then.
  func mayBeLateBaseline(_ day: Day) -> Bool {
    guard day > start, day <= lastBaselineDay else { return false }
    guard day > start + baselineDaysAfter, let other = otherEffectFrom else { return true }
    return day < other
  }

  func mayBeFollowUp(_ day: Day) -> Bool {
    day > start && day <= horizon && (earlyWorseningUntil.map { day > $0 } ?? true)
  }
}
