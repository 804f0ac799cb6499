/// Gives the value of merged cells to every cell that they cover, row by row.
struct MergedCells {
  private let ranges: [CellRange]
  private var next = 0
  /// The ranges that reach into the row, with their value.
  private var active: [(range: CellRange, value: Cell)] = []

  /// - Parameter ranges: in the order of their first rows.
  init(_ ranges: [CellRange]) { self.ranges = ranges }

  /// The last row that a range reaches into that began already; nil when there is none.
  var lastRow: Int? { active.map(\.range.rows.upperBound).max() }

  /// Completes a row; rows come in rising order.
  mutating func complete(_ cells: inout [Cell], row: Int) {
    if !active.isEmpty { active.removeAll { $0.range.rows.upperBound < row } }
    while next < ranges.count, ranges[next].rows.lowerBound <= row {
      let range = ranges[next]
      next += 1
      // A range whose first row is not in the file has no value.
      let column = range.columns.lowerBound
      let isFirst = range.rows.lowerBound == row
      let value = isFirst && column < cells.count ? cells[column] : .empty
      active.append((range, value))
    }
    for (range, value) in active where range.rows.contains(row) {
      if cells.count <= range.columns.upperBound {
        if value.isEmpty { continue }
        let missing = range.columns.upperBound + 1 - cells.count
        cells += Array(repeating: Cell.empty, count: missing)
      }
      for column in range.columns { cells[column] = value }
    }
  }
}
