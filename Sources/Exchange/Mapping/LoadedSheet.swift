package import Tables

/// The cells of one sheet or text file.
package struct LoadedSheet: Sendable {
  package let file: String
  package let sheet: String?
  package var rows: [TableRow]
  package var passedOver: PassedOver
  /// Of a turned sheet: the rows that its columns were.
  var turnedFrom: [Int]?

  package init(file: String, sheet: String?, rows: [TableRow], passedOver: PassedOver) {
    self.file = file
    self.sheet = sheet
    self.rows = rows
    self.passedOver = passedOver
  }

  /// The row of that number; nil: it holds nothing.
  func row(_ number: Int) -> TableRow? {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].number == number ? rows[low] : nil
  }
}

extension LoadedSheet {
  /// One cell, as the spreadsheet counts, also where the sheet was turned.
  func cell(column: Int, row number: Int) -> Cell {
    guard let turnedFrom else { return row(number)?[column] ?? .empty }
    guard let place = turnedFrom.firstIndex(of: number) else { return .empty }
    return row(column + 1)?[place] ?? .empty
  }
}

/// The headings of a sheet's columns.
struct Headings {
  struct Heading {
    /// From 0.
    let column: Int
    /// From the top; the same text only once.
    let lines: [String]

    var text: String { lines.joined(separator: " / ") }
  }

  let all: [Heading]

  /// - Parameter lines: the cells of the heading's rows, from the top.
  init(_ lines: [[Cell]]) {
    let width = lines.map(\.count).max() ?? 0
    var above = [String](repeating: "", count: lines.count)
    all = (0..<width).map { column in
      var texts: [String] = []
      for (position, line) in lines.enumerated() {
        var text = column < line.count ? Self.tidy(line[column].shown) : ""
        // A heading above others stands in the first of its columns alone.
        if position < lines.count - 1 {
          let below = lines[(position + 1)...]
          if text.isEmpty, below.contains(where: { column < $0.count && !$0[column].isBlank }) {
            text = above[position]
          }
          above[position] = text
        }
        if !text.isEmpty, texts.last != text { texts.append(text) }
      }
      return Heading(column: column, lines: texts)
    }
  }

  /// One blank for line breaks and several blanks.
  static func tidy(_ text: String) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ")
  }

  func text(of column: Int) -> String { column < all.count ? all[column].text : "" }

  /// The columns that a name fits: as it is written, else in whatever letters.
  func columns(_ name: String, below group: String?) -> [Int] {
    let name = Self.tidy(name)
    let candidates =
      group.map { group in
        all.filter { $0.lines.count > 1 && same($0.lines[0], Self.tidy(group)) }
      } ?? all
    for fits in [{ $0 == $1 }, same] as [(String, String) -> Bool] {
      let found = candidates.filter { heading in
        if group != nil {
          return fits(heading.lines.dropFirst().joined(separator: " / "), name)
            || heading.lines.last.map { fits($0, name) } == true
        }
        return fits(heading.text, name)
      }
      if !found.isEmpty { return found.map(\.column) }
    }
    guard group == nil else { return [] }
    return candidates.filter { $0.lines.count > 1 && $0.lines.last == name }.map(\.column)
  }

  private func same(_ a: String, _ b: String) -> Bool { a.lowercased() == b.lowercased() }
}
