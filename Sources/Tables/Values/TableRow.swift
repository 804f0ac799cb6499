/// One row of a table that holds something.
package struct TableRow: Hashable, Sendable {
  /// The row as a spreadsheet counts, from 1.
  ///
  /// In a text file every record is a row, blank lines too; a field with a line break does not make
  /// a second one, and a first line `sep=;` is none.
  package let number: Int
  /// The line of a text file, from 1, in which the row begins; nil in workbooks.
  package let line: Int?
  /// The cells from column A to the last one that is not empty; at least one.
  package let cells: [Cell]
  /// The row is hidden or filtered out; such rows come only when the options ask for them.
  package let isHidden: Bool

  package init(number: Int, line: Int? = nil, cells: [Cell], isHidden: Bool = false) {
    self.number = number
    self.line = line
    self.cells = cells
    self.isHidden = isHidden
  }

  /// The cell of a column, counted from 0; empty beyond the last one.
  package subscript(column: Int) -> Cell {
    cells.indices.contains(column) ? cells[column] : .empty
  }
}
