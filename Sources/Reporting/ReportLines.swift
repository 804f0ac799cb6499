internal import Outcomes

/// Lines of a text report: paragraphs and points wrapped to the page.
enum ReportLines {
  /// Characters of a page of text.
  static let width = 80

  /// A point of a list: `  - text`, its further lines indented.
  static func point(_ text: String, indent: Int = 2) -> String {
    let lead = String(repeating: " ", count: indent) + "- "
    return lead + text.wrapped(width, indent: indent + 2)
  }

  static func paragraph(_ text: String, indent: Int = 0) -> String {
    String(repeating: " ", count: indent) + text.wrapped(width, indent: indent)
  }

  /// Lines of a chart or table, indented.
  static func block(_ lines: [String], indent: Int = 2) -> String {
    let lead = String(repeating: " ", count: indent)
    return lines.map { $0.isEmpty ? "" : lead + $0 }.joined(separator: "\n")
  }

  static func block(_ table: Table, indent: Int = 2, width: Int = width) -> String {
    let text = TextTable.draw(table, width: width - indent)
    return block(text.split(separator: "\n").map(String.init), indent: indent)
  }
}

/// A part of a report that is left out when it has nothing to show.
package struct ReportSection: Sendable {
  package var items: [String]

  /// nil without items.
  init?(_ items: [String]) {
    if items.isEmpty { return nil }
    self.items = items
  }
}
