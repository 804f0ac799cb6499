import Outcomes

/// Draws a table as a JSON array of objects: keys are the column keys, numbers are numbers, an
/// empty cell is null.
package enum JSONTable {
  package static func draw(_ table: Table) -> String {
    guard !table.rows.isEmpty else { return "[]\n" }
    let objects = table.rows.map { "  " + object($0, columns: table.columns) }
    return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  /// One row on one line, for writers that stream.
  package static func object(_ row: [Cell], columns: [Table.Column]) -> String {
    let members = zip(columns, row).map { "\(JSONText.quoted($0.key)): \(value($1))" }
    return "{" + members.joined(separator: ", ") + "}"
  }

  private static func value(_ cell: Cell) -> String {
    switch cell {
    case .text, .day: JSONText.quoted(cell.text)
    case .integer, .decimal, .plain: cell.text
    case .empty: "null"
    }
  }
}
