import Tables

/// A row below a header, its cells found by their headings.
struct OwnRow {
  private let row: TableRow
  private let header: [String]
  private let sheet: LoadedSheet

  init(_ row: TableRow, _ header: [String], _ sheet: LoadedSheet) {
    self.row = row
    self.header = header
    self.sheet = sheet
  }

  /// The cell below a heading; nil: there is no such heading, or nothing in it.
  subscript(heading: String) -> SourceCell? {
    guard let column = header.firstIndex(of: heading), !row[column].isEmpty else { return nil }
    return cell(column)
  }

  /// The cell below a heading, whatever is in it.
  func place(_ heading: String) -> SourceCell? { header.firstIndex(of: heading).map(cell) }

  private func cell(_ column: Int) -> SourceCell {
    SourceCell(
      file: sheet.file, sheet: sheet.sheet, row: row.number,
      line: row.line.flatMap { $0 == row.number ? nil : $0 }, column: column,
      heading: header[column], shown: row[column].shown)
  }

  /// What stands below a heading, as it is typed; of an error nothing, which is noted.
  func text(_ heading: String, _ mapped: inout MappedTables) -> String {
    guard let column = header.firstIndex(of: heading) else { return "" }
    switch row[column].kind {
    case .error(let error):
      mapped.refuse(cell(column), .error(error))
      return ""
    case .number where row[column].isPercent:
      mapped.refuse(cell(column), .perCent)
      return ""
    case .date, .text, .number, .empty: return row[column].shown
    }
  }

  /// A day; a time of day that a spreadsheet stored with it is dropped.
  func day(_ heading: String, mayBePartial: Bool, _ mapped: inout MappedTables) -> String {
    let text = text(heading, &mapped)
    guard let column = header.firstIndex(of: heading) else { return text }
    guard case .date(let date) = row[column].kind else {
      // A year alone is four figures.
      if case .number = row[column].kind, !mayBePartial || text.utf8.count > 4 {
        mapped.refuse(cell(column), .numberAsDay)
        return ""
      }
      return text
    }
    let day = String(text.prefix(10))
    // The numbers 1900 to 2099 as days: a year typed into a cell that is formatted as a date.
    if mayBePartial, ("1905-03-14"..."1905-09-29").contains(day), date.year == 1905 {
      mapped.refuse(cell(column), .yearAsDay)
      return ""
    }
    return day
  }
}

extension MappedTables {
  mutating func refuse(_ cell: SourceCell?, _ reason: RefusedCell.Reason) {
    if let cell { refused.append(RefusedCell(cell, reason)) }
  }
}
