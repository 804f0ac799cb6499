import Testing

@testable import Tables

@Suite struct `Refused workbooks` {
  private static let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  @Test func `are of another kind`() throws {
    let padding = [UInt8](repeating: 0, count: 100_000)
    let locked = Array("EncryptedPackage".utf8).flatMap { [$0, UInt8(0)] }
    let zip = { (names: [String]) in try ZipFile.bytes(names.map { ($0, [1]) }) }
    let cases: [([UInt8], TableFault.Kind)] = [
      (Self.ole + padding, .oldWorkbook),
      (Self.ole + padding + locked + padding, .encrypted),
      (try zip(["mimetype", "content.xml", "META-INF/manifest.xml"]), .openDocument),
      (try zip(["_rels/.rels", "xl/workbook.bin"]), .binaryWorkbook),
      (try zip(["a.txt"]), .notAWorkbook),
      (Array("PK\u{3}\u{4} and nothing else".utf8), .damaged(part: "(all)")),
    ]
    for (bytes, kind) in cases { #expect(try Reading.fault(bytes) == kind) }
    #expect(try Reading.fault(Book().bytes(), TableOptions(kind: .text)) == .workbookSaidText)
  }

  @Test(arguments: [
    ("<!DOCTYPE a [<!ENTITY x \"y\">]>", true),
    ("<!-- <a> --><!DOCTYPE a SYSTEM \"file:///x\">", true),
    ("<!-- <!DOCTYPE a> -->", false), ("<?x <!DOCTYPE a>?>", false),
  ])
  func `bring a document type`(_ prolog: String, _ isRefused: Bool) throws {
    for name in ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"] {
      var book = Book(cells: "<c><v>1</v></c>")
      let part = book.allParts.first { $0.name == name }
      let xml = String(decoding: part?.content ?? [], as: UTF8.self)
        .dropFirst(Book.declaration.count)
      book.parts = [(name, Array((Book.declaration + prolog + xml).utf8))]
      #expect(try Reading.fault(book.bytes()) == (isRefused ? .doctype(part: name) : nil))
    }
  }

  @Test func `bring a document type in UTF-16 or in another encoding`() throws {
    var book = Book(cells: "<c><v>1</v></c>")
    let sheet = "xl/worksheets/sheet1.xml"
    let wide = "\u{FEFF}<!DOCTYPE a><worksheet/>".utf16.flatMap {
      [UInt8($0 & 0xFF), UInt8($0 >> 8)]
    }
    book.parts = [(sheet, wide)]
    #expect(try Reading.fault(book.bytes()) == .doctype(part: sheet))
    book.parts = [(sheet, Array("<?xml version='1.0' encoding='UTF-7'?><worksheet/>".utf8))]
    #expect(try Reading.fault(book.bytes()) == .foreignEncoding(part: sheet))
  }

