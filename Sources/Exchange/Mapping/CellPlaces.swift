import Tables

/// Names the cells of one sheet; of a turned one as the spreadsheet counts them.
final class CellPlaces {
  private let sheet: LoadedSheet
  private let headings: Headings
  private var columns: [Int: SourceColumn] = [:]

  init(_ sheet: LoadedSheet, _ headings: Headings) {
    self.sheet = sheet
    self.headings = headings
  }

  func cell(_ row: TableRow, _ column: Int) -> SourceCell {
    if let rows = sheet.turnedFrom {
      return SourceCell(
        file: sheet.file, sheet: sheet.sheet, row: column < rows.count ? rows[column] : 0,
        column: row.number - 1, heading: headings.text(of: column), shown: row[column].shown)
    }
    return SourceCell(
      place(of: column), row: row.number, line: row.line == row.number ? nil : row.line,
      shown: row[column].shown)
  }

  private func place(of column: Int) -> SourceColumn {
    if let known = columns[column] { return known }
    let place = SourceColumn(
      file: sheet.file, sheet: sheet.sheet, column: column, heading: headings.text(of: column))
    columns[column] = place
    return place
  }
}
