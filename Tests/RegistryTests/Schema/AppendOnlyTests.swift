import GRDB
import Outcomes
import Testing

@testable import Registry

/// Another program may not change what was stored.
@Suite struct AppendOnlyTests {
  let folder: TestFolder
  let file: ClinicFile
  init() throws {
    folder = try TestFolder()
    file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    try fillLater(file)
  }

  static let tables = SealedTable.all.map(\.name) + ["entry", "audit"]

  private func refusal(_ sql: String) throws -> String? {
    let other = try folder.otherProgram()
    let error = #expect(throws: DatabaseError.self, "\(sql)") {
      try other.write { try $0.execute(sql: sql) }
    }
    return error?.message
  }

  @Test func nothingIsDeleted() throws {
    for table in Self.tables {
      let message = try refusal("DELETE FROM \(table)")
      #expect(message?.hasPrefix("\(table): nothing is ever deleted") == true)
    }
  }

  @Test func noColumnOfContentIsChanged() throws {
    for table in Self.tables { try noColumnIsChanged(of: table) }
    #expect(try file.read { $0.verify(library: testLibrary) }.findings == [])
  }

  private func noColumnIsChanged(of table: String) throws {
    let sealed = SealedTable.all.first { $0.name == table }
    let others = table == "entry" ? EntryChain.columns : AuditChain.columns
    let columns =
      sealed.map { $0.content + ["seal"] }
      ?? others.split(separator: ",").map { $0.drop(while: \.isWhitespace).description }
    for column in columns {
      // Another value of the same type, so that no check of the column comes first.
      let value =
        """
        CASE typeof(\(column)) WHEN 'integer' THEN \(column) + 1000 WHEN 'blob' THEN zeroblob(32)
          WHEN 'null' THEN 1 ELSE \(column) || 'x' END
        """
      let key = sealed == nil ? "id" : "row"
      let message = try refusal(
        "UPDATE \(table) SET \(column) = \(value) WHERE \(key) = (SELECT max(\(key)) FROM \(table))"
      )
      #expect(message?.hasPrefix("\(table): a ") == true, "\(column): \(message ?? "no error")")
    }
  }

  @Test func nothingIsReplaced() throws {
    for table in Self.tables {
      let message = try refusal("INSERT OR REPLACE INTO \(table) SELECT * FROM \(table)")
      #expect(
        message?.hasPrefix("\(table): a ") == true
          || message == "\(table): the patient has this already")
    }
  }

  @Test func identifiersAreFixed() throws {
    #expect(try refusal("DELETE FROM identifier") == "identifier: nothing is ever deleted")
    #expect(
      try refusal("UPDATE identifier SET patient = patient || 'x'")
        == "identifier: an identifier is never changed")
  }

  @Test func aSecondScoreOfAKindIsRefusedToOthersToo() throws {
    let columns =
      "row, number, version, entry, patient, withdrawn, measure, definition, day,"
      + " variant, total, scale, part, part_scale, answers, rater, note, current, owner, seal"
    let values = columns.replacing("row, number,", with: "row + 100, row + 100,")
      .replacing("version", with: "1")
    #expect(
      try refusal(
        "INSERT INTO score (\(columns)) SELECT \(values) FROM score WHERE current = 1 LIMIT 1")
        == "score: the patient has this already")
    #expect(
      try refusal("UPDATE score SET current = 1 WHERE current = 2")
        == "score: the patient has this already")
  }
}
