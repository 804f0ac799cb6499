package import Outcomes

/// Takes the cells of rows one after another: a table keeps them, a file has them written at once.
package protocol RowSink: ~Copyable {
  mutating func text(_ value: String)
  /// A word of the program's own: letters, digits and hyphens alone.
  mutating func word(_ value: String)
  mutating func integer(_ value: Int)
  mutating func decimal(_ value: Rational, places: Int)
  mutating func plain(_ value: Rational)
  mutating func day(_ value: Day)
  mutating func empty()

  mutating func closeRow()
  /// The row so far begins further rows as well.
  mutating func keepLead()
  /// Begins a row with the cells that were kept.
  mutating func addLead()
}

// Inlined, so that a whole clinic's rows are written without looking each cell's function up.
extension RowSink where Self: ~Copyable {
  @inlinable package mutating func plain(_ value: Rational?) {
    if let value { plain(value) } else { empty() }
  }

  @inlinable package mutating func day(_ value: Day?) {
    if let value { day(value) } else { empty() }
  }

  /// A change or index in two decimals, cut so that it never shows a limit that was not reached.
  @inlinable package mutating func change(_ value: Rational?) {
    if let value { decimal(value.shownChange, places: 2) } else { empty() }
  }
}

/// Rows as a table keeps them.
struct KeptCells: RowSink {
  private(set) var rows: [[Cell]] = []
  private var row: [Cell] = []
  private var lead: [Cell] = []

  mutating func text(_ value: String) { row.append(.text(value)) }
  mutating func word(_ value: String) { row.append(.text(value)) }
  mutating func integer(_ value: Int) { row.append(.integer(value)) }
  mutating func decimal(_ value: Rational, places: Int) {
    row.append(.decimal(value, places: places))
  }
  mutating func plain(_ value: Rational) { row.append(.plain(value)) }
  mutating func day(_ value: Day) { row.append(.day(value)) }
  mutating func empty() { row.append(.empty) }

  mutating func closeRow() {
    rows.append(row)
    row = []
  }

  mutating func keepLead() { lead = row }
  mutating func addLead() { row = lead }
}
