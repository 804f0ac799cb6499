/// Draws a table for people: aligned columns two blanks apart, numbers to the right, the header
/// underlined.
///
/// Texts and titles are wrapped, the widest column first, until the table fits.
package struct TextTable {
  /// Gives a drawn part of a row its look; it must not change how wide it is shown.
  package typealias Look = (_ part: String, _ column: Table.Column, _ isHead: Bool) -> String

  /// What every terminal and every paper holds.
  package static let usualWidth = 80

  private let table: Table
  private let widths: [Int]
  private let look: Look?

  private static let gap = 2
  /// A text column is not made narrower than this.
  private static let narrowest = 8

  package static func draw(
    _ table: Table, width: Int = usualWidth, look: Look? = nil
  ) -> String {
    TextTable(table, width: width, look).text
  }

  private init(_ table: Table, width: Int, _ look: Look?) {
    self.table = table
    self.look = look
    let positions = table.columns.indices
    var widths = table.columns.map(\.title.displayWidth)
    var narrowest = table.columns.map(\.title.longestWord)
    for row in table.rows {
      for (position, cell) in zip(positions, row) {
        let text = cell.text
        widths[position] = max(widths[position], text.displayWidth)
        let wrapsAt = table.columns[position].kind == .text ? text.longestWord : text.displayWidth
        narrowest[position] = max(narrowest[position], wrapsAt)
      }
    }
    let available = width - Self.gap * max(0, widths.count - 1)
    func shrink(to limits: [Int]) {
      while widths.reduce(0, +) > available {
        let candidates = positions.filter { widths[$0] > limits[$0] }
        guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
        widths[widest] -= 1
      }
    }
    // Between words as long as that is enough, within words of text columns otherwise.
    shrink(to: narrowest)
    shrink(
      to: positions.map {
        table.columns[$0].kind == .text ? min(narrowest[$0], Self.narrowest) : narrowest[$0]
      })
    self.widths = widths
  }

  private var text: String {
    var lines = draw(table.columns.map(\.title), isHead: true)
    lines.append(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "))
    for row in table.rows { lines += draw(row.map(\.text)) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// One row as one or more lines, without trailing blanks.
  private func draw(_ texts: [String], isHead: Bool = false) -> [String] {
    let cells = zip(texts, widths).map { $0.wrapped($1) }
    let height = cells.map(\.count).max() ?? 0
    return (0..<height).map { line in
      var drawn = ""
      for (position, parts) in cells.enumerated() {
        let part = line < parts.count ? parts[line] : ""
        let column = table.columns[position]
        let blanks = String(repeating: " ", count: max(0, widths[position] - part.displayWidth))
        let shown = look.map { part.isEmpty ? part : $0(part, column, isHead) } ?? part
        drawn += position == 0 ? "" : "  "
        drawn += column.kind == .number ? blanks + shown : shown + blanks
      }
      return drawn.withoutTrailingBlanks
    }
  }
}

extension String {
  /// What a column cannot be narrower than without a cut: words, and parts of ids.
  fileprivate var longestWord: Int {
    split(separator: " ").flatMap(\.idParts).map(\.displayWidth).max() ?? 0
  }

  package var withoutTrailingBlanks: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension Table {
  /// Whether any row has something in the column of that key.
  package func hasValue(_ key: String) -> Bool {
    guard let position = columns.firstIndex(where: { $0.key == key }) else { return false }
    return rows.contains { $0[position] != .empty }
  }

  /// Only the columns of these keys, in that order; keys that the table lacks are left out.
  package func selecting(_ keys: [String]) -> Table {
    let positions = keys.compactMap { key in columns.firstIndex { $0.key == key } }
    return Table(
      columns: positions.map { columns[$0] }, rows: rows.map { row in positions.map { row[$0] } })
  }
}

extension String {
  /// A drawn table without the end of its last line.
  package var trimmingLastNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
