package import Exchange

/// The cells of a file that an import left out, as a file beside it.
package struct LeftOutCells {
  static let ending = ".left-out.csv"

  private let path: String
  private let cells: [RefusedCell]
  private let why: (RefusedCell) -> String

  /// nil: no cell of that file was left out.
  package init?(_ cells: [RefusedCell], of path: String, why: @escaping (RefusedCell) -> String) {
    let own = cells.filter { $0.cell.file == ImportFile.name(path) }
    guard !own.isEmpty else { return nil }
    self.cells = own
    self.path = path + Self.ending
    self.why = why
  }

  /// Writes them beside the file, in place of an earlier list.
  package func write() throws {
    try OutputFile.replace(at: path) { descriptor in
      try Self.write(cells, spreadsheet: false, why: why) { try descriptor.write($0) }
    }
  }

  /// Writes a list of cells.
  ///
  /// - Parameter spreadsheet: byte order mark, and no text that a spreadsheet would run.
  package static func write(
    _ cells: [RefusedCell], spreadsheet: Bool, why: (RefusedCell) -> String,
    to sink: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var writer = CSVWriter(spreadsheet: spreadsheet, sink: sink)
    try writer.row(["file", "sheet", "row", "column", "value", "why"])
    for cell in cells {
      writer.text(cell.cell.file)
      writer.text(cell.cell.sheet ?? "")
      writer.number(cell.cell.row)
      writer.text(cell.cell.heading.isEmpty ? cell.cell.letters : cell.cell.heading)
      writer.text(cell.cell.shown)
      writer.text(why(cell))
      try writer.endRow()
    }
    try writer.finish()
  }
}
