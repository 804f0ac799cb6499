import Outcomes
import Reporting
import Testing

/// A course that has begun on a day that is not known counts from its latest possible day, and until
/// then it is named with the reason, never left out of sight.
@Suite struct NotYetTests {
  @Test(
    arguments: [
      ("2026", "2025-12-31", false), ("2026", "2026-01-01", true), ("2026", "2026-12-30", true),
      ("2026", "2026-12-31", false), ("2026-03", "2026-02-28", false),
      ("2026-03", "2026-03-01", true), ("2026-03", "2026-03-30", true),
      ("2026-03", "2026-03-31", false), ("2026-03-10", "2026-03-09", false),
      ("2026-03-10", "2026-03-10", false),
    ])
  func isSaidFromTheEarliestDayToTheLastButOne(start: String, asOf: String, isSaid: Bool) throws {
    var course = TreatmentCourse(therapy: .init("ivig"), start: Day(number: 0))
    course.startGiven = try #require(PartialDay(iso: start))
    let text = TreatmentText.notYet(course, asOf: try #require(Day(iso: asOf)))
    #expect((text != nil) == isSaid)
    if start == "2026", isSaid {
      #expect(
        text
          == "The first dose is known as 2026 alone: it counts as 2026-12-31, and the course is not judged before. Give the month or the day where it is known."
      )
    }
  }
}
