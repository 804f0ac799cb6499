import Foundation
import GRDB
import Outcomes
import Testing

@testable import Registry

@Suite struct `A file of the fourth schema` {
  let folder: TestFolder
  init() throws {
    folder = try TestFolder()
    try OldClinicFile(version: 4).copy(to: folder.clinic)
  }

  @Test func `is brought up with its seals, and the file as it was is kept`() throws {
    let file = try OldClinicFile(version: 4).bringUp(folder.clinic).file
    #expect(try file.read { try $0.storedMappings() }.map(\.name) == ["CIDP, one row per patient"])
    let patient = try #require(try file.read { try $0.patient(.init("007")) })
    #expect(patient.physician == #"Dr "Ö" \ Weber"#)
    var edited = patient
    edited.physician = "Dr Silva"
    try file.write(.editPatient, by: by(), about: patient.id) { try $0.edit(edited, seen: 3) }
    let line = try file.read { try $0.audit(limit: 1) }.first
    #expect(line?.old?.contains(#""physician":"Dr \"Ö\" \\ Weber","current":0,"#) == true)
    #expect(line?.new?.contains(#""physician":"Dr Silva","current":1,"owner":"007"}"#) == true)
    #expect(try file.read { $0.verify(library: nil) }.findings == [])
  }
}

/// What the triggers of the fourth and of the fifth schema write into the audit trail, whatever a
/// program puts into a row.
@Suite struct `The audit trail of the fifth schema` {
  private static let texts = [
    "plain", "", #"say "yes""#, #"\"#, #"\""#, #"\n\\"#, "a\nb\r\nc\td",
    "\u{1}\u{8}\u{C}\u{1F}\u{7F}",
    "é\u{301} 漢 🧬 \u{2028}", "null", "'", "{\"a\":1}", "12", "\u{FEFF}x",
  ]
  private static let numbers = [0, 1, -1, 42, .max, .min, 1 << 53]

  private struct Column {
    let name: String
    let isText: Bool
    let mayBeNothing: Bool
  }

  /// Every line of the trail after the same rows were written into a file of that version: texts and
  /// numbers of all kinds, and nothing, in every column by turns.
  private func lines(version: Int) throws -> (subjects: Set<String>, lines: [String]) {
    let database = try DatabaseQueue()
    try Schema.released.migrator(upTo: version).migrate(database)
    return try database.writeWithoutTransaction { database in
      // What the tables refuse is not tried here: the text of any value is.
      try database.execute(
        sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
      for table in SealedTable.all.compactMap({ $0.at(version: version) }) {
        for guarded in ["once", "still_once", "fixed"] {
          try database.execute(sql: "DROP TRIGGER IF EXISTS \(table.name)_\(guarded)")
        }
        try fill(table, database)
      }
      let trail = try Row.fetchAll(
        database,
        sql: "SELECT entry, author, action, subject, patient, number, old, new FROM audit")
      let subjects = Set(trail.map { $0["subject"] as String })
      let lines = trail.map { row in
        row.map { String.fromDatabaseValue($0.1) ?? $0.1.description }.joined(separator: " | ")
      }
      return (subjects, lines)
    }
  }

  private func fill(_ table: SealedTable, _ database: Database) throws {
    let columns = try Row.fetchAll(database, sql: "PRAGMA table_info(\(table.name))").map {
      Column(
        name: $0["name"], isText: $0["type"] == "TEXT", mayBeNothing: $0["notnull"] == 0)
    }
    let names = columns.map(\.name).joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    for round in 0..<16 {
      let number = table.isVersioned ? 10 * (round / 3) + 1 : 10 * round + 1
      let version = round % 3 + 1
      let values = columns.enumerated().map { position, column -> (any DatabaseValueConvertible)? in
        let turn = round + position
        switch column.name {
        case "row": return number + (table.isVersioned ? version - 1 : 0)
        case "number": return number
        case "version": return table.isVersioned ? version : "\(version)"
        case "entry": return round
        case "seal": return Data(repeating: UInt8(round), count: 32)
        case "current" where table.isVersioned: return turn % 3
        default:
          if column.mayBeNothing, turn % 3 == 0 { return nil }
          return column.isText
            ? Self.texts[turn % Self.texts.count] : Self.numbers[turn % Self.numbers.count]
        }
      }
      // One text of each patient's identifiers and mappings is there once.
      try database.execute(
        sql: "INSERT OR IGNORE INTO \(table.name) (\(names)) VALUES (\(marks))",
        arguments: StatementArguments(values))
    }
    guard table.isVersioned else { return }
    for text in Self.texts {
      try database.execute(
        sql: "UPDATE \(table.name) SET current = 2 - current, owner = ?, patient = ? || row",
        arguments: [text, text])
    }
  }

  @Test func `is that of the fourth, to the byte`() throws {
    let (subjects, fourth) = try lines(version: 4)
    let fifth = try lines(version: 5).lines
    #expect(fifth.count == fourth.count)
    for (fifth, fourth) in zip(fifth, fourth) where fifth != fourth {
      Issue.record("\(fifth)\n\(fourth)")
    }
    #expect(fourth.count > 1000)
    #expect(subjects == Set(SealedTable.all.map(\.name)))
    for mark in [
      #"\\\""#, #"a\nb\r\nc\td"#, "\u{1}\u{8}", "漢 🧬", ":null,", ":9223372036854775807,",
      "another program | update | course",
    ] {
      #expect(fourth.contains { $0.contains(mark) }, "\(mark)")
    }
  }

  @Test func `is made by triggers of less than half the length`() throws {
    func length(_ version: Int) throws -> Int {
      try Schema.released.objects(at: version).values.map(\.utf8.count).reduce(0, +)
    }
    let (fourth, fifth) = (try length(4), try length(5))
    #expect(fifth * 2 < fourth, "\(fifth) of \(fourth)")
  }
}
