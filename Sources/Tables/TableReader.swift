/// Reads the rows of one sheet, or of one text file, from top to bottom, in memory that does not
/// grow with their number.
///
/// Rows that hold nothing are passed over; `passedOver` counts them. A reader that is let go stops.
package final class TableReader {
  /// What the file is, by its first bytes.
  package let kind: TableKind
  /// The sheet that is read; nil in text files.
  package let sheet: String?
  /// What was left out so far, up to the row given last or somewhat further; complete once `next()`
  /// gave nil.
  package var passedOver: PassedOver { rows.passedOver }

  /// What stands between the fields of a text file, as far as a row was read; nil in workbooks.
  package var separator: TextSeparator? { (rows as? TextRows)?.separator }

  private let source: TableSource
  private let rows: any RowStream

  /// Opens a file and finds its sheet.
  ///
  /// - Throws: `TableFault`.
  package init(_ source: TableSource, _ options: TableOptions = TableOptions()) throws {
    self.source = source
    (kind, sheet, rows) = try RowOpening.open(source, options)
  }

  /// The next row that holds something, or nil after the last one.
  ///
  /// - Throws: `TableFault`; where it `concernsOneRow`, the next call goes on with the row after.
  package func next() throws -> TableRow? { try rows.next() }

  /// The place of a cell (or of a row, or of the whole sheet) of this reader.
  ///
  /// - Parameter column: counted from 0.
  package func place(row: Int? = nil, column: Int? = nil, heading: String? = nil) -> TablePlace {
    TablePlace(file: source.name, sheet: sheet, row: row, column: column, heading: heading)
  }

  /// The sheets of a workbook in their order, hidden ones too; none for a text file.
  ///
  /// - Throws: `TableFault`.
  package static func sheets(of source: TableSource) throws -> [Sheet] {
    try RowOpening.sheets(of: source)
  }
}

/// What a reader of one kind of file gives.
protocol RowStream: AnyObject {
  var passedOver: PassedOver { get }
  func next() throws -> TableRow?
}
