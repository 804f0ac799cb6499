import Foundation
import GRDB
import Outcomes
import Testing

@testable import Registry

/// A file of the first schema in the hands of a later program.
@Suite struct BringUpTests {
  let folder: TestFolder
  init() throws {
    folder = try TestFolder()
    try ClinicFileVersion1.copy(to: folder.clinic)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  private func records(_ file: ClinicFile) throws -> [String] {
    try file.read { reading in
      var records: [String] = []
      try reading.forEachRecord { records.append("\($0)") }
      return records
    }
  }

  @Test func theFileIsBroughtUpAndKeptAsItWas() throws {
    let before = try ClinicFile.open(path: folder.clinic, for: .reading)
    let (head, known) = (try before.read { $0.verify(library: nil).head }, try records(before))
    try before.close()
    let schema = LaterSchema.schema()
    let file = try ClinicFile.open(path: folder.clinic, for: .writing, schema)
    #expect(
      try names().filter { $0.hasPrefix("clinic") } == [
        "clinic.sqlite", "clinic.sqlite-shm", "clinic.sqlite-wal", "clinic.sqlite.lock",
        "clinic.sqlite.version-1",
      ])
    #expect(try folder.mode("clinic.sqlite") == 0o600)
    #expect(try folder.mode("clinic.sqlite.version-1") == 0o600)
    try file.read { reading in
      let version = try Int.fetchOne(reading.database, sql: "PRAGMA user_version")
      #expect(version == 2)
      let report = reading.verify(library: testLibrary, schema)
      #expect(report.findings == [])
      // The seals are those from before: what was asserted is the same.
      #expect(report.head == head)
    }
    #expect(try records(file) == known)
    try file.close()
    // The earlier program opens what was kept, and refuses what is new.
    let kept = try ClinicFile.open(path: folder.clinic + ".version-1", for: .reading)
    #expect(try records(kept) == known)
    #expect(throws: RegistryError.newerSchema(path: folder.clinic, found: 2, known: 1)) {
      try ClinicFile.open(path: folder.clinic, for: .writing)
    }
    // There is nothing left to bring up.
    try ClinicFile.open(path: folder.clinic, for: .writing, schema).close()
    #expect(try names().filter { $0.contains("version") } == ["clinic.sqlite.version-1"])
  }

  @Test func rowsFromBeforeAndAfterAreSealedAlike() throws {
    let schema = LaterSchema.schema()
    let file = try ClinicFile.open(path: folder.clinic, for: .writing, schema)
    let course = TreatmentCourse(therapy: .init("pozelimab"), start: date("2025-04-01"))
    var another = course
    another.start = date("2025-05-01")
    try file.write(.startCourse, by: by()) { writing in
      _ = try writing.insert(LaterCourse(course: course), of: "007", owner: "007")
      _ = try writing.insert(
        LaterCourse(course: another, stopReason: "worse"), of: "007", owner: "007")
    }
    let line = try file.read { try $0.audit(limit: 1) }.first
    #expect(line?.new?.contains(#""note":"","stop_reason":"worse","current":1"#) == true)
    func findings() throws -> [String] {
      try file.read { $0.verify(library: nil, schema) }.findings.map(\.description)
    }
    #expect(try findings() == [])
    let stored = try file.read { reading in
      let courses = try FactCursor<LaterCourse>(reading.database, of: "007")
      var stored: [LaterCourse] = []
      try Array("007".utf8).withUnsafeBufferPointer { owner in
        while try courses.advance(to: owner) { stored.append(try courses.fact()) }
      }
      return stored
    }
    #expect(stored.suffix(2).map(\.stopReason) == [nil, "worse"])
    try file.close()

    for (row, reason) in [(1, "'other'"), (3, "'other'"), (4, "'other'"), (4, "NULL")] {
      let copy = try bytes(folder.clinic)
      let other = try folder.otherProgram()
      try other.write { database in
        try database.execute(sql: "DROP TRIGGER course_fixed; DROP TRIGGER course_updated")
        try database.execute(sql: "UPDATE course SET stop_reason = \(reason) WHERE row = \(row)")
      }
      try other.close()
      let altered = try ClinicFile.open(path: folder.clinic, for: .reading, schema)
      let found = try altered.read { $0.verify(library: nil, schema) }.findings
      #expect(
        found.contains {
          $0.table == "course" && $0.row == row && $0.what.hasPrefix("its seal does not match")
        }, "row \(row)")
      try altered.close()
      try copy.write(to: URL(fileURLWithPath: folder.clinic))
    }
  }

  @Test func judgingStillReadsFromIndexesAlone() throws {
    let file = try ClinicFile.open(path: folder.clinic, for: .writing, LaterSchema.schema())
    let plans = try file.read { reading in
      try [FactCursor<LaterCourse>.sql(), FactCursor<LaterVisit>.sql()].map { sql in
        try Row.fetchAll(reading.database, sql: "EXPLAIN QUERY PLAN " + sql)
          .map { $0["detail"] as String }
      }
    }
    #expect(
      plans == [
        ["SCAN course USING COVERING INDEX course_current"],
        ["SCAN visit USING COVERING INDEX visit_current"],
      ])
  }

  @Test func nothingHappensWhereTheChangeFails() throws {
    let before = try bytes(folder.clinic)
    let failing = LaterSchema.schema { database in
      try LaterSchema.create(database)
      try database.execute(sql: "INSERT INTO nowhere VALUES (1)")
    }
    #expect(throws: RegistryError.self) {
      try ClinicFile.open(path: folder.clinic, for: .writing, failing)
    }
    #expect(try bytes(folder.clinic) == before)
    #expect(try names() == ["clinic.sqlite", "clinic.sqlite.lock"])
    try ClinicFile.open(path: folder.clinic, for: .writing).close()
  }

  @Test func nothingHappensWhereTheChangedCopyDoesNotVerify() throws {
    let before = try bytes(folder.clinic)
    let damaging = LaterSchema.schema { database in
      try LaterSchema.create(database)
      try database.execute(sql: "DROP TRIGGER course_fixed")
      try database.execute(sql: "UPDATE course SET note = 'x' WHERE row = 1")
    }
    let error = #expect(throws: RegistryError.self) {
      try ClinicFile.open(path: folder.clinic, for: .writing, damaging)
    }
    #expect(error?.description.contains("course row 1: its seal does not match") == true)
    #expect(try bytes(folder.clinic) == before)
    #expect(try names() == ["clinic.sqlite", "clinic.sqlite.lock"])
  }

  @Test func aDamagedFileIsNotBroughtUp() throws {
    let other = try folder.otherProgram()
    try other.write { try $0.execute(sql: "UPDATE course SET current = 0 WHERE row = 1") }
    try other.close()
    let error = #expect(throws: RegistryError.self) {
      try ClinicFile.open(path: folder.clinic, for: .writing, LaterSchema.schema())
    }
    #expect(error?.description.contains("course row 1: says wrongly whether") == true)
    #expect(try names() == ["clinic.sqlite", "clinic.sqlite.lock"])
  }

  @Test func whatAnInterruptedAttemptLeftIsPassedOver() throws {
    for name in [".unfinished", ".unfinished-journal", ".version-1", ".version-1.unfinished"] {
      try Data("left".utf8).write(to: URL(fileURLWithPath: folder.clinic + name))
    }
    try ClinicFile.open(path: folder.clinic, for: .writing, LaterSchema.schema()).close()
    #expect(
      try names().filter { $0.contains("version") || $0.contains("unfinished") } == [
        "clinic.sqlite.version-1", "clinic.sqlite.version-1-2",
        "clinic.sqlite.version-1.unfinished",
      ])
    #expect(try bytes(folder.clinic + ".version-1") == Data("left".utf8))
  }

  @Test func whileAnotherProgramReadsItIsRefused() throws {
    try ClinicFile.open(path: folder.clinic, for: .writing).close()
    let reader = try ClinicFile.open(path: folder.clinic, for: .reading)
    try reader.read { reading in
      let count = try reading.patientCount()
      #expect(count == 2)
      let error = #expect(throws: RegistryError.self) {
        try ClinicFile.open(path: folder.clinic, for: .writing, LaterSchema.schema())
      }
      #expect(error?.description.hasPrefix("the clinic file is busy") == true)
    }
    #expect(try names().filter { $0.contains("version") || $0.contains("unfinished") } == [])
    #expect(try reader.read { try $0.patientCount() } == 2)
    try reader.close()
    try ClinicFile.open(path: folder.clinic, for: .writing, LaterSchema.schema()).close()
  }

  @Test func forReadingItIsRefusedUntilItIsBroughtUp() throws {
    #expect(throws: RegistryError.olderSchema(path: folder.clinic, found: 1, known: 2)) {
      try ClinicFile.open(path: folder.clinic, for: .reading, LaterSchema.schema())
    }
    #expect(try names() == ["clinic.sqlite"])
  }

  @Test func commitsInTheLogComeAlong() throws {
    let file = try ClinicFile.open(path: folder.clinic, for: .writing)
    try file.write(.addPatient, by: by()) { try $0.add(.test("in the log")) }
    for side in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: folder.clinic + side, toPath: folder.file("crashed") + side)
    }
    try file.close()
    let later = try ClinicFile.open(
      path: folder.file("crashed"), for: .writing, LaterSchema.schema())
    let patient = try later.read { try $0.patient(.init("in the log")) }
    #expect(patient != nil)
    #expect(try later.read { $0.verify(library: nil, LaterSchema.schema()) }.findings == [])
    try later.close()
  }

  @Test func aTableCountsInTheSealsOfEntriesFromItsFirstRowOn() throws {
    let queue = try DatabaseQueue()
    try queue.read { database in
      let row = try RawStatement(database, "SELECT 1, 'instant', 'author', 'action', '', NULL")
      #expect(try row.step())
      func seal(_ heads: [(table: SealedTable, seal: Seal)]) -> Seal {
        EntryChain.seal(
          row, after: EntryChain.origin, heads: heads, auditHead: AuditChain.origin,
          CanonicalRow())
      }
      let first = SealedTable.all.map { (table: $0, seal: Seal.origin(of: $0.name)) }
      let empty = first + [(LaterVisit.table, .origin(of: "visit"))]
      let used = first + [(LaterVisit.table, .origin(of: "a row"))]
      #expect(seal(empty) == seal(first))
      #expect(seal(used) != seal(first))
      #expect(seal(used + [(SealedTable("x", "row", since: 3), .origin(of: "x"))]) == seal(used))
    }
  }
}
