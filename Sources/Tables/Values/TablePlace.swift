/// Where in a table something stands, as a person finds it in a spreadsheet program.
package struct TablePlace: Hashable, Sendable {
  /// The name of the file, without folders.
  package let file: String
  /// Nil in text files.
  package var sheet: String?
  /// From 1, as `TableRow.number`; nil: the whole sheet.
  package var row: Int?
  /// The column, from 0; nil: the whole row.
  package var column: Int?
  /// The heading of the column, where it is known.
  package var heading: String?

  package init(
    file: String, sheet: String? = nil, row: Int? = nil, column: Int? = nil,
    heading: String? = nil
  ) {
    self.file = file
    self.sheet = sheet
    self.row = row
    self.column = column
    self.heading = heading
  }

  /// The column as a spreadsheet names it (A to Z, AA and so on), where there is one.
  package var letters: String? { column.map(ColumnLetters.of) }
}

/// The names that spreadsheets give to columns.
package enum ColumnLetters {
  /// A spreadsheet has the columns A to XFD.
  package static let most = 16_384

  /// The letters of a column counted from 0.
  package static func of(_ column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column + 1
    while rest > 0 {
      letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// The column, from 0, that these letters name, in capitals or not; nil when they name none.
  package static func column(of letters: String) -> Int? {
    var column = 0
    for byte in letters.utf8 {
      let letter = byte & ~0x20
      guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter) else { return nil }
      column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
      guard column <= most else { return nil }
    }
    return column > 0 ? column - 1 : nil
  }
}
