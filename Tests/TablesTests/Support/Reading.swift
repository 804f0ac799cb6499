import Foundation
import Tables

/// Reads whole files for tests.
enum Reading {
  /// Every row of a file in memory.
  static func rows(
    _ bytes: [UInt8], _ options: TableOptions = TableOptions(), name: String = "t"
  ) throws -> [TableRow] {
    try rows(TableReader(TableSource(name: name, bytes: .memory(bytes)), options))
  }

  static func rows(_ reader: TableReader) throws -> [TableRow] {
    var rows: [TableRow] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  /// The shown texts of a text file, row by row.
  static func shown(_ text: String, _ options: TableOptions = TableOptions()) throws -> [[String]] {
    try rows(Array(text.utf8), options).map { $0.cells.map(\.shown) }
  }

  /// The cells of the first row of a workbook.
  static func cells(_ book: Book) throws -> [Cell] {
    try rows(book.bytes()).first?.cells ?? []
  }

  /// The words with which a file is refused; nil when it is read to its end.
  static func refusal(_ bytes: [UInt8], _ options: TableOptions = TableOptions()) throws -> String?
  {
    do {
      _ = try rows(bytes, options)
      return nil
    } catch let fault as TableFault {
      return fault.description
    }
  }

  /// The kind of fault with which a file is refused; nil when it is read to its end.
  static func fault(
    _ bytes: [UInt8], _ options: TableOptions = TableOptions()
  ) throws -> TableFault.Kind? {
    do {
      _ = try rows(bytes, options)
      return nil
    } catch let fault as TableFault {
      return fault.kind
    }
  }

  /// A file of the folder of fixtures.
  static func fixture(_ name: String) -> TableSource {
    TableSource(
      path: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/\(name)").path)
  }
}
