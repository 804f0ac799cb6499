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
    try OldClinicFile(version: 1).copy(to: folder.clinic)
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

  /// The records that the file of the first schema was filled with, from a file of today.
  private func recordsAsWritten() throws -> [String] {
    let file = try ClinicFile.create(path: folder.file("as-written.sqlite"))
    try fillEverything(file)
    return try records(file)
  }

  /// The last seal of a file in which nothing is wrong.
  private func soundHead(_ path: String, _ schema: Schema) throws -> String {
    let file = try ClinicFile.open(path: path, for: .reading, schema)
    let report = try file.read { $0.verify(library: nil, schema) }
    #expect(report.findings == [])
    try file.close()
    return report.head
  }

  @Test func theReleasedProgramBringsUpAFileOfTheFirstSchema() throws {
    let head = try soundHead(folder.clinic, .first)
    #expect(throws: RegistryError.olderSchema(path: folder.clinic, found: 1, known: 6)) {
      try ClinicFile.open(path: folder.clinic, for: .reading)
    }
    let file = try ClinicFile.open(path: folder.clinic, for: .writing)
    let report = try file.read { $0.verify(library: testLibrary) }
    #expect(report.findings == [])
    #expect(report.head == head)
    #expect(try records(file) == recordsAsWritten())
    try file.close()
    #expect(try soundHead(folder.clinic + ".version-1", .first) == head)
  }

  /// The tables that the second schema brought hold nothing in an old file, and then what is written.
  @Test func whatCameLaterIsWrittenIntoAnOldFileAndSealed() throws {
    let file = try ClinicFile.open(path: folder.clinic, for: .writing)
    let before = try file.read { try $0.record(of: .init("007")) }
    #expect(before?.considerations == [])
    #expect(before?.visits == [])
    try fillLater(file)
    let report = try file.read { $0.verify(library: testLibrary) }
    #expect(report.findings == [])
    #expect(report.rows["consideration"] == 3)
    #expect(report.rows["visit"] == 3)
    let written = try records(file)
    try file.close()
    let now = try ClinicFile.create(path: folder.file("now.sqlite"))
    try fillEverything(now)
    try fillLater(now)
    #expect(try records(now) == written)
  }

  @Test func theFileIsBroughtUpAndKeptAsItWas() throws {
    let head = try soundHead(folder.clinic, .first)
    let known = try recordsAsWritten()
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
      #expect(version == 7)
      let report = reading.verify(library: testLibrary, schema)
      #expect(report.findings == [])
      // The seals are those from before: what was asserted is the same.
      #expect(report.head == head)
    }
    #expect(try records(file) == known)
    try file.close()
    // The earlier program opens what was kept, and refuses what is new.
    #expect(try soundHead(folder.clinic + ".version-1", .first) == head)
    #expect(throws: RegistryError.newerSchema(path: folder.clinic, found: 7, known: 6)) {
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
        LaterCourse(course: another, route: "skin"), of: "007", owner: "007")
    }
    let line = try file.read { try $0.audit(limit: 1) }.first
    #expect(
      line?.new?.contains(
        #""note":"","stop_reason":null,"other_name":null,"#
          + #""start_precision":null,"stop_precision":null,"route":"skin","current":1"#)
        == true)
    func findings() throws -> [String] {
      try file.read { $0.verify(library: nil, schema) }.findings.map(\.description)
    }
    #expect(try findings() == [])
    let stored = try file.read { reading in
      var courses = try FactCursor<LaterCourse>(reading.database, of: "007")
      var stored: [LaterCourse] = []
      try Array("007".utf8).withUnsafeBufferPointer { owner in
        while try courses.advance(to: owner) { stored.append(try courses.fact()) }
      }
      return stored
    }
    #expect(stored.suffix(2).map(\.route) == [nil, "skin"])
    try file.close()

    for (row, reason) in [(1, "'vein'"), (3, "'vein'"), (4, "'vein'"), (4, "NULL")] {
      let copy = try bytes(folder.clinic)
      let other = try folder.otherProgram()
      try other.write { database in
        try database.execute(sql: "DROP TRIGGER course_fixed; DROP TRIGGER course_updated")
        try database.execute(sql: "UPDATE course SET route = \(reason) WHERE row = \(row)")
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
      try [FactCursor<LaterCourse>.sql(), FactCursor<LaterAdmission>.sql()].map { sql in
        try Row.fetchAll(reading.database, sql: "EXPLAIN QUERY PLAN " + sql)
          .map { $0["detail"] as String }
      }
    }
    #expect(
      plans == [
        ["SCAN course USING COVERING INDEX course_current"],
        ["SCAN admission USING COVERING INDEX admission_current"],
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
    try ClinicFile.open(path: folder.clinic, for: .writing, .first).close()
  }

  /// What was found in a copy that does not verify, a line each.
  private func findings(_ error: RegistryError?) throws -> String {
    guard case .damagedCopy(_, let findings)? = error else {
      Issue.record("no damaged copy: \(String(describing: error))")
      return ""
    }
    return findings.map(\.description).joined(separator: "\n")
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
    #expect(try findings(error).contains("course row 1: its seal does not match"))
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
    #expect(try findings(error).contains("course row 1: says wrongly whether"))
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
    try ClinicFile.open(path: folder.clinic, for: .writing, .first).close()
    let reader = try ClinicFile.open(path: folder.clinic, for: .reading, .first)
    try reader.read { reading in
      let count = try reading.patientCount()
      #expect(count == 2)
      let error = #expect(throws: RegistryError.self) {
        try ClinicFile.open(path: folder.clinic, for: .writing, LaterSchema.schema())
      }
      guard case .storage(let code, _)? = error else {
        Issue.record("not refused by the file: \(String(describing: error))")
        return
      }
      // SQLite's codes for a file that another program holds.
      #expect([5, 6].contains(code & 0xFF))
    }
    #expect(try names().filter { $0.contains("version") || $0.contains("unfinished") } == [])
    #expect(try reader.read { try $0.patientCount() } == 2)
    try reader.close()
    try ClinicFile.open(path: folder.clinic, for: .writing, LaterSchema.schema()).close()
  }

  @Test func forReadingItIsRefusedUntilItIsBroughtUp() throws {
    #expect(throws: RegistryError.olderSchema(path: folder.clinic, found: 1, known: 7)) {
      try ClinicFile.open(path: folder.clinic, for: .reading, LaterSchema.schema())
    }
    #expect(try names() == ["clinic.sqlite"])
  }

  @Test func commitsInTheLogComeAlong() throws {
    let now = folder.file("now.sqlite")
    let file = try ClinicFile.create(path: now)
    try file.write(.addPatient, by: by()) { try $0.add(.test("in the log")) }
    for side in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: now + side, toPath: folder.file("crashed") + side)
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
      let empty = first + [(LaterAdmission.table, .origin(of: "admission"))]
      let used = first + [(LaterAdmission.table, .origin(of: "a row"))]
      #expect(seal(empty) == seal(first))
      #expect(seal(used) != seal(first))
      #expect(seal(used + [(SealedTable("x", "row", since: 7), .origin(of: "x"))]) == seal(used))
    }
  }
}
