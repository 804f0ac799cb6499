import Exchange
import Testing

/// Every fault with its full text, and the records that are read in spite of it.
@Suite struct CSVFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: String
    let file: [UInt8]
    let faults: [String]
    let records: [String]
    var testDescription: String { rule }

    init(_ rule: String, _ file: [UInt8], _ faults: [String], _ records: [String] = []) {
      self.rule = rule
      self.file = file
      self.faults = faults
      self.records = records
    }

    init(_ rule: String, _ file: String, _ faults: [String], _ records: [String] = []) {
      self.init(rule, Array(file.utf8), faults, records)
    }
  }

  static let empty =
    "line 1: the file is empty. Its first line must name the columns: export it again."
  static let utf16 =
    "line 1: the file is in UTF-16. Only UTF-8 is read: save as UTF-8 (in a spreadsheet "
    + "\"CSV UTF-8\")."
  static let blank = "the line is empty. The first line must name the columns: remove the line."
  static let unnamed =
    "found a value in a column that has no name. Name the column, or remove it."
  static let count =
    "Every line needs one field per column: add what is missing, or put text that contains "
    + "the separator in quotes."
  static let open =
    "the quote opened here is never closed, and nothing after it could be read. Quotes come in "
    + "pairs: close it, and write a quote that belongs to the text twice (\"\")."
  static let after =
    "Only a separator or the end of the line may follow: write a quote that belongs to the "
    + "text twice (\"\")."
  static let inside =
    "found a quote inside a field that does not begin with one. Such a field must be in quotes "
    + "as a whole: write \"5\"\" high\" for 5\" high, with no space before the first quote."
  static let lone =
    "found a carriage return without a line feed. Lines end with CR LF or LF: save with Windows "
    + "or Unix line ends."
  static let nul =
    "Text has none: export the file again, it may be damaged or not a CSV file."
  static let encoding = "Only UTF-8 is read: save as UTF-8 (in a spreadsheet \"CSV UTF-8\")."

  static let headers = [
    Case("no byte", "", [empty]),
    Case("only a byte order mark", "\u{FEFF}", [empty]),
    Case("only a line end", "\r\n", [empty]),
    Case("a blank line before the header", "\na,b\n", ["line 1: \(blank)"]),
    Case("UTF-16 LE with mark", [0xFF, 0xFE, 0x61, 0], [utf16]),
    Case("UTF-16 BE with mark", [0xFE, 0xFF, 0, 0x61], [utf16]),
    Case("UTF-16 LE without mark", [0x61, 0, 0x2C, 0], [utf16]),
    Case("UTF-16 BE without mark", [0, 0x61, 0, 0x2C], [utf16]),
    Case("a header of separators", ",,\n1,2,3\n", ["line 1: \(blank)"]),
    Case("nothing after the separator", "sep=;\n", ["line 2: \(empty.dropFirst(8))"]),
    Case(
      "a separator that is not read", "sep=|\na|b\n",
      [
        "line 1: sep= says that '|' stands between fields. Read are ',', ';' and tab: save the file "
          + "with one of them."
      ]),
    Case(
      "a name twice", "a,b,a\n1,2,3\n",
      [
        "line 1, column 3: the name a is already that of column 1. Each name may stand once: "
          + "rename or remove one of the two."
      ]),
    Case("open quote", "a,\"b\n1,2\n", ["line 1, column 2: \(open)"]),
    Case("quote inside", "a,b\"c\n1,2\n", ["line 1, column 2: \(inside)"]),
    Case(
      "Latin-1", Array("a,b".utf8) + [0xE9, 0x0A],
      [
        "line 1, column 2: byte 0xE9 (byte 4 of the file) is not UTF-8, it looks like é in "
          + "Latin-1 or Windows-1252. \(encoding)"
      ]),
    Case(
      "more than 1 MiB of names", String(repeating: "abcdefg,", count: 1 << 18),
      [
        "line 1: the header line is longer than 1 MiB. Its names must fit into that: check that "
          + "the file is a CSV file with line breaks."
      ]),
  ]

  @Test(arguments: headers) func `a header with a fault is refused`(_ fault: Case) throws {
    let reading = try CSVReading(fault.file)
    #expect(reading.faults == fault.faults)
    #expect(reading.header == [])
    #expect(reading.records == [])
  }

  static let records = [
    Case(
      "one field too few, one too many", "a,b,c\n1,2\n1,2,3\n1,2,3,4\n5\n6,7,8\n",
      [
        "line 2: found 2 fields, the header names 3. \(count)",
        "line 4: found 4 fields, the header names 3. \(count)",
        "line 5: found 1 field, the header names 3. \(count)",
      ], ["3: 1|2|3", "6: 6|7|8"]),
    Case(
      "a record's line is the one where it begins", "a,b\n\"1\n\n2\",3,4\n5,6\n",
      ["line 2: found 3 fields, the header names 2. \(count)"], ["5: 5|6"]),
    Case(
      "a value without a name", "a,,c,\n1,2,3,\n4,,6,\n7,,9,0\n",
      ["line 2, column 2: \(unnamed)", "line 4, column 4: \(unnamed)"], ["3: 4||6|"]),
    Case(
      "open quote", "a,b\n1,2\n3,\"4\n5,6\n7,8\n", ["line 3, column 2 (b): \(open)"], ["2: 1|2"]),
    Case("open quote at the end", "a,b\n1,2\n3,\"", ["line 3, column 2 (b): \(open)"], ["2: 1|2"]),
    Case(
      "an open quote is a fault beside an earlier one", "a,b\n\"1\"x,\"4\n5,6\n",
      [
        "line 2, column 1 (a): found 'x' after the closing quote of the field that begins in "
          + "line 2. \(after)",
        "line 2, column 2 (b): \(open)",
      ]),
    Case(
      "after a closing quote", "a,b\n\"1\" ,2\n\"3\n4\"é,5\n\"6\"7\",8,9\n10,11\n",
      [
        "line 2, column 1 (a): found a space after the closing quote of the field that begins "
          + "in line 2. \(after)",
        "line 4, column 1 (a): found byte 0xC3 after the closing quote of the field that begins "
          + "in line 3. \(after)",
        "line 5, column 1 (a): found '7' after the closing quote of the field that begins in "
          + "line 5. \(after)",
      ], ["6: 10|11"]),
    Case(
      "quote inside", "a,b\n1\",2\n3, \"4,5\"\n6,7\n",
      ["line 2, column 1 (a): \(inside)", "line 3, column 2 (b): \(inside)"], ["4: 6|7"]),
    Case(
      "lone CR", "a,b\n1,2\r3,4\n5,6\r\r\n7,8\n9,\"1\"\r",
      [
        "line 2, column 2 (b): \(lone)",
        "line 2: found 3 fields, the header names 2. \(count)",
        "line 3, column 2 (b): \(lone)",
        "line 5, column 2 (b): \(lone)",
      ], ["4: 7|8"]),
    Case(
      "NUL", "a,b\n1,\0\n\"\n\0\",2\n3,4\n",
      [
        "line 2, column 2 (b): found a NUL byte (byte 7 of the file). \(nul)",
        "line 4, column 1 (a): found a NUL byte (byte 11 of the file). \(nul)",
      ], ["5: 3|4"]),
    Case(
      "Latin-1 and Windows-1252",
      Array("a,b\nJos".utf8) + [0xE9] + Array(",2\n\"".utf8) + [0x80] + Array("\",2\n3,4\n5,".utf8)
        + [0xFC],
      [
        "line 2, column 1 (a): byte 0xE9 (byte 8 of the file) is not UTF-8, it looks like é in "
          + "Latin-1 or Windows-1252. \(encoding)",
        "line 3, column 1 (a): byte 0x80 (byte 13 of the file) is not UTF-8, it looks like "
          + "Latin-1 or Windows-1252. \(encoding)",
        "line 5, column 2 (b): byte 0xFC (byte 24 of the file) is not UTF-8, it looks like ü in "
          + "Latin-1 or Windows-1252. \(encoding)",
      ], ["4: 3|4"]),
    Case(
      "damaged UTF-8, counted after a byte order mark",
      Array("\u{FEFF}a,b\n1,x".utf8) + [0xE2, 0x82] + Array("y\n".utf8),
      ["line 2, column 2 (b): byte 0xE2 (byte 11 of the file) is not UTF-8. \(encoding)"]),
    Case(
      "bad bytes and a wrong number of fields",
      Array("a,b\n1,2,3".utf8) + [0xE9, 0x0A],
      [
        "line 2, column 3: byte 0xE9 (byte 10 of the file) is not UTF-8, it looks like é in "
          + "Latin-1 or Windows-1252. \(encoding)",
        "line 2: found 3 fields, the header names 2. \(count)",
      ]),
  ]

  @Test(arguments: records)
  func `a record with a fault is left out and the next one read`(_ fault: Case) throws {
    let reading = try CSVReading(fault.file)
    #expect(reading.faults == fault.faults)
    #expect(reading.records == fault.records)
  }

  @Test(arguments: [(-1, false), (0, false), (1, true)], [false, true])
  func `a field may have 1 MiB`(_ limit: (beyond: Int, isFault: Bool), quoted: Bool) throws {
    let field = String(repeating: "x", count: (1 << 20) + limit.beyond)
    let quote = quoted ? "\"" : ""
    let file = Array("a,b\n1,\(quote)\(field)\(quote)\n2,3\n".utf8)
    let remedy = quoted ? "Shorten it, or look for a missing closing quote." : "Shorten it."
    for size in [1 << 10, 1 << 16, 1 << 20, (1 << 20) + 7, 1 << 22] {
      let reading = try CSVReading(file, pieces: size)
      let fault =
        "line 2, column 2 (b): the field is longer than 1 MiB, the most that is read. \(remedy)"
      #expect(reading.faults == (limit.isFault ? [fault] : []))
      #expect(reading.records == (limit.isFault ? [] : ["2: 1|\(field)"]) + ["3: 2|3"])
    }
  }

  @Test func `a quoted field beyond the limit is named by the line where it begins`() throws {
    let field = String(repeating: "x\n", count: 1 << 19) + "x"
    let file = Array("a\n\"\(field)\"\n1\n".utf8)
    for size in [1 << 16, 1 << 22] {
      let reading = try CSVReading(file, pieces: size)
      #expect(
        reading.faults == [
          "line 2, column 1 (a): the field is longer than 1 MiB, the most that is read. Shorten "
            + "it, or look for a missing closing quote."
        ])
      #expect(reading.records == ["524291: 1"])
    }
  }

  @Test func `an open quote explains a field beyond the limit`() throws {
    let file = Array("a,b\n1,\"2\n".utf8) + Array(String(repeating: "3,4\n", count: 1 << 19).utf8)
    for size in [1 << 16, 1 << 22] {
      let reading = try CSVReading(file, pieces: size)
      #expect(reading.faults == ["line 2, column 2 (b): \(Self.open)"])
    }
  }

  @Test func `a fault is facts as well as text`() throws {
    let reader = try CSVReader(bytes: Array("a,b\n1\n".utf8))
    guard case .fault(let fault) = try reader.next() else {
      Issue.record("no fault")
      return
    }
    #expect(fault == CSVFault(line: 2, kind: .fieldCount(found: 1, expected: 2)))
  }

  struct Sequence: Sendable {
    let bytes: [UInt8]
    let isValid: Bool
  }

  /// The first and last letter of each row of table 3-7 of the Unicode Standard, and their
  /// neighbours.
  @Test(arguments: [
    Sequence(bytes: [0x7F], isValid: true), Sequence(bytes: [0x80], isValid: false),
    Sequence(bytes: [0xC1, 0xBF], isValid: false), Sequence(bytes: [0xC2, 0x80], isValid: true),
    Sequence(bytes: [0xDF, 0xBF], isValid: true), Sequence(bytes: [0xDF, 0xC0], isValid: false),
    Sequence(bytes: [0xE0, 0x9F, 0x80], isValid: false),
    Sequence(bytes: [0xE0, 0xA0, 0x80], isValid: true),
    Sequence(bytes: [0xED, 0x9F, 0xBF], isValid: true),
    Sequence(bytes: [0xED, 0xA0, 0x80], isValid: false),
    Sequence(bytes: [0xEF, 0xBF, 0xBF], isValid: true),
    Sequence(bytes: [0xEF, 0xBF, 0x7F], isValid: false),
    Sequence(bytes: [0xF0, 0x8F, 0x80, 0x80], isValid: false),
    Sequence(bytes: [0xF0, 0x90, 0x80, 0x80], isValid: true),
    Sequence(bytes: [0xF4, 0x8F, 0xBF, 0xBF], isValid: true),
    Sequence(bytes: [0xF4, 0x90, 0x80, 0x80], isValid: false),
    Sequence(bytes: [0xF5, 0x80, 0x80, 0x80], isValid: false),
    Sequence(bytes: [0xF0, 0x90, 0x80], isValid: false),
    Sequence(bytes: [0xFF], isValid: false),
  ]) func `only well-formed UTF-8 is read`(_ sequence: Sequence) throws {
    for end in [[], Array(",z\n".utf8)] {
      let columns = end.isEmpty ? "a" : "a,b"
      let reading = try CSVReading(Array("\(columns)\n".utf8) + sequence.bytes + end)
      #expect(reading.records.count == (sequence.isValid ? 1 : 0))
      #expect(reading.faults.isEmpty == sequence.isValid)
    }
  }
}
