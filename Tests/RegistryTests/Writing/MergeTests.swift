import GRDB
import Outcomes
import Testing

@testable import Registry

@Suite struct MergeTests {
  let folder: TestFolder
  let file: ClinicFile
  let a = Patient.ID("A")
  let b = Patient.ID("B")
  let c = Patient.ID("C")

  init() throws {
    folder = try TestFolder()
    file = try ClinicFile.create(path: folder.clinic)
    try file.write(.addPatient, by: by()) { writing in
      for id in ["A", "B", "C"] { try writing.add(.test(id)) }
    }
  }

  @discardableResult
  private func score(_ id: Patient.ID, _ iso: String, _ answers: String) throws -> Int {
    try file.write(.recordScores, by: by()) {
      try $0.add(.test(iso, answers), of: .test(), for: id)
    }
  }
  private func merge(_ id: Patient.ID, into survivor: Patient.ID) throws {
    try file.write(.mergePatients, by: by()) { try $0.merge(id, into: survivor) }
  }
  private func unmerge(_ id: Patient.ID) throws {
    try file.write(.unmergePatients, by: by()) { try $0.unmerge(id) }
  }
  private func days(_ id: Patient.ID) throws -> [String] {
    try file.read { try $0.scores(of: id) }.map(\.fact.score.day.iso)
  }
  /// Every row of every fact, as it is in force and owned.
  private func state() throws -> [String] {
    try file.read { reading in
      try SealedTable.facts.flatMap { table in
        try Row.fetchAll(
          reading.database, sql: "SELECT row, current, owner FROM \(table.name) ORDER BY row"
        ).map { "\(table.name) \($0)" }
      }
    }
  }
  private func expectSound() throws {
    #expect(try file.read { $0.verify(library: testLibrary) }.findings == [])
  }

  @Test func mergeGivesEverythingToTheSurvivorAndUnmergeBack() throws {
    try score(a, "2025-01-10", "1,1,1")
    try score(b, "2025-02-10", "2,2,2")
    try file.write(.startCourse, by: by()) { writing in
      try writing.add(TreatmentCourse(therapy: .init("ivig"), start: date("2025-01-11")), of: b)
      try writing.add(Diagnosis(disease: .init("mg"), diagnosedOn: date("2025-01-01")), of: b)
    }
    let before = try state()
    try merge(b, into: a)
    #expect(try days(a) == ["2025-01-10", "2025-02-10"])
    #expect(try days(b) == [])
    let record = try #require(try file.read { try $0.record(of: b) })
    #expect(record.patient.id == a)
    #expect(record.courses.count == 1)
    #expect(record.diagnoses.count == 1)
    var seen: [String] = []
    try file.read { try $0.forEachRecord { seen.append($0.patient.id.text) } }
    #expect(seen == ["A", "C"])
    #expect(try file.read { try $0.patients() }.map(\.id.text) == ["A", "C"])
    #expect(try file.read { try $0.merged() }.map { "\($0) \($1)" } == ["B A"])
    #expect(try file.read { try $0.merges(into: a) }.map(\.patient) == [b])
    #expect(try file.read { try $0.merges(into: b) }.isEmpty)
    #expect(try file.read { try $0.survivor(of: b) } == a)
    try expectSound()

    try unmerge(b)
    #expect(try state() == before)
    #expect(try file.read { try $0.merged() }.isEmpty)
    #expect(try file.read { try $0.merges(into: a) }.isEmpty)
    try expectSound()
  }

  @Test func whatWasSaidOfBothIsOfTheSurvivorInTheOrderInWhichItWasSaid() throws {
    func say(_ id: Patient.ID, _ state: Consideration.State) throws {
      try file.write(.reconsider, by: by()) { writing in
        try writing.add(
          Consideration(
            disease: .init("mg"), row: "damage", state: state, day: date("2025-05-01"),
            author: "Weiß"), of: id)
        try writing.add(VisitNote(day: date("2025-05-01"), illness: state == .open), of: id)
      }
    }
    func said(_ id: Patient.ID) throws -> [String] {
      try file.read { reading in
        let record = try reading.record(of: id)
        return (record?.considerations ?? []).map { "\($0.number) \($0.state)" }
          + (record?.visits ?? []).map { "\($0.number) \($0.illness == true)" }
      }
    }
    try say(a, .open)
    try say(b, .requested)
    // The very same: said of both, it stays twice.
    try say(a, .requested)
    let before = try state()
    let (ofA, ofB) = (try said(a), try said(b))
    #expect(ofA == ["1 open", "3 requested", "1 true", "3 false"])
    #expect(ofB == ["2 requested", "2 false"])
    try merge(b, into: a)
    let together = [
      "1 open", "2 requested", "3 requested", "1 true", "2 false", "3 false",
    ]
    #expect(try said(a) == together)
    #expect(try said(b) == together)
    #expect(try file.read { try $0.considerations(of: b) }.isEmpty)
    try say(b, .excluded)
    #expect(try said(a).contains("4 excluded"))
    try expectSound()
    try unmerge(b)
    #expect(Set(before).isSubset(of: try state()))
    #expect(try said(a) == ofA)
    #expect(try said(b) == ["2 requested", "4 excluded", "2 false", "4 false"])
    try expectSound()
  }

