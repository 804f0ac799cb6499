import Tables
import Testing

@Suite struct `Cells of workbooks` {
  @Test func `hold shared, inline and rich texts without ruby`() throws {
    var book = Book(
      cells: """
        <c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>
        <c t="inlineStr"><is><t xml:space="preserve"> in </t></is></c>
        <c t="inlineStr"><is><r><t>in </t></r><r><rPr><b/></rPr><t>rich</t></r></is></c>
        <c t="s"><v>3</v></c><c t="s"><v>4</v></c>
        """)
    book.strings = [
      "<t>0012</t>", "<r><t>bold</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> and</t></r>",
      "<t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/>",
      "<t>a &amp; &lt;b&gt;\n<![CDATA[<c>]]></t>", "<t>x_x000D_y _x005F_x0041_ _xyz_</t>",
    ]
    #expect(
      try Reading.cells(book).map(\.shown) == [
        "0012", "bold and", "東京", " in ", "in rich", "a & <b>\n<c>", "x\ry _x0041_ _xyz_",
      ])
  }

  @Test func `hold numbers, dates, per cent, truth and errors by their kind`() throws {
    var book = Book(
      cells: """
        <c><v>0.30000000000000004</v></c><c s="1"><v>45698</v></c><c s="2"><v>0.78</v></c>
        <c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c>
        <c t="d"><v>2024-02-29</v></c><c s="3"><v>45698</v></c><c s="4"><v>45698</v></c>
        <c s="1"><v>60</v></c><c><v>NaN</v></c><c s="5"><v>1.5</v></c><c s="6"><v>0.5</v></c>
        """)
    book.ownFormats = [(164, "d.m.yyyy"), (165, "0 &quot;days&quot;"), (166, "[h]:mm")]
    book.styles = [0, 14, 9, 164, 165, 166, 20]
    let day = Cell.Kind.date(CellDate(year: 2025, month: 2, day: 10, hasTime: false))
    let leap = Cell.Kind.date(CellDate(year: 2024, month: 2, day: 29, hasTime: false))
    #expect(
      try Reading.cells(book) == [
        Cell(.number, shown: "0.3"), Cell(day, shown: "2025-02-10"),
        Cell(.number, shown: "0.78", isPercent: true), Cell(.text, shown: "TRUE"),
        Cell(.text, shown: "FALSE"), Cell(.error(.shown("#N/A")), shown: "#N/A"),
        Cell(leap, shown: "2024-02-29"), Cell(day, shown: "2025-02-10"),
        Cell(.number, shown: "45698"), Cell(.error(.noSuchDay(serial: "60")), shown: "60"),
        Cell(.error(.notANumber("NaN")), shown: "NaN"), Cell(.number, shown: "1.5"),
        Cell(.text, shown: "12:00:00"),
      ])
  }

  @Test func `count days from 1904 when the workbook says so`() throws {
    var book = Book(cells: "<c s=\"1\"><v>44236</v></c>")
    book.styles = [0, 14]
    book.from1904 = true
    #expect(try Reading.cells(book).map(\.shown) == ["2025-02-10"])
  }

  @Test func `hold the stored results of formulas, and an error without one`() throws {
    let book = Book(
      cells: """
        <c><f>A2+1</f><v>3</v></c><c t="str"><f>A2</f><v>x</v></c><c t="b"><f>A2</f><v>1</v></c>
        <c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>A2</f></c><c><f>A2</f><v></v></c>
        <c t="str"><f>A2</f><v></v></c><c><f t="shared" si="0"/><v>4</v></c>
        """)
    let none = Cell(.error(.formulaWithoutResult), shown: "")
    #expect(
      try Reading.cells(book) == [
        Cell(.number, shown: "3"), .text("x"), .text("TRUE"),
        Cell(.error(.shown("#DIV/0!")), shown: "#DIV/0!"), none, none, .empty,
        Cell(.number, shown: "4"),
      ])
  }

  @Test func `stand where their places say, and in turn where nothing is said`() throws {
    let book = Book(
      rows: """
        <row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row>
        <row r="5"><c r="B5"><v>4</v></c></row><row><c/><c s="0"/></row>
        <row r="9"><c r="A9" t="inlineStr"><is><t> </t></is></c></row><row><c><v>5</v></c></row>
        """)
    let reader = try TableReader(TableSource(name: "t", bytes: .memory(try book.bytes())))
    let rows = try Reading.rows(reader)
    #expect(rows.map(\.number) == [1, 5, 10])
    #expect(rows.map { $0.cells.map(\.shown) } == [["1", "", "", "2", "3"], ["", "4"], ["5"]])
    #expect(rows.map(\.line) == [nil, nil, nil])
    #expect(reader.passedOver.emptyRows == 7)
    #expect(reader.sheet == "Sheet1")
    #expect(
      reader.place(row: 5, column: 1, heading: "Dx").description
        == "t, sheet \"Sheet1\", row 5, column B (Dx)")
  }

  @Test func `give their value to the cells they are merged with`() throws {
    let book = Book(
      rows: """
        <row r="1"><c r="A1"><v>1</v></c><c r="B1"/><c r="D1"><v>9</v></c></row>
        <row r="2"><c r="D2"><v>8</v></c></row><row r="4"><c r="B4"><v>7</v></c></row>
        """,
      after: """
        <mergeCells count="4"><mergeCell ref="B4:C5"/><mergeCell ref="A1:B3"/>
        <mergeCell ref="F1:G1"/><mergeCell ref="A9:B9"/></mergeCells>
        """)
    let rows = try Reading.rows(book.bytes())
    #expect(rows.map(\.number) == [1, 2, 3, 4, 5])
    #expect(
      rows.map { $0.cells.map(\.shown) } == [
        ["1", "1", "", "9"], ["1", "1", "", "8"], ["1", "1"], ["", "7", "7"], ["", "7", "7"],
      ])
  }

  @Test func `are found in parts of any order, folder and prefix`() throws {
    var book = Book(cells: "<c t=\"s\"><v>0</v></c>")
    book.strings = ["<t>x</t>"]
    book.isReversed = true
    #expect(try Reading.cells(book).map(\.shown) == ["x"])
    #expect(try Reading.rows(book.bytes(packed: false)).count == 1)

    var prefixed = Book()
    prefixed.parts = [
      (
        "_rels/.rels",
        Array(Book.relations([Book.relation("r", "officeDocument", "/XL/./book.xml")]).utf8)
      ),
      (
        "xl/book.xml",
        Array(
          """
          <x:workbook xmlns:x="a" xmlns:q="b"><x:sheets><x:sheet name="One" q:id="s1"/></x:sheets>
          </x:workbook>
          """.utf8)
      ),
      (
        "XL/_rels/book.xml.rels",
        Array(Book.relations([Book.relation("s1", "worksheet", "../deep/one.xml")]).utf8)
      ),
      (
        "deep/one.xml",
        Array(
          """
          <!-- <sheetData> --><?mso-x?><x:worksheet xmlns:x="a"><x:sheetData><x:row r="1">
          <x:c r="A1" t="inlineStr"><x:is><x:t>found</x:t></x:is></x:c></x:row></x:sheetData>
          <x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>
          """.utf8)
      ),
    ]
    #expect(try Reading.cells(prefixed).map(\.shown) == ["found", "found"])
  }

  @Test func `are read in strict workbooks, and beside macros that are never run`() throws {
    var book = Book(cells: "<c t=\"d\"><v>2025-02-10T14:30:00</v></c>")
    let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
    book.parts = book.allParts.filter { $0.name.hasSuffix(".rels") }.map { part in
      let text = String(decoding: part.content, as: UTF8.self)
      return (part.name, Array(text.replacing(Book.office + "/", with: strict).utf8))
    }
    book.parts.append(("xl/vbaProject.bin", [0xD0, 0xCF, 0x11, 0xE0]))
    book.parts.append(("xl/externalLinks/externalLink1.xml", Array("<!DOCTYPE a>".utf8)))
    #expect(try Reading.cells(book).map(\.shown) == ["2025-02-10T14:30:00"])
  }

  @Test func `are read beside the words of other programs, which mean nothing here`() throws {
    var book = Book(
      cells: """
        <c s="1"><v>44236</v><y:v>1</y:v><extLst><ext><v>2</v><v><![CDATA[3]]></v></ext></extLst></c>
        <y:c><v>4</v></y:c>
        """)
    book.styles = [0, 14]
    book.from1904 = true
    book.parts = book.allParts.map { part in
      let text = String(decoding: part.content, as: UTF8.self)
        .replacing(
          "</workbook>",
          with: """
            <extLst><ext xmlns:y="b"><y:workbookPr/></ext><ext xmlns="b"><workbookPr/></ext></extLst>
            <y:workbookPr xmlns:y="b"/></workbook>
            """
        )
        .replacing("<worksheet ", with: "<worksheet xmlns:y=\"b\" ")
      return (part.name, Array(text.utf8))
    }
    #expect(try Reading.cells(book).map(\.shown) == ["2025-02-10"])
  }

  @Test(arguments: [false, true])
  func `are read in parts of UTF-16`(_ bigEndian: Bool) throws {
    var book = Book()
    let xml =
      "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
      + Book.sheet(rows: "<row><c t=\"inlineStr\"><is><t>Łódź 🙂</t></is></c></row>")
      .dropFirst(Book.declaration.count)
    book.parts = [
      (
        "xl/worksheets/sheet1.xml",
        xml.utf16.flatMap { unit in
          let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
          return bigEndian ? pair : pair.reversed()
        }
      )
    ]
    #expect(try Reading.cells(book).map(\.shown) == ["Łódź 🙂"])
  }

  @Test func `come while the reader is asked, which may be let go at any row`() throws {
    let row = (1...50).map { "<c><v>\($0)</v></c>" }.joined()
    let book = Book(rows: (1...1200).map { _ in "<row>\(row)</row>" }.joined())
    let bytes = try book.bytes()
    for wanted in [0, 1, 700] {
      let reader = try TableReader(TableSource(name: "t", bytes: .memory(bytes)))
      for number in 0..<wanted { #expect(try reader.next()?.number == number + 1) }
    }
    #expect(try Reading.rows(bytes).map(\.number) == Array(1...1200))
  }
}
