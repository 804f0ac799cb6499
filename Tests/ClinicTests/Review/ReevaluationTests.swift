import Clinic
import CustomDump
import Outcomes
import Registry
import Reporting
import TestSupport
import Testing

/// What is ruled out, asked for and found stays, is shown where it belongs, and nobody takes back
/// what another one said.
@Suite struct `A re-evaluation` {
  private static let id = Patient.ID("P001")

  private func said(
    _ row: String, _ state: Consideration.State, _ day: String, note: String = "",
    by author: String = "Dr A"
  ) -> Consideration {
    Consideration(
      disease: Disease.ID("cidp"), row: row, state: state, day: Day(iso: day) ?? Day(number: 0),
      author: author, note: note)
  }

  private func meanwhile(_ body: () throws -> Void) throws -> ChangedMeanwhile? {
    do {
      try body()
      return nil
    } catch DeskRefusal.changedMeanwhile(let meanwhile) {
      return meanwhile
    }
  }

  @Test func `keeps all that was said, and the latest day holds`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk
    try desk.consider([said("poems", .requested, "2025-05-02")], of: Self.id, seen: [:])
    var row = try #require(try desk.reevaluation(of: Self.id).rows.first { $0.id == "poems" })
    try desk.consider(
      [said("poems", .excluded, "2025-05-20", note: "VEGF normal")], of: Self.id,
      seen: ["poems": row.said.map(\.number).max() ?? 0])
    row = try #require(try desk.reevaluation(of: Self.id).rows.first { $0.id == "poems" })
    // Entered later, found earlier: it does not hold.
    try desk.consider(
      [said("poems", .open, "2025-05-19")], of: Self.id,
      seen: ["poems": row.said.map(\.number).max() ?? 0])
    row = try #require(try desk.reevaluation(of: Self.id).rows.first { $0.id == "poems" })
    expectNoDifference(row.said.map(\.state), [.requested, .open, .excluded])
    expectNoDifference(row.stands?.note, "VEGF normal")
    #expect(row.sentence.hasSuffix("Excluded on 2025-05-20, Dr A: \"VEGF normal\"."))
    #expect(try desk.verify().hasPrefix("No fault"))
  }

  @Test func `of two on one day the one said later holds`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk
    try desk.consider([said("poems", .requested, "2025-05-02")], of: Self.id, seen: [:])
    let row = try #require(try desk.reevaluation(of: Self.id).rows.first { $0.id == "poems" })
    try desk.consider(
      [said("poems", .excluded, "2025-05-02")], of: Self.id, seen: ["poems": row.said[0].number])
    let now = try desk.reevaluation(of: Self.id).takenUp
    expectNoDifference(now.map(\.id), ["poems"])
    expectNoDifference(now.first?.stands?.state, .excluded)
  }

  @Test func `does not exist before its day`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk
    try desk.consider([said("poems", .requested, "2025-05-02")], of: Self.id, seen: [:])
    let (before, on) = (
      desk.with(asOf: Day(iso: "2025-05-01")), desk.with(asOf: Day(iso: "2025-05-02"))
    )
    #expect(try before.reevaluation(of: Self.id).takenUp.isEmpty)
    expectNoDifference(try on.reevaluation(of: Self.id).takenUp.map(\.id), ["poems"])
  }

  @Test func `asks again where another one spoke about the row meanwhile`() throws {
    let clinic = try SmallClinic.make()
    let (a, b) = (clinic.desk.with(author: "Dr A"), clinic.desk.with(author: "Dr B"))
    try a.consider([said("poems", .excluded, "2025-05-02")], of: Self.id, seen: [:])
    let late = try meanwhile {
      try b.consider(
        [
          said("cmt", .open, "2025-05-02", by: "Dr B"),
          said("poems", .open, "2025-05-03", by: "Dr B"),
        ],
        of: Self.id, seen: [:])
    }
    expectNoDifference(late?.subject, .consideration(Disease.ID("cidp"), row: "poems"))
    expectNoDifference(late?.steps.map(\.author), ["Dr A"])
    // All or nothing: the other row is not stored either.
    expectNoDifference(try b.reevaluation(of: Self.id).takenUp.map(\.id), ["poems"])
    // Another row is nobody's business.
    try b.consider([said("cmt", .open, "2025-05-02", by: "Dr B")], of: Self.id, seen: [:])
  }

  @Test func `has rows of the clinic's own, and goes on under a variant`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk
    try desk.consider(
      [said("second opinion", .requested, "2025-05-02")], of: Self.id, seen: [:])
    let found = try desk.diagnosis(Disease.ID("cidp"), of: Self.id, onlyRunning: true, seen: nil)
    try desk.reviseDiagnosis(
      found.number, of: Self.id, seen: found.version, to: Disease.ID("cidp-motor"),
      on: desk.today, reason: "motor")
    let now = try desk.reevaluation(of: Self.id)
    expectNoDifference(now.disease, Disease.ID("cidp-motor"))
    expectNoDifference(now.rows(.own).map(\.name), ["second opinion"])
    expectNoDifference(
      now.summary,
      "Re-evaluation of \(now.name): 1 requested; last on 2025-05-02, Dr A.")
  }

  @Test func `refuses what is not dated, not signed or of no diagnosis`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk
    func faults(_ said: Consideration) throws -> [RecordFault.Field] {
      do {
        try desk.consider([said], of: Self.id, seen: [:])
        return []
      } catch DeskRefusal.faults(let faults) {
        return faults.map(\.field)
      }
    }
    expectNoDifference(
      try faults(said("poems", .open, (desk.today + 1).iso)), [.day])
    expectNoDifference(try faults(said("", .open, "2025-05-02")), [.row])
    expectNoDifference(try faults(said("poems", .open, "2025-05-02", by: " ")), [.author])
    #expect(throws: DeskRefusal.nothingChanges) { try desk.consider([], of: Self.id, seen: [:]) }
    #expect(throws: DeskRefusal.noSuchDiagnosis(Self.id, Disease.ID("mg"))) {
      _ = try desk.reevaluation(of: Self.id, Disease.ID("mg"))
    }
    #expect(try desk.reevaluation(of: Self.id).takenUp.isEmpty)
  }

  @Test func `leaves a closed flag closed`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk
    let judged = try desk.judge(Self.id)
    guard judged.headline != nil else { return }
    let before = judged.openFlags.count
    _ = try desk.closeFlags(
      of: Self.id, seen: try desk.seenUpTo(of: Self.id), decision: .trialInadequate, note: "x", .all
    )
    try desk.consider([said("poems", .excluded, desk.today.iso)], of: Self.id, seen: [:])
    try desk.note(VisitNote(day: desk.today, illness: false), of: Self.id, seen: 0)
    #expect(before > 0)
    #expect(try desk.judge(Self.id).openFlags.isEmpty)
  }
}

