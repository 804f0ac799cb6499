package import Exchange
package import Outcomes
package import Reporting

/// A table with every way to draw it; all of them draw the same cells.
package struct DrawnTable: Sendable {
  package var table: Table
  /// Keys of the columns that fit a screen; all when empty.
  package var textKeys: [String] = []
  /// Keys of further columns where a screen is wide.
  package var roomyKeys: [String] = []
  package var spreadsheet = false

  /// How many columns a wide screen shows.
  package static let roomyWidth = 100

  package init(
    _ table: Table, textKeys: [String] = [], roomyKeys: [String] = [], spreadsheet: Bool = false
  ) {
    self.roomyKeys = roomyKeys
    self.table = table
    self.textKeys = textKeys
    self.spreadsheet = spreadsheet
  }

  package var isEmpty: Bool { table.rows.isEmpty }
  /// - Parameter width: how many columns a terminal shows.
  package func text(
    width: Int = TextTable.usualWidth, look: TextTable.Look? = nil
  ) -> String {
    let keys = textKeys + (width >= Self.roomyWidth ? roomyKeys : [])
    return TextTable.draw(
      textKeys.isEmpty ? table : table.selecting(keys), width: width, look: look)
  }
  package var json: String { JSONTable.draw(table) }

  package func writeCSV(to sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws {
    var writer = CSVWriter(spreadsheet: spreadsheet, sink: sink)
    try writer.row(table.columns.map(\.key))
    for row in table.rows { try writer.write(row) }
    try writer.finish()
  }
}

extension CSVWriter: RowSink {
  package mutating func integer(_ value: Int) { number(value) }

  package mutating func decimal(_ value: Rational, places: Int) {
    number(scaled: value.scaled(places), places: places)
  }

  package mutating func plain(_ value: Rational) {
    if value.denominator == 1 {
      number(Int(value.numerator))
    } else {
      number(scaled: value.scaled(3), places: 3, trimmed: true)
    }
  }

  package mutating func day(_ value: Day) { date(value) }

  /// One row of typed cells.
  package mutating func write(_ row: [Cell]) throws {
    for cell in row { write(cell) }
    try endRow()
  }

  package mutating func write(_ cell: Cell) {
    switch cell {
    case .text(let value): text(value)
    case .integer(let value): number(value)
    case .decimal(let value, let places): decimal(value, places: places)
    case .plain(let value): plain(value)
    case .day(let day): date(day)
    case .empty: empty()
    }
  }
}
