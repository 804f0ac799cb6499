import Outcomes
import Testing

/// What the clinic report and the desk's list are made of.
@Suite struct DueTests {
  private func due(_ record: PatientRecord, _ iso: String? = nil) -> [String] {
    let judged = iso.map { Fixture.judge(record, $0) } ?? Fixture.judge(record)
    return judged.courses.compactMap(\.due).map { "\($0.reason.rawValue),\($0.on),\($0.latest)" }
  }

  /// As-of day, what is due, on which day, at the latest.
  @Test(
    arguments: [
      ("2024-01-16", "response,2024-02-26,2024-03-18"),
      ("2024-02-25", "response,2024-02-26,2024-03-18"),
      ("2024-02-27", "deadline,2024-03-18,2024-03-18"),
      ("2024-03-19", "monitoring,2024-09-16,2024-12-16"),
    ])
  func dueRows(iso: String, due: String) {
    var record = Fixture.flagged
    record.courses.removeLast()
    #expect(self.due(record, iso) == [due])
  }

  @Test func aStoppedCourseIsNeverDue() {
    var record = Fixture.flagged
    record.courses[0].stop = Fixture.day("2024-04-01")
    #expect(due(record).isEmpty)
  }
}
