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
    let members = zip(columns, row).map { "\(quoted($0.key)): \(value($1))" }
    return "{" + members.joined(separator: ", ") + "}"
  }

  private static func value(_ cell: Cell) -> String {
    switch cell {
    case .text, .day: quoted(cell.text)
    case .integer, .decimal, .plain: cell.text
    case .empty: "null"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)  // not our enum
      }
    }
    return result + "\""
  }
}
