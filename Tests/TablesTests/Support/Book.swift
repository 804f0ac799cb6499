/// A small workbook, part by part, as a test wants it.
struct Book {
  var sheets: [(name: String, state: String, xml: String)] = []
  /// The `numFmt` elements, and the `numFmtId` of each style.
  var ownFormats: [(id: Int, code: String)] = []
  var styles: [Int] = [0]
  /// The inside of each `si` element.
  var strings: [String] = []
  var from1904 = false
  /// Parts that take the place of others, or come beside them.
  var parts: [(name: String, content: [UInt8])] = []
  var isReversed = false

  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let package = "http://schemas.openxmlformats.org/package/2006/relationships"
  static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"

  /// A workbook of one sheet with these rows (the inside of `sheetData`), and what stands behind.
  init(rows: String = "", before: String = "", after: String = "") {
    sheets = [("Sheet1", "visible", Self.sheet(rows: rows, before: before, after: after))]
  }

  static func sheet(rows: String, before: String = "", after: String = "") -> String {
    declaration
      + #"<worksheet xmlns="\#(main)">\#(before)<sheetData>\#(rows)</sheetData>\#(after)</worksheet>"#
  }

  /// The cells of the first row, one behind the other, without places.
  init(cells: String) { self.init(rows: "<row r=\"1\">\(cells)</row>") }

  func bytes(packed: Bool = true) throws -> [UInt8] {
    try ZipFile.bytes(isReversed ? allParts.reversed() : allParts, packed: packed)
  }

  /// The sheets stand last, unless `parts` brings others.
  var allParts: [(name: String, content: [UInt8])] {
    standardParts.filter { part in !parts.contains { $0.name == part.name } } + parts
  }

  private var standardParts: [(name: String, content: [UInt8])] {
    let list = sheets.indices.map { index in
      "<sheet name=\"\(sheets[index].name)\" sheetId=\"\(index + 1)\" "
        + "state=\"\(sheets[index].state)\" r:id=\"rId\(index + 1)\"/>"
    }
    let relations =
      sheets.indices.map {
        Self.relation("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml")
      } + [
        Self.relation("s", "styles", "styles.xml"),
        Self.relation("t", "sharedStrings", "sharedStrings.xml"),
      ]
    let formats = ownFormats.map { "<numFmt numFmtId=\"\($0.id)\" formatCode=\"\($0.code)\"/>" }
    let styles = styles.map { "<xf numFmtId=\"\($0)\" fontId=\"0\"/>" }
    let texts = strings.map { "<si>\($0)</si>" }
    let written: [(name: String, xml: String)] = [
      ("[Content_Types].xml", #"<Types xmlns="urn:types"/>"#),
      ("_rels/.rels", Self.relations([Self.relation("r", "officeDocument", "xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        #"<workbook xmlns="\#(Self.main)" xmlns:r="\#(Self.office)">"#
          + "<workbookPr date1904=\"\(from1904 ? 1 : 0)\"/><sheets>\(list.joined())</sheets>"
          + "</workbook>"
      ),
      ("xl/_rels/workbook.xml.rels", Self.relations(relations)),
      (
        "xl/styles.xml",
        #"<styleSheet xmlns="\#(Self.main)"><numFmts>\#(formats.joined())</numFmts>"#
          + #"<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>"#
          + "<cellXfs>\(styles.joined())</cellXfs></styleSheet>"
      ),
      (
        "xl/sharedStrings.xml",
        #"<sst xmlns="\#(Self.main)">"# + texts.joined() + "</sst>"
      ),
    ]
    let pages = zip(1..., sheets).map { number, sheet in
      (name: "xl/worksheets/sheet\(number).xml", content: Array(sheet.xml.utf8))
    }
    return written.map { ($0.name, Array((Self.declaration + $0.xml).utf8)) } + pages
  }

  static func relation(_ id: String, _ kind: String, _ target: String) -> String {
    "<Relationship Id=\"\(id)\" Type=\"\(office)/\(kind)\" Target=\"\(target)\"/>"
  }

  static func relations(_ list: [String]) -> String {
    "<Relationships xmlns=\"\(package)\">\(list.joined())</Relationships>"
  }
}
