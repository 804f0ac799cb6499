import CustomDump
import Foundation
import Testing

/// `Docs/data.md` names every table and column of the clinic file, and its queries work.
///
/// To take over a deliberate change of the output, run the tests with RECHECK_RECORD=1.
@Suite struct `The page about the clinic file` {
  private static let path = "Docs/data.md"
  private static let day = "2026-06-30"

  /// Runs in a folder that holds the demonstration clinic.
  private func withClinic<Result>(_ body: (_ folder: URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("recheck-data-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let demo = "recheck demo --clinic clinic.sqlite --as-of \(Self.day)"
    #expect(try Shell.run(demo, in: folder).status == 0)
    return try body(folder)
  }

  private func query(_ sql: String, _ options: String, in folder: URL) throws -> String {
    try Data(sql.utf8).write(to: folder.appendingPathComponent("query.sql"))
    let (output, status) = try Shell.run(
      "sqlite3 -readonly \(options) clinic.sqlite < query.sql", in: folder)
    #expect(status == 0, "\(sql)\n\(output)")
    return output
  }

  @Test func `names every table, view and column, with its type, and no others`() throws {
    let columns = try withClinic { folder in
      try query(
        """
        SELECT o.name || '.' || c.name || CASE
            WHEN o.type = 'view' OR c.type = '' THEN ''
            WHEN c."notnull" OR c.pk THEN ': ' || c.type
            ELSE ': ' || c.type || ' or NULL' END
        FROM sqlite_master o JOIN pragma_table_info(o.name) c WHERE o.type IN ('table', 'view')
        """, "-list", in: folder)
    }
    var documented: [String] = []
    for section in try Document(Self.path).sections where section.level == 3 {
      for table in section.heading.prefix(while: { $0 != ":" }).description.quoted {
        for row in section.rows {
          // A view computes its columns, so its types bind nobody.
          let isTyped = row[1] == row[1].uppercased() || row[1].hasSuffix(" or NULL")
          let type = table.hasSuffix("_view") || !isTyped || row[1].isEmpty ? "" : ": \(row[1])"
          documented += row[0].quoted.map { "\(table).\($0)\(type)" }
        }
      }
    }
    let found = columns.split(separator: "\n").map(String.init)
    expectNoDifference(documented.sorted(), found.sorted())
  }

  @Test func `shows queries with what they really give`() throws {
    let document = try Document(Self.path)
    let blocks = document.blocks
    let pairs = zip(blocks, blocks.dropFirst()).filter { $0.0.language == "sql" }
    #expect(pairs.count >= 8 && pairs.allSatisfy { $0.1.language == "text" })
    let outputs = try withClinic { folder in
      try pairs.map { sql, _ in
        try query(sql.lines.joined(separator: "\n"), "-header -column", in: folder)
          .split(separator: "\n").map { String($0).withoutBlanksAtTheEnd }
      }
    }
    if ProcessInfo.processInfo.environment["RECHECK_RECORD"] != nil {
      var lines = document.lines
      for (pair, output) in zip(pairs, outputs).reversed() {
        lines.replaceSubrange(pair.1.first..<pair.1.first + pair.1.lines.count, with: output)
      }
      try lines.joined(separator: "\n").write(
        toFile: Document.root.path + "/" + Self.path, atomically: true, encoding: .utf8)
    }
    for (pair, output) in zip(pairs, outputs) { expectNoDifference(pair.1.lines, output) }
  }
}

extension String {
  fileprivate var withoutBlanksAtTheEnd: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
