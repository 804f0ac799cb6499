import CustomDump
import Exchange
import Outcomes
import Testing

@testable import Clinic

@Suite struct `The page about exports` {
  /// Of a clinic in which nothing is recorded.
  private func context() throws -> PackageContext {
    PackageContext(
      library: try Definitions.load(nil).library, asOf: Day(number: 0), isPseudonymous: false,
      series: [], variants: nil, program: "", definitions: "")
  }

  @Test func `has the columns of every table of a package, and of no other`() throws {
    let rows = try #require(Document("Docs/exports.md").section("Tables")).rows
    expectNoDifference(
      rows.map { "\($0[0]) \($0[1])" },
      try context().sheets.map { sheet in
        "`\(sheet.table.name)` `\(sheet.table.columns.map(\.name).joined(separator: ","))`"
      })
  }

  @Test func `has every tag`() throws {
    let rows = try #require(Document("Docs/exports.md").section("Pseudonymous")).rows
    expectNoDifference(rows.map { $0[0] }, PackageColumn.Tag.allCases.map(\.rawValue))
  }
}
