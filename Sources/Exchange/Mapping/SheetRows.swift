import Tables

/// The rows of a sheet from top to bottom, one at a time, with those at its head held: the heading.
final class SheetRows {
  /// The rows down to the last one of the heading.
  let head: LoadedSheet
  /// The whole sheet, for a mapping that names single cells of it; nil: it cannot be read.
  let whole: () -> LoadedSheet?
  private var held: ArraySlice<TableRow>
  private let more: () throws -> TableRow?

  /// A sheet that is in memory.
  init(_ sheet: LoadedSheet) {
    head = sheet
    whole = { sheet }
    held = sheet.rows[...]
    more = { nil }
  }

  /// A sheet that is read row by row.
  ///
  /// - Throws: `TableFault`.
  init(_ reader: TableReader, _ file: String, heading: Int, whole: @escaping () -> LoadedSheet?)
    throws
  {
    var rows: [TableRow] = []
    var next: TableRow?
    while true {
      next = try reader.next()
      guard let row = next, row.number <= heading else { break }
      rows.append(row)
    }
    head = LoadedSheet(file: file, sheet: reader.sheet, rows: rows, passedOver: reader.passedOver)
    held = (rows + [next].compactMap(\.self))[...]
    self.whole = whole
    more = { try reader.next() }
  }

  /// - Throws: `TableFault`.
  func next() throws -> TableRow? { try held.popFirst() ?? more() }
}

extension TableFile {
  /// The first row of data.
  var firstData: Int { firstRow ?? (header.max() ?? 0) + 1 }
}