@Suite struct `A note of a visit` {
  private static let id = Patient.ID("P001")

  @Test func `replaces an earlier one of the day, which stays in the history`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk
    let day = desk.today - 10
    try desk.note(VisitNote(day: day, illness: true, note: "cold"), of: Self.id, seen: 0)
    let first = try #require(try desk.visitNote(of: Self.id, on: day))
    try desk.note(
      VisitNote(day: day, illness: false, daysSinceDose: 0), of: Self.id, seen: first.number)
    let record = try desk.record(of: Self.id)
    #expect(record.visits.count == 2)
    expectNoDifference(record.visitNotes.map(\.illness), [false])
    expectNoDifference(record.visitNotes.map(\.daysSinceDose), [0])
    #expect(try desk.verify().hasPrefix("No fault"))
  }

  @Test func `does not take back what another one noted meanwhile`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk
    let day = desk.today - 10
    try desk.with(author: "Dr A").note(VisitNote(day: day, illness: true), of: Self.id, seen: 0)
    do {
      try desk.note(VisitNote(day: day, illness: false), of: Self.id, seen: 0)
      Issue.record("the note was taken")
    } catch DeskRefusal.changedMeanwhile(let meanwhile) {
      expectNoDifference(meanwhile.subject, .visit(day))
      expectNoDifference(meanwhile.steps.map(\.author), ["Dr A"])
    }
    expectNoDifference(try desk.record(of: Self.id).visitNotes.map(\.illness), [true])
  }

  @Test func `says something, and of no day to come`() throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk
    func refused(_ note: VisitNote) throws -> [RecordFault.Field] {
      do {
        try desk.note(note, of: Self.id, seen: 0)
        return []
      } catch DeskRefusal.faults(let faults) {
        return faults.map(\.field)
      }
    }
    expectNoDifference(try refused(VisitNote(day: desk.today)), [.illness])
    expectNoDifference(try refused(VisitNote(day: desk.today + 1, illness: true)), [.visitDay])
    expectNoDifference(try refused(VisitNote(day: desk.today, daysSinceDose: -1)), [.daysSinceDose])
    expectNoDifference(try refused(VisitNote(day: desk.today, daysSinceDose: 0)), [])
  }
}