  @Test func `unpack to too much`() throws {
    let sheet = "xl/worksheets/sheet1.xml"
    var book = Book()
    func spaces(_ mebibytes: Int) -> [UInt8] {
      let xml = Book.sheet(rows: "<row><c><v>1</v></c></row>")
      return Array(xml.utf8) + [UInt8](repeating: 0x20, count: mebibytes << 20)
    }
    book.parts = [(sheet, spaces(9))]
    #expect(try Reading.rows(book.bytes()).count == 1)
    book.parts = [(sheet, spaces(11))]
    #expect(
      try Reading.refusal(book.bytes())
        == "t, sheet \"Sheet1\": unpacked, the workbook is larger than 100 times the file or than "
        + "200 MiB, and is not read further. Divide the table, or save it as text.")
  }

  @Test func `are made of parts without end`() throws {
    func zip(_ count: Int) throws -> [UInt8] {
      try ZipFile.bytes((0..<count).map { ("a\($0).xml", [1]) })
    }
    #expect(try Reading.fault(zip(10_000)) == .notAWorkbook)
    #expect(try Reading.fault(zip(10_001)) == .tooManyParts(limit: 10_000))
  }

  @Test(arguments: [
    (1000, 10 << 20), (100_000, 10 << 20), (200_000, 20_000_000), (3 << 20, 200 << 20),
    (Int.max, 200 << 20),
  ])
  func `unpack to more than their size allows`(_ fileSize: Int, _ limit: Int) throws {
    var unpacking = Unpacking(fileSize: fileSize)
    try unpacking.add(limit)
    #expect(throws: Unpacking.Exceeded.self) { try unpacking.add(1) }
  }

  @Test(arguments: [
    "<row r=\"1048577\"><c><v>1</v></c></row>", "<row r=\"1048576\"/><row/>",
  ])
  func `have more rows than a spreadsheet`(_ rows: String) throws {
    #expect(try Reading.fault(Book(rows: rows).bytes()) == .tooManyRows(limit: 1_048_576))
  }

  @Test(arguments: [
    "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"x\"/>", "<row r=\"1\"><c r=\"A2\"/></row>",
    "<row><c r=\"B1\"/><c r=\"A1\"/></row>", "<row><c r=\"XFE1\"/></row>",
    "<row><c t=\"s\"><v>7</v></c></row>", "<row><c t=\"s\"><v>-1</v></c></row>",
    "<row><c s=\"9\"><v>1</v></c></row>", "<row><c t=\"new\"><v>1</v></c></row>",
    "<row><c></row>", "<row><c><v>&none;</v></c></row>", "</sheetData><sheetData/><row>",
    "<c><v>1</v></c>",
  ])
  func `have a sheet that contradicts itself`(_ rows: String) throws {
    #expect(
      try Reading.fault(Book(rows: rows).bytes()) == .damaged(part: "xl/worksheets/sheet1.xml"))
  }

  @Test func `name the row that cannot be read`() throws {
    let rows = "<row r=\"7\"><c><v>1</v></c></row><row r=\"9\"><c t=\"s\"><v>5</v></c></row>"
    #expect(
      try Reading.refusal(Book(rows: rows).bytes())
        == "t, sheet \"Sheet1\", row 9: the workbook is damaged: its part "
        + "xl/worksheets/sheet1.xml cannot be read. Open it in a spreadsheet program and save it "
        + "again, or fetch the file anew.")
  }

  @Test func `have merged cells without end`() throws {
    func book(_ reference: String) -> Book {
      Book(
        rows: "<row><c><v>1</v></c></row>",
        after: "<mergeCells><mergeCell ref=\"\(reference)\"/></mergeCells>")
    }
    #expect(
      try Reading.fault(book("A1:XFD1048576").bytes()) == .mergedTooMuch(limit: 1_000_000))
    #expect(
      try Reading.fault(book("B2:A1").bytes()) == .damaged(part: "xl/worksheets/sheet1.xml"))
    #expect(try Reading.rows(book("A1:A1000").bytes()).count == 1000)
  }

  @Test(arguments: [
    ("refused.xls", TableFault.Kind.oldWorkbook), ("refused.ods", .openDocument),
    ("refused.xlsx", .encrypted),
  ])
  func `are what other programs wrote`(_ name: String, _ kind: TableFault.Kind) {
    let fault = TableFault(place: TablePlace(file: name), kind: kind)
    #expect(throws: fault) { try TableReader(Reading.fixture(name)) }
    #expect(throws: fault) { try TableReader.sheets(of: Reading.fixture(name)) }
  }

  @Test func `are a zip file with a password`() throws {
    let bytes = try ZipFile.bytes(Book().allParts, password: "secret")
    #expect(try Reading.fault(bytes) == .encrypted)
    #expect(
      try Reading.refusal(bytes)
        == "t: the workbook is locked with a password. Open it in a spreadsheet program, take the "
        + "password away and save it under another name.")
  }

  @Test func `lack a part, or have no sheet`() throws {
    var book = Book()
    book.parts = [("xl/_rels/workbook.xml.rels", Array(Book.relations([]).utf8))]
    #expect(try Reading.fault(book.bytes()) == .noSheet)
    book.parts = [("xl/styles.xml", [])]
    #expect(try Reading.fault(book.bytes()) == .damaged(part: "xl/styles.xml"))
    book.parts = [
      (
        "xl/_rels/workbook.xml.rels",
        Array(Book.relations([Book.relation("rId1", "worksheet", "none.xml")]).utf8)
      )
    ]
    #expect(try Reading.fault(book.bytes()) == .damaged(part: "xl/none.xml"))
  }

  @Test func `would follow a link out of the workbook`() throws {
    var book = Book()
    let external = Book.relation("rId1", "worksheet", "file:///etc/passwd")
      .replacing("/>", with: " TargetMode=\"External\"/>")
    book.parts = [("xl/_rels/workbook.xml.rels", Array(Book.relations([external]).utf8))]
    #expect(try Reading.fault(book.bytes()) == .noSheet)
  }
}
