import Clinic
import CustomDump
import Outcomes
import Reporting
import TestSupport
import Testing

/// The review list is sorted in a file; what is drawn of it is what one table in memory gives.
@Suite struct `A table that is sorted in a file` {
  private static let columns: [Table.Column] = [
    .init("name", "Name"), .init("count", "Count", .number), .init("note", "Note"),
    .init("more", "More"),
  ]
  private static let rows: [[Cell]] = (0..<300).map { number in
    [
      .text("P\(number) \(String(repeating: "ä", count: number % 40))"), .integer(number),
      number % 3 == 0 ? .empty : .text("one \"two\" three\nfour \(number)"), .empty,
    ]
  }

  private func sorted(_ rows: [[Cell]]) throws -> SortedTable {
    try SortedTable(
      columns: Self.columns, textKeys: ["name", "count", "note"], roomyKeys: ["more"]
    ) { add in
      // From the last to the first.
      for row in rows.reversed() { try add(String(1_000 + (row[1].integer ?? 0)), row) }
    }
  }

  @Test func `is drawn as one in memory`() throws {
    for rows in [Self.rows, Array(Self.rows.prefix(1)), []] {
      let table = try sorted(rows)
      let drawn = DrawnTable(
        Table(columns: Self.columns, rows: rows), textKeys: ["name", "count", "note"])
      for width in [40, 80, 200] {
        expectNoDifference(try table.text(width: width), drawn.text(width: width))
      }
      expectNoDifference(try table.written { try table.writeJSON(to: $0) }, drawn.json)
      expectNoDifference(
        try table.written { try table.writeCSV(to: $0) }, try table.written(drawn.writeCSV))
      #expect(table.count == rows.count && table.isEmpty == rows.isEmpty)
    }
  }
}

extension Cell {
  fileprivate var integer: Int? { if case .integer(let value) = self { value } else { nil } }
}
