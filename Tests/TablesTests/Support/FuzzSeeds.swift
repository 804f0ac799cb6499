import Tables

/// What the fuzzing of both readers begins with, and how one input is tried.
enum FuzzSeeds {
  static let texts: [[UInt8]] = [
    "id;date;score\r\n\"a\"\"b\";1.2.2024;7,5\r\n;;\r\n\"two\nlines\";;3\r\n",
    "\u{FEFF}id,name\n1,Łódź\n2,\"x,y\"\n",
    "sep=|\nid|x\r1|2\r3|4",
    "id\tgrip\n1\t34 kg\n\n2\t\n",
  ].map { Array($0.utf8) }

  static let textWords = [
    "\"", "\"\"", ",", ";", "\t", "|", "\r", "\n", "\r\n", "sep=;\n", "\u{FEFF}", "ä", "\0",
    "\"\n", "\",\"",
  ]

  static let bookWords = [
    "<row r=\"9\">", "</row>", "<c r=\"B2\" t=\"s\">", "</c>", "<v>", "</v>", "<v>1e400</v>",
    "<f>A1</f>", "<is><t>x</t></is>", "<mergeCell ref=\"A1:C3\"/>", "t=\"e\"", "s=\"99\"",
    "hidden=\"1\"", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE a>", "&amp;", "&x;", "&#0;",
    "&#xFFFF;", "\u{FEFF}", "\0", "A0", "XFE1", "A1048577", "A1:XFD1048576", "-1", "1e308",
    "99999999999999999999", "_x0041_", "<rPh>", "xmlns:x=\"y\"", "<x:c>", "date1904=\"1\"",
  ]

  static let values = [
    "", "0", "1", "2", "3", "-1", "59", "60", "61", "1.5", "0.1", "1e308", "1E-320", "2958465.9999",
    "9223372036854775808", "A1", "B2", "C4", "XFD1048576", "A1:C9", "A1:XFD60", "s", "str", "b",
    "inlineStr", "e", "d", "n", "2024-02-29T01:02:03", "true", "hidden", "#N/A", "_x000D__x",
    "&amp;",
    "dd/mm/yyyy", "[h]:mm", "0%;@", "xl/styles.xml", "/xl/worksheets/sheet1.xml", "../../x",
    "rId1", "worksheet", "External", "14", "164", "\u{1F642}",
  ]

  static let textOptions: [TableOptions] = [
    TableOptions(kind: .text),
    TableOptions(kind: .text, encoding: .windows1252),
    TableOptions(kind: .text, encoding: .latin9, separator: .bar),
    TableOptions(kind: .text, encoding: .utf16, headerRow: 2),
  ]

  static let bookOptions = TableOptions(
    kind: .workbook, readsHiddenSheet: true, readsHiddenRows: true, readsHiddenColumns: true)

  /// The seed workbook, with a cell of every kind.
  static var book: Book {
    var book = Book(
      rows: """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>in</t></is></c></row>
        <row r="2" hidden="1"><c r="A2" s="1"><v>45698.5</v></c><c r="C2"><f>1+1</f><v>2</v></c></row>
        <row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" t="e"><v>#N/A</v></c><c r="C4" s="2">
        <v>0.10000000000000001</v></c><c r="D4" t="str"><f>A1</f><v>x_x000D_</v></c></row>
        """,
      before: "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols>",
      after: "<mergeCells count=\"1\"><mergeCell ref=\"A4:A6\"/></mergeCells>")
    book.ownFormats = [(164, "dd/mm/yyyy hh:mm")]
    book.styles = [0, 164, 9]
    book.strings = ["<r><t>rich </t></r><r><t>text</t></r><rPh><t>ruby</t></rPh>"]
    return book
  }

  /// Reads an input to its end, going on after faults of one row.
  ///
  /// - Returns: the fault that ended it, if any.
  static func read(_ bytes: [UInt8], _ options: TableOptions) throws -> TableFault? {
    do {
      let reader = try TableReader(TableSource(name: "fuzz", bytes: .memory(bytes)), options)
      while true {
        do {
          guard try reader.next() != nil else { return nil }
        } catch let fault as TableFault where fault.concernsOneRow {
          continue
        }
      }
    } catch let fault as TableFault {
      return fault
    }
  }
}
