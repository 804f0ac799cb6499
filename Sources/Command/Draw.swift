import Clinic
import Reporting

/// Draws one table in the format that was asked for.
enum Draw {
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
