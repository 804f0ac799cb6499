import Clinic

/// Draws one table in the format that was asked for.
enum Draw {
  static func table(_ table: DrawnTable, _ format: Format, _ file: String?, none: String) throws {
    switch format {
    case .text: try Output.print(table.isEmpty ? none : table.text, to: file)
    case .json: try Output.print(table.json, to: file)
    case .csv: try Output.write(to: file) { sink in try table.writeCSV(to: sink) }
    }
  }
}
