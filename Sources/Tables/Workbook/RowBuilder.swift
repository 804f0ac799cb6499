/// Completes rows with what merged cells give them, leaves out what is hidden, and hands them on.
final class RowBuilder {
  private let channel: RowChannel
  private let options: TableOptions
  private var merged: MergedCells
  private var hiddenColumns: [ClosedRange<Int>] = []
  private var batch = RowChannel.Batch()
  private var cellsInBatch = 0
  private var emptyRows = 0
  private var last = 0

  /// A batch is handed on from so many cells.
  private static let batchSize = 4096

  struct TooManyRows: Error {}
  /// Nobody wants the rows any more.
  struct Unwanted: Error {}

  init(_ channel: RowChannel, _ options: TableOptions, _ surroundings: SheetSurroundings) {
    self.channel = channel
    self.options = options
    merged = MergedCells(surroundings.merged)
    batch.passedOver.isFiltered = surroundings.isFiltered
  }

  func hide(columns: ClosedRange<Int>) { hiddenColumns.append(columns) }

  /// Takes the next row of the file; rows before it may be missing.
  func add(_ row: Int, _ cells: [Cell], isHidden: Bool) throws {
    try fill(upTo: row - 1)
    try take(row, cells, isHidden: isHidden)
  }

  /// The last row was taken: rows that merged cells reach into may follow.
  func finish() throws {
    if let lastRow = merged.lastRow { try fill(upTo: lastRow) }
  }

  /// Hands over the rest and how it ended.
  func end(_ end: RowChannel.End) {
    batch.end = end
    _ = channel.put(batch)
  }

  /// Rows that are not in the file hold nothing, unless merged cells cover them.
  private func fill(upTo row: Int) throws {
    while last < row, let covered = merged.lastRow, covered > last {
      try take(last + 1, [], isHidden: false)
    }
    emptyRows += max(0, row - last)
    last = max(last, row)
  }

  private func take(_ row: Int, _ found: [Cell], isHidden: Bool) throws {
    last = row
    var cells = found
    merged.complete(&cells, row: row)
    if !options.readsHiddenColumns, !hiddenColumns.isEmpty { leaveOut(&cells) }
    while cells.last?.isEmpty == true { cells.removeLast() }
    guard !cells.allSatisfy(\.isBlank) else {
      emptyRows += 1
      return
    }
    if isHidden, !options.readsHiddenRows { return note(hidden: row) }
    batch.passedOver.emptyRows += emptyRows
    emptyRows = 0
    batch.rows.append(TableRow(number: row, cells: cells, isHidden: isHidden))
    cellsInBatch += cells.count
    if cellsInBatch >= Self.batchSize {
      guard channel.put(batch) else { throw Unwanted() }
      batch.rows.removeAll(keepingCapacity: true)
      cellsInBatch = 0
    }
  }

  private func leaveOut(_ cells: inout [Cell]) {
    for range in hiddenColumns where range.lowerBound < cells.count {
      for column in range.clamped(to: 0...cells.count - 1) where !cells[column].isBlank {
        cells[column] = .empty
        let known = batch.passedOver.hiddenColumns
        if let place = known.firstIndex(where: { $0 >= column }) {
          if known[place] != column { batch.passedOver.hiddenColumns.insert(column, at: place) }
        } else {
          batch.passedOver.hiddenColumns.append(column)
        }
      }
    }
  }

  private func note(hidden row: Int) {
    if let last = batch.passedOver.hiddenRows.last, last.upperBound == row - 1 {
      batch.passedOver.hiddenRows.removeLast()
      batch.passedOver.hiddenRows.append(last.lowerBound...row)
    } else {
      batch.passedOver.hiddenRows.append(row...row)
    }
  }
}
