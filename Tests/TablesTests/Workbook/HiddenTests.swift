import Tables
import Testing

@Suite struct `What is hidden in workbooks` {
  private static var book: Book {
    var book = Book(
      rows: """
        <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>
        <row r="2" hidden="1"><c r="A2"><v>4</v></c></row>
        <row r="3" hidden="true"><c r="A3"><v>5</v></c></row>
        <row r="4" hidden="1"/><row r="5" ht="0"><c r="A5"><v>6</v></c></row>
        <row r="6"><c r="C6"><v>7</v></c></row>
        """,
      before: """
        <cols><col min="2" max="2" hidden="1"/><col min="5" max="16384" width="0"/></cols>
        """,
      after: """
        <autoFilter ref="A1:C6"><filterColumn colId="0"><filters/></filterColumn></autoFilter>
        """)
    book.sheets.append(("Secret", "hidden", Book.sheet(rows: "<row><c><v>8</v></c></row>")))
    book.sheets.append(("Deep", "veryHidden", Book.sheet(rows: "<row><c><v>9</v></c></row>")))
    return book
  }

  @Test func `is passed over and named`() throws {
    let reader = try TableReader(
      TableSource(name: "t", bytes: .memory(try Self.book.bytes())))
    let rows = try Reading.rows(reader)
    #expect(rows.map { $0.cells.map(\.shown) } == [["1", "", "3"], ["", "", "7"]])
    #expect(rows.map(\.isHidden) == [false, false])
    #expect(reader.passedOver.hiddenRows == [2...3, 5...5])
    #expect(reader.passedOver.hiddenColumns == [1])
    #expect(reader.passedOver.isFiltered)
    #expect(reader.passedOver.emptyRows == 1)
  }

  @Test func `is read when it is asked for`() throws {
    let options = TableOptions(readsHiddenRows: true, readsHiddenColumns: true)
    let rows = try Reading.rows(Self.book.bytes(), options)
    #expect(
      rows.map { $0.cells.map(\.shown) } == [["1", "2", "3"], ["4"], ["5"], ["6"], ["", "", "7"]])
    #expect(rows.map(\.isHidden) == [false, true, true, true, false])
  }

  @Test func `is listed among the sheets, and refused unless asked for`() throws {
    let source = TableSource(name: "t", bytes: .memory(try Self.book.bytes()))
    #expect(
      try TableReader.sheets(of: source) == [
        Sheet(name: "Sheet1", isHidden: false), Sheet(name: "Secret", isHidden: true),
        Sheet(name: "Deep", isHidden: true),
      ])
    #expect(
      try Reading.refusal(Self.book.bytes(), TableOptions(sheet: "Secret"))
        == "t: the sheet \"Secret\" is hidden, and hidden sheets are read only if the mapping says "
        + "so. Show it in the spreadsheet program, or write hidden: true into "
        + "the mapping.")
    let options = TableOptions(sheet: "Deep", readsHiddenSheet: true)
    #expect(try Reading.rows(Self.book.bytes(), options).map { $0[0].shown } == ["9"])
  }

  @Test func `is never chosen by itself`() throws {
    var book = Book()
    book.sheets = [
      ("A", "visible", Book.sheet(rows: "")), ("B &amp; C", "visible", Book.sheet(rows: "")),
      ("D", "hidden", Book.sheet(rows: "")),
    ]
    #expect(
      try Reading.fault(book.bytes()) == .sheetNotSaid(visible: ["A", "B & C"]))
    #expect(
      try Reading.refusal(book.bytes(), TableOptions(sheet: "a"))
        == "t: the workbook has no sheet \"a\", it has \"A\", \"B & C\". Correct sheet: in the "
        + "mapping.")
    #expect(try Reading.rows(book.bytes(), TableOptions(sheet: "B & C")).isEmpty)
    book.sheets.removeFirst(2)
    #expect(try Reading.fault(book.bytes()) == .sheetHidden("D"))
  }
}
