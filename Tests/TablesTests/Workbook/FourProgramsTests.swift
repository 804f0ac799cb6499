import Tables
import Testing

@Suite struct `The same workbook written by four programs` {
  @Test(arguments: ["openpyxl", "xlsxwriter", "libreoffice", "gnumeric"])
  func `reads cell by cell as openpyxl reads it`(_ program: String) throws {
    let book = Reading.fixture(program + ".xlsx")
    var read: [String] = []
    for sheet in try TableReader.sheets(of: book) {
      let options = TableOptions(
        sheet: sheet.name, readsHiddenSheet: true, readsHiddenRows: true, readsHiddenColumns: true)
      for row in try Reading.rows(TableReader(book, options)) {
        for (column, cell) in row.cells.enumerated() where !cell.isEmpty {
          let kind = Self.word(cell.kind)
          read.append(
            "\(sheet.name) \(row.number) \(ColumnLetters.of(column)) \(kind): \(cell.shown)")
        }
      }
    }
    let expected = try Reading.rows(TableReader(Reading.fixture(program + ".csv"))).dropFirst()
    #expect(
      read
        == expected.map {
          "\($0[0].shown) \($0[1].shown) \($0[2].shown) \($0[3].shown): \($0[4].shown)"
        })
    #expect(read.count > 60)
  }

  @Test(arguments: ["openpyxl", "xlsxwriter", "libreoffice", "gnumeric"])
  func `hides what it hides`(_ program: String) throws {
    let book = Reading.fixture(program + ".xlsx")
    // Gnumeric 1.12 does not write that a sheet is hidden.
    #expect(
      try TableReader.sheets(of: book) == [
        Sheet(name: "First", isHidden: false),
        Sheet(name: "Hidden", isHidden: program != "gnumeric"),
      ])
    let reader = try TableReader(book, TableOptions(sheet: "First"))
    #expect(!(try Reading.rows(reader)).map(\.number).contains(3))
    #expect(reader.passedOver.hiddenRows == [3...3])
    #expect(reader.passedOver.hiddenColumns == [2])
    #expect(reader.passedOver.emptyRows == 1)
  }

  private static func word(_ kind: Cell.Kind) -> String {
    switch kind {
    case .empty: "empty"
    case .text: "text"
    case .number: "number"
    case .date: "date"
    case .error: "error"
    }
  }
}
