import Foundation
import Outcomes
import Reporting

/// What colours and bold letters are for: heads of tables, and how urgent a flag is.
///
/// A word always says the same. In pipes and files, with `NO_COLOR` set and on a terminal that shows
/// none, there are no colours.
enum Look {
  /// - Parameter file: where the table is written to; nil: to standard output.
  static func ofTables(in file: String?) -> TextTable.Look? {
    guard file == nil, isatty(1) == 1, isWanted(ProcessInfo.processInfo.environment) else {
      return nil
    }
    return { part, column, isHead in paint(part, column, isHead) }
  }

  /// Whether the terminal shows colours and nobody objects to them.
  static func isWanted(_ environment: [String: String]) -> Bool {
    let terminal = environment["TERM"] ?? ""
    return (environment["NO_COLOR"] ?? "").isEmpty && !terminal.isEmpty && terminal != "dumb"
  }

  static func paint(_ part: String, _ column: Table.Column, _ isHead: Bool) -> String {
    if isHead { return styled(part, bold) }
    guard column.key == "severity" else { return part }
    if part == ReviewTable.notJudged { return styled(part, bold) }
    guard let severity = Severity(rawValue: part) else { return part }
    switch severity {
    case .red: return styled(part, red)
    case .amber: return styled(part, yellow)
    case .due, .note: return part
    }
  }

  // Codes of ECMA-48 that every terminal with colours knows.
  private static let bold = "1"
  private static let red = "31"
  private static let yellow = "33"

  private static func styled(_ text: String, _ code: String) -> String {
    "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