  @Test func factsThatDifferRefuseTheMergeWithAList() throws {
    try score(a, "2025-01-10", "1,1,1")
    try score(b, "2025-01-10", "2,2,2")
    try file.write(.startCourse, by: by()) { writing in
      for (id, stop) in [(a, nil), (b, date("2025-03-01"))] {
        try writing.add(
          TreatmentCourse(therapy: .init("ivig"), start: date("2025-01-11"), stop: stop), of: id)
        try writing.add(
          Diagnosis(disease: .init("mg"), diagnosedOn: date("2025-01-01"), endedOn: stop), of: id)
      }
    }
    let before = try state()
    let error = #expect(throws: RegistryError.self) { try merge(b, into: a) }
    let day = date("2025-01-10")
    let conflicts: [MergeConflict.Subject] = [
      .diagnosis(.init("mg"), date("2025-01-01")), .course(.init("ivig"), day + 1),
      .score(.init("sum-3"), day, variant: ""),
    ]
    #expect(
      error
        == .mergeConflicts(
          b, into: a,
          conflicts.map { MergeConflict(subject: $0, number: 2, survivorNumber: 1) }))
    #expect(try state() == before)
    try expectSound()
  }

  @Test func equalFactsStayOnceAndComeBack() throws {
    let own = try score(a, "2025-01-10", "1,1,1")
    let copy = try score(b, "2025-01-10", "1,1,1")
    let before = try state()
    try merge(b, into: a)
    #expect(try file.read { try $0.scores(of: a) }.map(\.number) == [own])
    #expect(try file.read { try $0.history(ofScore: copy) }.map(\.status) == [.duplicate])
    try expectSound()
    try unmerge(b)
    #expect(try state() == before)
    try expectSound()
  }

  @Test func theCopyComesIntoForceWhenTheOriginalMovesAway() throws {
    let own = try score(a, "2025-01-10", "1,1,1")
    let copy = try score(b, "2025-01-10", "1,1,1")
    try merge(b, into: a)
    try file.write(.correctScore, by: by()) {
      try $0.correct(score: own, to: .test("2025-01-20", "1,1,1"), of: .test())
    }
    #expect(try file.read { try $0.scores(of: a) }.map(\.number) == [copy, own])
    try expectSound()
    try file.write(.withdraw, by: by()) { try $0.withdraw(.score, copy) }
    #expect(try file.read { try $0.scores(of: a) }.map(\.number) == [own])
    try expectSound()
  }

  @Test func chainsOfMergesFollowToTheEnd() throws {
    try score(a, "2025-01-10", "1,1,1")
    try score(b, "2025-01-10", "1,1,1")
    try score(c, "2025-01-10", "1,1,1")
    let before = try state()
    try merge(c, into: b)
    let between = try state()
    try merge(b, into: a)
    #expect(try file.read { try $0.scores(of: a) }.count == 1)
    #expect(try file.read { try $0.survivor(of: c) } == a)
    try expectSound()
    try unmerge(b)
    #expect(try state() == between)
    try unmerge(c)
    #expect(try state() == before)
    try expectSound()
  }

  @Test func factsOfAMergedPatientGoToTheSurvivor() throws {
    try merge(b, into: a)
    try score(b, "2025-02-10", "2,2,2")
    #expect(try days(a) == ["2025-02-10"])
    let twice = RegistryError.duplicateScore(
      a, .init("sum-3"), date("2025-02-10"), variant: "")
    #expect(throws: twice) {
      try score(a, "2025-02-10", "0,0,0")
    }
    try unmerge(b)
    #expect(try days(a) == [])
    #expect(try days(b) == ["2025-02-10"])
    try expectSound()
  }

  @Test func senselessMergesAreRefused() throws {
    func refusal(_ body: () throws -> Void) -> RegistryError? {
      #expect(throws: RegistryError.self, performing: body)
    }
    #expect(refusal { try merge(a, into: a) } == .mergeWithItself(a))
    #expect(refusal { try unmerge(a) } == .notMerged(a))
    try merge(b, into: a)
    #expect(refusal { try merge(b, into: c) } == .alreadyMerged(b, into: a))
    #expect(refusal { try merge(a, into: b) } == .mergeWithItself(a))
    #expect(
      refusal {
        try file.write(.mergePatients, by: by(reason: "")) { try $0.merge(c, into: a) }
      } == .reasonNeeded)
  }
}
