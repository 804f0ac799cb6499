import Clinic
import CustomDump
import Outcomes
import Registry
import TestSupport
import Testing

/// A whole visit that was entered in error: taken back or moved, all of it or nothing.
@Suite struct `A visit` {
  private let clinic: TestClinic
  private let id = Patient.ID("P001")
  private let other = Patient.ID("P002")
  private let visited = day("2025-04-07")

  init() throws {
    clinic = try TestClinic([
      "patients.csv": SmallClinic.patients, "diagnoses.csv": SmallClinic.diagnoses,
      "treatments.csv": SmallClinic.treatments,
      "scores.csv": SmallClinic.scores + "P001,2025-04-07,grip-vigorimeter,,44,hand=left,,\n",
    ])
    try clinic.desk.note(
      VisitNote(day: visited, illness: false, note: "two weeks late"), of: id, seen: 0)
  }

  private func scores(of patient: Patient.ID, on day: Day) throws -> [String] {
    try clinic.desk.record(of: patient).scores.filter { $0.day == day }
      .map { "\($0.measure) \($0.total?.plain() ?? "")" }.sorted()
  }

  private func note(of patient: Patient.ID, on day: Day) throws -> String? {
    try clinic.desk.visitNote(of: patient, on: day).flatMap { $0.isEmpty ? nil : $0.note }
  }

  private func seen() throws -> String {
    try clinic.desk.standingVisit(id, on: visited, seen: nil).seen
  }

  @Test func `is withdrawn with its note and stays in the history`() throws {
    let before = try clinic.desk.record(of: id).scores.count
    try clinic.desk.withdrawVisit(id, on: visited, seen: try seen(), reason: "wrong patient")
    #expect(try scores(of: id, on: visited) == [])
    #expect(try note(of: id, on: visited) == nil)
    #expect(try clinic.desk.record(of: id).scores.count == before - 2)
    let withdrawn = try clinic.desk.corrections(of: id).rows.map { $0[4].text }
    expectNoDifference(withdrawn, Array(repeating: "withdrawn: entered in error", count: 2))
    #expect(
      try clinic.refusal { _ = try $0.standingVisit(id, on: visited, seen: nil) }
        == "No visit of P001 on 2025-04-07 is recorded. 'recheck patient show P001' shows the days of the scores."
    )
  }

  @Test func `is moved to another day with its note`() throws {
    let day = day("2025-04-09")
    try clinic.desk.moveVisit(
      id, on: visited, to: id, on: day, seen: try seen(), reason: "misread")
    #expect(try scores(of: id, on: visited) == [])
    #expect(try note(of: id, on: visited) == nil)
    expectNoDifference(try scores(of: id, on: day), ["grip-vigorimeter 44", "incat 5"])
    #expect(try note(of: id, on: day) == "two weeks late")
  }

  @Test func `is moved to another patient with its note`() throws {
    try clinic.desk.moveVisit(
      id, on: visited, to: other, on: visited, seen: try seen(), reason: "mixed up")
    #expect(try scores(of: id, on: visited) == [])
    expectNoDifference(try scores(of: other, on: visited), ["grip-vigorimeter 44", "incat 5"])
    #expect(try note(of: other, on: visited) == "two weeks late")
  }

  @Test func `is moved as a whole or not at all`() throws {
    let cases: [(Day, String)] = [
      (
        day("2025-03-10"),
        "Another visit of P001 stands on 2025-03-10: incat is recorded there as score "
      ),
      (day("2026-01-16"), "A visit on 2026-01-16 lies after today (2026-01-15)"),
      (day("1960-01-01"), "A visit on 1960-01-01 lies before the patient's birth on 1961-04-02"),
      (visited, "Nothing was changed"),
    ]
    let before = try clinic.everything()
    for (day, words) in cases {
      let said = try clinic.refusal { desk in
        try desk.moveVisit(id, on: visited, to: id, on: day, seen: try seen(), reason: "x")
      }
      #expect(said.hasPrefix(words), "\(said)")
    }
    try clinic.desk.note(VisitNote(day: day("2025-04-10"), note: "fell"), of: id, seen: 0)
    #expect(
      try clinic.refusal { desk in
        try desk.moveVisit(
          id, on: visited, to: id, on: day("2025-04-10"), seen: try seen(), reason: "x")
      }.hasPrefix("Another visit of P001 stands on 2025-04-10: a note is recorded there."))
    expectNoDifference(Array(try clinic.everything().dropLast()), Array(before.dropLast()))
  }

  @Test func `needs a reason`() throws {
    let said = try clinic.refusal {
      try $0.withdrawVisit(id, on: visited, seen: try seen(), reason: "")
    }
    #expect(said == "A reason is needed and was left empty.")
  }

  @Test func `is refused where anything of that day changed since it was seen`() throws {
    let desk = clinic.desk.with(author: "Dr A")
    let position = try desk.seenUpTo(of: id)
    // Another day's score is none of its business.
    let other = try #require(
      try desk.record(of: id).scores.first { $0.day == day("2025-03-10") })
    _ = try desk.correctScore(
      other.number, pairs: [("arms", "1")], reason: "the wrong line")
    #expect(try desk.standingVisit(id, on: visited, seen: position).lines.count == 2)
    let score = try #require(try desk.record(of: id).scores.first { $0.day == visited })
    let token = try seen()
    // Away from the day, and back again.
    for day in [day("2025-04-20"), visited] {
      _ = try desk.correctScore(score.number, pairs: [], day: day, reason: "the day")
    }
    do {
      _ = try desk.standingVisit(id, on: visited, seen: position)
      Issue.record("taken as it was")
    } catch DeskRefusal.changedMeanwhile(let meanwhile) {
      #expect(meanwhile.subject == .wholeVisit(visited))
      #expect(meanwhile.steps.count == 2)
      #expect(meanwhile.steps.allSatisfy { $0.author == "Dr A" })
      #expect(meanwhile.now == (try desk.seenUpTo(of: id)))
    }
    #expect(throws: DeskRefusal.visitChanged(id, visited)) {
      try desk.withdrawVisit(id, on: visited, seen: token, reason: "x")
    }
  }
}
