import Foundation
import GRDB
import Outcomes
import Testing

@testable import Registry

/// Whatever is altered behind Recheck's back is found.
@Suite struct SealTests {
  let folder: TestFolder
  init() throws {
    folder = try TestFolder()
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    try file.close()
  }

  private func findings(library: Library? = testLibrary) throws -> [String] {
    let file = try ClinicFile.open(path: folder.clinic, for: .reading)
    defer { try? file.close() }
    return try file.read { $0.verify(library: library) }.findings.map(\.description)
  }

  /// Alters the file as somebody would who took the triggers away and put them back.
  private func alter(_ body: (Database) throws -> Void) throws {
    let other = try folder.otherProgram()
    try other.write { database in
      let triggers = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
      let due = try Schema.released.objects(at: Schema.released.version)
      for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger)") }
      try body(database)
      for trigger in triggers { try database.execute(sql: due[trigger] ?? "") }
    }
    try other.close()
  }

  @Test func soundFileHasNoFindingsAndAHead() throws {
    let file = try ClinicFile.open(path: folder.clinic, for: .reading)
    let verification = try file.read { $0.verify(library: testLibrary) }
    #expect(verification.findings == [])
    #expect(verification.isSound)
    #expect(verification.entries == 11)
    #expect(verification.head.count == 64)
    #expect(
      verification.rows == [
        "patient": 3, "diagnosis": 2, "course": 2, "score": 7, "review": 1, "definition": 2,
        "merge": 1, "site_table": 3, "study_code": 2, "consideration": 0,
        "visit": 0, "mapping": 0,
      ])
  }

  @Test func anyFlippedByteOfContentIsFound() throws {
    var random = SplitMix(state: 7)
    let path = folder.clinic
    let file = try ClinicFile.open(path: path, for: .writing)
    try fillLater(file)
    try file.close()
    let original = try Data(contentsOf: URL(fileURLWithPath: path))
    var flips = 0
    var flipped: Set<String> = []
    for table in SealedTable.all.map(\.name) + ["entry", "audit"] {
      let isFact = SealedTable.all.contains { $0.name == table }
      let columns =
        SealedTable.all.first { $0.name == table }.map { $0.content + ["seal"] }
        ?? (table == "entry" ? EntryChain.columns : AuditChain.columns).split(separator: ",")
        .map { $0.drop(while: \.isWhitespace).description } + ["seal"]
      for _ in 0..<20 {
        let column = columns[Int.random(in: 1..<columns.count, using: &random)]
        var changed = false
        try alter { database in
          let key = isFact ? "row" : "id"
          let rows = try Row.fetchAll(
            database,
            sql: "SELECT \(key), \(column) FROM \(table) WHERE \(column) IS NOT NULL")
          guard let row = rows.randomElement(using: &random) else { return }
          let value: DatabaseValue
          let stored: DatabaseValue = row[1]
          switch stored.storage {
          case .int64(let number):
            value = (number ^ (1 << Int64.random(in: 0..<16, using: &random))).databaseValue
          case .string(let text):
            var bytes = Array(text.utf8)
            if bytes.isEmpty {
              bytes = [65]
            } else {
              // Within ASCII, so that the text stays text.
              let place = Int.random(in: bytes.indices, using: &random)
              bytes[place] = bytes[place] == 65 ? 66 : 65
            }
            value = String(decoding: bytes, as: UTF8.self).databaseValue
          case .blob(let data):
            var data = data
            data[Int.random(in: 0..<data.count, using: &random)] ^= 1
            value = data.databaseValue
          default: return
          }
          try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
          changed =
            (try? database.execute(
              sql: "UPDATE \(table) SET \(column) = ? WHERE \(key) = ?",
              arguments: [value, row[0] as Int])) != nil
        }
        if changed {
          flips += 1
          flipped.insert(table)
          #expect(try !findings(library: nil).isEmpty, "\(table).\(column)")
        }
        for side in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + side) }
        try original.write(to: URL(fileURLWithPath: path))
      }
    }
    #expect(flips > 220)
    #expect(flipped.count == SealedTable.all.count + 2)
  }

  @Test func anyFlippedByteOfTheFileIsFoundOrHarmless() throws {
    var random = SplitMix(state: 11)
    let path = folder.clinic
    let original = try Data(contentsOf: URL(fileURLWithPath: path))
    func content() throws -> [String] {
      let file = try ClinicFile.open(path: path, for: .reading)
      defer { try? file.close() }
      return try file.read { reading in
        var records: [String] = []
        try reading.forEachRecord { records.append("\($0)") }
        return try records
          + (SealedTable.all.map(\.name) + ["entry", "audit"]).flatMap { table in
            try Row.fetchAll(reading.database, sql: "SELECT * FROM \(table)").map { "\($0)" }
          }
      }
    }
    let before = try content()
    var found = 0
    for _ in 0..<250 {
      var damaged = original
      damaged[Int.random(in: 0..<original.count, using: &random)] ^=
        1 << UInt8.random(in: 0..<8, using: &random)
      try damaged.write(to: URL(fileURLWithPath: path))
      let seen = (try? findings(library: nil)) ?? ["refused"]
      if seen.isEmpty {
        #expect((try? content()) == before)
      } else {
        found += 1
      }
      for side in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + side) }
    }
    #expect(found > 40)
  }

  @Test func whatWasSaidOfAReEvaluationOrAVisitIsNotAltered() throws {
    let file = try ClinicFile.open(path: folder.clinic, for: .writing)
    try fillLater(file)
    try file.close()
    #expect(try findings() == [])
    let altered =
      "its seal does not match: it was altered, or the row before it was altered or removed"
    for (table, column, value) in [
      ("consideration", "state", "'confirmed'"), ("consideration", "author", "'another'"),
      ("visit", "illness", "NULL"), ("visit", "days_since_dose", "20"),
    ] {
      let stored = try Data(contentsOf: URL(fileURLWithPath: folder.clinic))
      try alter { try $0.execute(sql: "UPDATE \(table) SET \(column) = \(value) WHERE row = 1") }
      #expect(try findings().contains("\(table) row 1: \(altered)"), "\(column)")
      for side in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: folder.clinic + side)
      }
      try stored.write(to: URL(fileURLWithPath: folder.clinic))
    }
    #expect(try findings() == [])
    try alter { try $0.execute(sql: "DELETE FROM visit WHERE row = 2") }
    #expect(try findings().contains("visit row 3: row 2 before it is missing"))
  }

  @Test func removedRowsAreFound() throws {
    try alter { try $0.execute(sql: "DELETE FROM score WHERE row = 2") }
    let middle = try findings()
    #expect(middle.contains("score row 3: row 2 before it is missing"))
    #expect(
      middle.contains(
        "score row 3: its seal does not match: it was altered, or the row before it was altered or"
          + " removed"))
  }

  @Test func aRemovedEndIsFound() throws {
    try alter { try $0.execute(sql: "DELETE FROM study_code WHERE row = 2") }
    #expect(
      try findings() == [
        "entry row 11: its seal does not match: it was altered, or a row that it wrote was added or"
          + " removed"
      ])
    try alter { database in
      try database.execute(sql: "DELETE FROM study_code; DELETE FROM entry WHERE id = 11")
      try database.execute(sql: "DELETE FROM audit WHERE entry = 11")
    }
    let found = try findings()
    #expect(
      found == [
        "entry: ends at row 10, but rows up to 11 were written: the end is missing",
        "audit: ends at row 22, but rows up to 25 were written: the end is missing",
      ])
  }

  @Test func swappedRowsAreFound() throws {
    try alter { database in
      let columns = SealedTable.siteTable.content.dropFirst() + ["seal"]
      for column in columns where column != "entry" && column != "measure" {
        try database.execute(
          sql: """
            UPDATE site_table SET \(column) = CASE row
              WHEN 1 THEN (SELECT \(column) FROM site_table WHERE row = 2)
              ELSE (SELECT \(column) FROM site_table WHERE row = 1) END
              || '' WHERE row < 0
            """)
      }
      try database.execute(
        sql: """
          UPDATE site_table SET row = -1 WHERE row = 1; UPDATE site_table SET row = 1 WHERE row = 2;
          UPDATE site_table SET row = 2 WHERE row = -1
          """)
    }
    let found = try findings()
    #expect(found.filter { $0.hasPrefix("site_table row") }.count >= 2)
  }

  @Test func wrongDerivedColumnsAreFound() throws {
    try alter { try $0.execute(sql: "UPDATE score SET owner = 'N2' WHERE row = 1") }
    #expect(try findings().contains("score row 1: is given to the wrong patient"))
    try alter { database in
      try database.execute(sql: "UPDATE score SET owner = '007' WHERE row = 1")
      try database.execute(sql: "UPDATE score SET current = 2 WHERE row = 2")
    }
    #expect(try findings().contains("score row 2: counts as a duplicate and is none"))
    try alter { database in
      try database.execute(sql: "UPDATE score SET current = 1 WHERE row = 2")
      try database.execute(sql: "UPDATE score SET current = 1 WHERE row = 5")
    }
    #expect(try findings().contains("score: a patient has the same one twice"))
  }

  @Test func totalsThatTheAnswersDoNotGiveAreFound() throws {
    let file = try ClinicFile.open(path: folder.clinic, for: .writing)
    let number = try file.write(.recordScores, by: by()) { writing in
      var wrong = NewScore.test("2025-09-09", "1,1,1")
      wrong.total = Rational(4)
      return try writing.add(wrong, of: .test(), for: .init("N2"))
    }
    try file.write(.recordScores, by: by()) { writing in
      var wrong = NewScore.test("2025-09-10", "1,1,1")
      wrong.part = nil
      try writing.add(wrong, of: .test(), for: .init("N2"))
      // Of a definition that is not in force: nothing to compare with.
      try writing.add(wrong, of: .test("elsewhere"), for: .init("N2"))
    }
    try file.close()
    #expect(try findings(library: nil) == [])
    #expect(
      try findings() == [
        "score row \(number): its total is not what its answers give by the definition",
        "score row \(number + 1): its total is not what its answers give by the definition",
      ])
  }

  @Test func alteredSchemaIsFound() throws {
    let other = try folder.otherProgram()
    try other.write { database in
      try database.execute(sql: "DROP TRIGGER score_kept; CREATE TABLE extra (x)")
    }
    try other.close()
    #expect(
      try findings() == ["score_kept: is missing", "extra: was added by another program"])
  }
}

/// A small generator with a fixed seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
