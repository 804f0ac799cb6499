import Clinic
import Reporting

/// Draws one table in the format that was asked for.
enum Draw {
  /// A table of any length, written as it is read back.
  static func table(_ table: SortedTable, _ format: Format, _ file: String?, none: String) throws {
    switch format {
    case .text where table.isEmpty: try Output.print(none, to: file)
    case .text:
      let width = file == nil ? Output.width : TextTable.usualWidth
      try Output.write(to: file) { sink in
        try table.writeText(width: width, look: Look.ofTables(in: file), to: sink)
      }
    case .json: try Output.write(to: file) { sink in try table.writeJSON(to: sink) }
    case .csv: try Output.write(to: file) { sink in try table.writeCSV(to: sink) }
    }
  }

  static func table(_ table: DrawnTable, _ format: Format, _ file: String?, none: String) throws {
    switch format {
    case .text:
      let text =
        table.isEmpty
        ? none
        : table.text(
          width: file == nil ? Output.width : TextTable.usualWidth, look: Look.ofTables(in: file))
      try Output.print(text, to: file)
    case .json: try Output.print(table.json, to: file)
    case .csv: try Output.write(to: file) { sink in try table.writeCSV(to: sink) }
    }
  }
}
