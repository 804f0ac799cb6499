import CustomDump
import Reporting
import Testing

@testable import Clinic

/// The page about what scripts rely on and the program write the same columns.
@Suite struct `The page about the interface` {
  @Test func `has the columns of every layout, and of no other`() throws {
    let page = try Document("Docs/interface.md")
    let rows = try ["Files in, and out again unchanged", "For research"].flatMap {
      try #require(page.section($0)).rows
    }
    expectNoDifference(
      rows.map { "\($0[0]) \($0[1])" },
      ExportLayout.allCases.map { layout in
        "`\(layout.rawValue)` `\(layout.fixedColumns.map(\.key).joined(separator: ","))`"
      })
  }

  @Test func `has the columns of verdicts`() throws {
    let rows = try #require(Document("Docs/interface.md").section("Verdicts")).rows
    expectNoDifference(
      rows.map { $0[1] },
      [JudgeTable.columns, PatientTable.columns, ReviewTable.columns].map { columns in
        "`\(columns.map(\.key).joined(separator: ","))`"
      })
  }
}
