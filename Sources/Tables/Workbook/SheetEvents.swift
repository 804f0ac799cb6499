/// Reads the rows of a sheet out of its XML, from top to bottom.
final class SheetEvents: PartEvents {
  private let cells: CellBuilder
  private let rows: RowBuilder

  /// The row that is read, or was read last.
  private(set) var row = 0
  private var isRowHidden = false
  private var line: [Cell] = []
  private var column = -1

  init(_ cells: CellBuilder, _ rows: RowBuilder) {
    self.cells = cells
    self.rows = rows
  }

  func start(_ name: String, _ attributes: [String: String]) throws {
    switch name {
    case "c": try startCell(attributes)
    case "row": try startRow(attributes)
    case "col":
      guard attributes["hidden"].isTrue || attributes["width"].flatMap(Double.init) == 0,
        let first = attributes["min"].flatMap({ Int($0) }),
        let last = attributes["max"].flatMap({ Int($0) }), 1 <= first, first <= last
      else { return }
      rows.hide(columns: first - 1...last - 1)
    default: cells.start(name, attributes)  // not our enum
    }
  }

  func end(_ name: String) throws {
    switch name {
    case "c":
      line.append(try cells.finish())
    case "row":
      try rows.add(row, line, isHidden: isRowHidden)
    case "sheetData":
      try rows.finish()
    default: cells.end(name)  // not our enum
    }
  }

  func text(_ text: String) { cells.text(text) }

  private func startRow(_ attributes: [String: String]) throws {
    let number = try attributes["r"].map { try Self.number($0) } ?? row + 1
    guard number > row else { throw PartFault.damaged }
    guard number <= TableLimits.rows else { throw RowBuilder.TooManyRows() }
    row = number
    isRowHidden = attributes["hidden"].isTrue || attributes["ht"].flatMap(Double.init) == 0
    line = []
    column = -1
    cells.beginRow()
  }

  private func startCell(_ attributes: [String: String]) throws {
    var next = column + 1
    if let text = attributes["r"] {
      guard let reference = CellReference(text), reference.row == row, reference.column > column
      else { throw PartFault.damaged }
      next = reference.column
    }
    guard row > 0, next < ColumnLetters.most else { throw PartFault.damaged }
    while line.count < next { line.append(.empty) }
    column = next
    cells.begin(type: attributes["t"], style: attributes["s"])
  }

  private static func number(_ text: String) throws -> Int {
    guard let number = Int(text) else { throw PartFault.damaged }
    return number
  }
}
