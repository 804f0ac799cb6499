/// A line of a text report, wrapped to the page only where it is printed; other writers take what it
/// says.
package enum ReportLine: Hashable, Sendable {
  /// `  - text`, its further lines indented.
  case point(String, indent: Int = 2)
  case paragraph(String, indent: Int = 0)
  /// A chart, a table or a command: as it is to be printed.
  case drawn(String)

  /// Characters of a page of text.
  static let width = 80

  /// What it says, without bullet, indent and line breaks.
  package var text: String {
    switch self {
    case .point(let text, _), .paragraph(let text, _), .drawn(let text): text
    }
  }

  /// As it stands on a page of text, in one or more lines.
  package var printed: String {
    switch self {
    case .point(let text, let indent):
      String(repeating: " ", count: indent) + "- " + text.wrapped(Self.width, indent: indent + 2)
    case .paragraph(let text, let indent):
      String(repeating: " ", count: indent) + text.wrapped(Self.width, indent: indent)
    case .drawn(let text): text
    }
  }

  /// Lines of a chart, indented.
  static func chart(_ lines: [String], indent: Int = 2) -> Self {
    let lead = String(repeating: " ", count: indent)
    return .drawn(lines.map { $0.isEmpty ? "" : lead + $0 }.joined(separator: "\n"))
  }

  static func table(_ table: Table, indent: Int = 2, width: Int = width) -> Self {
    let text = TextTable.draw(table, width: width - indent)
    let lines = text.utf8.split(separator: UInt8(ascii: "\n")).map { String(Substring($0)) }
    return chart(lines, indent: indent)
  }
}

/// A part of a report that is left out when it has nothing to show.
package struct ReportSection: Sendable {
  package var items: [ReportLine]

  /// nil without items.
  init?(_ items: [ReportLine]) {
    if items.isEmpty { return nil }
    self.items = items
  }

  /// A list of points; nil without any.
  init?(points: [String]) { self.init(points.map { .point($0) }) }
}
