/// Draws a table for people: aligned columns two blanks apart, numbers to the right, the header
/// underlined.
///
/// Texts and titles are wrapped, the widest column first, until the table fits.
package struct TextTable {
  /// Gives a drawn part of a row its look; it must not change how wide it is shown.
  package typealias Look = (_ part: String, _ column: Table.Column, _ isHead: Bool) -> String

  /// What every terminal and every paper holds.
  package static let usualWidth = 80

  private let columns: [Table.Column]
  private let widths: [Int]
  private let look: Look?

  private static let gap = 2
  /// A text column is not made narrower than this.
  private static let narrowest = 8

  package static func draw(
    _ table: Table, width: Int = usualWidth, look: Look? = nil
  ) -> String {
    var measure = Measure(table.columns)
    for row in table.rows { measure.add(row) }
    let drawn = TextTable(measure, width: width, look: look)
    return table.rows.reduce(into: drawn.head) { $0 += drawn.lines($1) }
  }

  /// How wide the columns of a table would like to be, told by its rows one after another.
  package struct Measure {
    package let columns: [Table.Column]
    fileprivate var widths: [Int]
    fileprivate(set) var narrowest: [Int]

    package init(_ columns: [Table.Column]) {
      self.columns = columns
      widths = columns.map(\.title.displayWidth)
      narrowest = columns.map(\.title.longestWord)
    }

    package mutating func add(_ row: [Cell]) {
      for (position, cell) in zip(columns.indices, row) {
        let text = cell.text
        widths[position] = max(widths[position], text.displayWidth)
        let wrapsAt = columns[position].kind == .text ? text.longestWord : text.displayWidth
        narrowest[position] = max(narrowest[position], wrapsAt)
      }
    }

    /// Of the columns at some positions alone.
    package func selecting(_ positions: [Int]) -> Measure {
      var chosen = Measure(positions.map { columns[$0] })
      chosen.widths = positions.map { widths[$0] }
      chosen.narrowest = positions.map { narrowest[$0] }
      return chosen
    }
  }

  /// - Parameter measure: of all rows that are to be drawn.
  package init(_ measure: Measure, width: Int = usualWidth, look: Look? = nil) {
    columns = measure.columns
    self.look = look
    let columns = measure.columns
    var widths = measure.widths
    let available = width - Self.gap * max(0, widths.count - 1)
    func shrink(to limits: [Int]) {
      while widths.reduce(0, +) > available {
        let candidates = columns.indices.filter { widths[$0] > limits[$0] }
        guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
        widths[widest] -= 1
      }
    }
    // Between words as long as that is enough, within words of text columns otherwise.
    shrink(to: measure.narrowest)
    shrink(
      to: columns.indices.map {
        columns[$0].kind == .text
          ? min(measure.narrowest[$0], Self.narrowest) : measure.narrowest[$0]
      })
    self.widths = widths
  }

  /// The titles, underlined.
  package var head: String {
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    return (draw(columns.map(\.title), isHead: true) + [rule]).map { $0 + "\n" }.joined()
  }

  /// One row, each of its lines ended.
  package func lines(_ row: [Cell]) -> String {
    draw(row.map(\.text)).map { $0 + "\n" }.joined()
  }

  /// One row as one or more lines, without trailing blanks.
  private func draw(_ texts: [String], isHead: Bool = false) -> [String] {
    let cells = zip(texts, widths).map { $0.wrapped($1) }
    let height = cells.map(\.count).max() ?? 0
    return (0..<height).map { line in
      var drawn = ""
      for (position, parts) in cells.enumerated() {
        let part = line < parts.count ? parts[line] : ""
        let column = columns[position]
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
    longestWordByBytes ?? split(separator: " ").flatMap(\.idParts).map(\.displayWidth).max() ?? 0
  }

  /// The same where the text is ASCII, as nearly all are; nil: it is not.
  private var longestWordByBytes: Int? {
    var (longest, width, endsPart) = (0, 0, false)
    for byte in utf8 {
      guard (0x20...0x7E).contains(byte) else { return nil }
      let isLetter = (0x61...0x7A).contains(byte | 0x20)
      if byte == UInt8(ascii: " ") || endsPart && isLetter {
        longest = max(longest, width)
        width = 0
      }
      if byte != UInt8(ascii: " ") { width += 1 }
      endsPart = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "=")
    }
    return max(longest, width)
  }

  package var withoutTrailingBlanks: String {
    guard let last = utf8.lastIndex(where: { $0 != UInt8(ascii: " ") }) else { return "" }
    return String(self[..<utf8.index(after: last)])
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
