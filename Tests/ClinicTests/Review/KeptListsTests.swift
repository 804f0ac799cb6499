import CustomDump
import Demonstration
import Foundation
import Outcomes
import Registry
import Reporting
import TestSupport
import Testing

@testable import Clinic

/// The lists of a running server, brought up to date entry by entry, are those made anew.
@Suite struct `The kept lists` {
  private static let ids = (1...5).map { Patient.ID("P\($0)") }

  /// Patients with IVIG for CIDP, of whom some respond.
  private func clinic() throws -> TestClinic {
    var (patients, diagnoses) = (
      "patient_id,family_name,given_name,birth_date,sex\n", "patient_id,disease,diagnosed_on\n"
    )
    var (treatments, scores) = (
      "patient_id,therapy,start\n", "patient_id,date,measure,item,value\n"
    )
    for (place, id) in Self.ids.enumerated() {
      patients += "\(id),Silva\(place),Vera,196\(place)-04-02,female\n"
      diagnoses += "\(id),cidp,2025-01-10\n"
      treatments += "\(id),ivig,2025-01-2\(place)\n"
      for (visit, day) in ["2025-01-15", "2025-03-10", "2025-04-07"].enumerated() {
        let legs = visit > 0 && place.isMultiple(of: 2) ? 1 : 3
        scores += "\(id),\(day),incat,arms,2\n\(id),\(day),incat,legs,\(legs)\n"
      }
    }
    return try TestClinic([
      "p.csv": patients, "d.csv": diagnoses, "t.csv": treatments, "s.csv": scores,
    ])
  }

  /// All that the lists say, as text.
  private func texts(_ lists: ClinicLists, _ desk: Desk) -> [String] {
    let lines = lists.review.map { line in
      "\(line.patient) \(line.cells.map(\.text)) \(line.flag) \(line.urgency) "
        + "\(line.flagged.kinds.map(\.rawValue).sorted()) "
        + "\(line.flagged.diseases.sorted()) \(line.flagged.therapies.sorted()) "
        + "\(line.physician ?? "-") \(line.leading.map { "\($0)" } ?? "-") \(line.question) "
        + "\(line.circumstances) \(line.diagnosis) \(line.index?.plain() ?? "-") "
        + "\(line.indexHistory) \(line.reviewed ?? "-") \(line.evidence) \(line.news) "
        + "\(line.since) \(line.severity) \(line.isOpenAgain)"
    }
    let due = lists.visits.flatMap { visit in
      visit.lines.map { "\($0.patient.id) \(visit.dueOn) \($0.due) \($0.disease) \($0.why)" }
    }
    let tables = CohortTables.allCases.flatMap { table in
      table.table(lists.cohort, lists.yield, desk.library).rows.map { "\(table) \($0)" }
    }
    let counts = [
      "\(ClinicLists.Counts(lists, asOf: desk.asOf))", "\(lists.yield.daysToDecision)",
      "\(lists.choices.diseases) \(lists.choices.therapies) \(lists.choices.kinds) "
        + "\(lists.choices.physicians) \(lists.choices.red) "
        + "\(lists.choices.count(ofPatientsOf: ["dr one", "Dr One"])) \(lists.cohort.patients)",
      "\(lists.openAgain.map(\.patient.id)) \(lists.seen)",
    ]
    return lines + due + tables + counts
  }

  /// One thing that somebody does; what the desk refuses changes nothing, and is tried too.
  private func step(_ clinic: TestClinic, _ desk: Desk, _ random: inout SeededGenerator) throws {
    let count = try desk.file.read { try $0.patients() }.count
    let id = Patient.ID("P\(Int.random(in: 1...max(1, count), using: &random))")
    let other = Self.ids.randomElement(using: &random) ?? id
    let asOf = desk.asOf
    let day = asOf - Int.random(in: 0...60, using: &random)
    let record = try desk.record(of: id)
    let place = Int.random(in: 0..<6, using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1:
      try desk.record(
        try desk.prepareScore(
          id, .init("incat"), day: day,
          pairs: [("arms", "1"), ("legs", "\(Int.random(in: 0...5, using: &random))")]))
    case 2:
      guard let score = record.scores.randomElement(using: &random) else { return }
      _ = try desk.correctScore(score.number, pairs: [("legs", "5")], reason: "misread")
    case 3:
      guard let score = record.scores.randomElement(using: &random) else { return }
      _ = try desk.withdrawScore(score.number, seen: 1, reason: "of another patient")
    case 4:
      let decisions: [Review.Decision] = [.trialInadequate, .diagnosisConfirmed, .treatmentChanged]
      let decision = decisions.randomElement(using: &random) ?? .trialInadequate
      _ = try desk.closeFlags(of: id, decision: decision, note: "seen")
    case 5: _ = try desk.reopenFlag(of: id, note: "again")
    case 6 where place.isMultiple(of: 2):
      try desk.edit(id, reason: "moved") { $0.physician = place > 2 ? "Dr One" : nil }
    case 6: try desk.startTreatment(TreatmentCourse(therapy: .init("plex"), start: day), of: id)
    case 7:
      let new = Patient.ID("P\(count + 1)")
      try desk.register(
        Patient(id: new, familyName: "New\(count)", givenName: "", birthDate: nil, sex: nil))
      try desk.addDiagnosis(Diagnosis(disease: .init("cidp"), diagnosedOn: asOf - 400), to: new)
      try desk.startTreatment(
        TreatmentCourse(therapy: .init("ivig"), start: asOf - 200), of: new)
    case 8, 9: try desk.merge(id, into: other, reason: "one person")
    case 10:
      let merged = try desk.file.read { reading in
        try (1...count).map { Patient.ID("P\($0)") }.filter {
          try reading.survivor(of: $0).map { [$0] } ?? [] != [$0]
        }
      }
      try desk.unmerge(merged.randomElement(using: &random) ?? id, reason: "two persons")
    case _:
      let rows = Set([id, other]).sorted().map { "\($0),\(day),incat,arms,2\n" }.joined()
      try clinic.importing(["more.csv": "patient_id,date,measure,item,value\n" + rows])
    }
  }

  @Test func `hold at once what a command beside the server stored`() throws {
    let clinic = try clinic()
    let desk = clinic.desk.with(author: "Dr One", asOf: day("2025-04-15"))
    let lender = try WriterLender(desk.file)
    Thread { lender.run { _ in } }.start()
    defer { lender.stop() }
    let cache = ClinicListsCache()
    let before = texts(try cache.lists(desk), desk)
    let beside = Desk(
      file: try ClinicFile.open(path: desk.file.path, for: .writing),
      definitions: desk.definitions, today: desk.today, asOf: desk.asOf, author: "Dr Two")
    #expect(beside.file.isShared)
    _ = try beside.closeFlags(of: .init("P2"), decision: .trialInadequate, note: "seen")
    let kept = try #require(try cache.listsAtOnce(desk))
    #expect(texts(kept, desk) != before)
    expectNoDifference(texts(kept, desk), texts(try desk.clinicLists(), desk))
  }

  @Test func `are those made anew after any entries`() throws {
    let clinic = try clinic()
    let desk = clinic.desk.with(author: "Dr One", asOf: day("2025-04-15"))
    let cache = ClinicListsCache()
    var random = SeededGenerator(seed: 11)
    let first = try cache.lists(desk)
    let shown = texts(first, desk)
    for _ in 0..<24 {
      for _ in 0..<3 { try? step(clinic, desk, &random) }
      // Never by judging everybody: that would prove nothing.
      let kept = try #require(try cache.listsAtOnce(desk))
      expectNoDifference(texts(kept, desk), texts(try desk.clinicLists(), desk))
    }
    let entries = try desk.seenUpToNow()
    #expect(entries > 30, "most of what was tried was refused")
    // Whoever was handed the first lists has them as they were.
    expectNoDifference(texts(first, desk), shown)
  }

  /// Each finds what was saved before, by whomever, as soon as it is stored.
  @Test func `show every entry of people who save at once`() async throws {
    let clinic = try clinic()
    let desk = clinic.desk.with(asOf: day("2025-04-15"))
    let cache = ClinicListsCache()
    _ = try cache.lists(desk)
    let missed = try await withThrowingTaskGroup(of: Int.self) { group in
      for id in Self.ids.prefix(3) {
        group.addTask {
          try (0..<5).count { number in
            let day = desk.asOf - number
            try desk.record(
              try desk.prepareScore(
                id, .init("incat"), day: day, pairs: [("arms", "2"), ("legs", "5")]))
            let lists = try cache.lists(desk)
            guard let latest = lists.line(of: id)?.leading?.points else { return true }
            return !latest.contains { $0.day == day } || lists.place(of: id) == nil
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(missed == 0)
    let (kept, anew) = (try cache.lists(desk), try desk.clinicLists())
    expectNoDifference(texts(kept, desk), texts(anew, desk))
  }

  @Test func `are made anew where everybody may have changed`() throws {
    let clinic = try clinic()
    let desk = clinic.desk.with(asOf: day("2025-04-15"))
    let cache = ClinicListsCache()
    #expect(try cache.listsAtOnce(desk)?.seen == nil)
    _ = try cache.lists(desk)
    #expect(try cache.listsAtOnce(desk.with(asOf: day("2025-04-16")))?.seen == nil)
    let before = try desk.seenUpToNow()
    #expect(try cache.listsAtOnce(desk)?.seen == before)
    #expect(try desk.file.read { try $0.patientsStored(since: before - 1, most: 4) } == nil)
    #expect(try desk.file.read { try $0.patientsStored(since: before - 1, most: 5) }?.count == 5)
    #expect(try desk.file.read { try $0.patientsStored(since: before, most: 5) } == [])
    #expect(try desk.file.read { try $0.hasMorePatients(than: 4) })
    #expect(try !desk.file.read { try $0.hasMorePatients(than: 5) })
  }
}
