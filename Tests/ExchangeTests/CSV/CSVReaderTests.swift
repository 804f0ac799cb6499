import Exchange
import Testing

@Suite struct CSVReaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: String
    let file: String
    let records: [String]
    var testDescription: String { rule }

    init(_ rule: String, _ file: String, _ records: [String]) {
      self.rule = rule
      self.file = file
      self.records = records
    }
  }

  static let rules = [
    Case("LF", "a,b\n1,2\n3,4\n", ["2: 1|2", "3: 3|4"]),
    Case("CRLF", "a,b\r\n1,2\r\n3,4\r\n", ["2: 1|2", "3: 3|4"]),
    Case("CRLF and LF mixed", "a,b\r\n1,2\n3,4\r\n5,6\n", ["2: 1|2", "3: 3|4", "4: 5|6"]),
    Case("no last line end", "a,b\r\n1,2", ["2: 1|2"]),
    Case("no last line end after an empty field", "a,b\r\n1,", ["2: 1|"]),
    Case("no last line end after a quote", "a,b\r\n1,\"2\"", ["2: 1|2"]),
    Case("empty fields", "a,b,c\n,,3\n,2,\n", ["2: ||3", "3: |2|"]),
    Case("a header alone", "a,b\n", []),
    Case("a header alone without line end", "a,b", []),
    Case("spaces are data", "a,b\n 1 ,  \n", ["2:  1 |  "]),
    Case("a line of a space in one column", "a\n \n", ["2:  "]),
    Case("quotes", "a,b\n\"1\",\"2\"\n", ["2: 1|2"]),
    Case("empty quotes", "a,b\n\"\",\"2\"\n", ["2: |2"]),
    Case("a quoted separator", "a,b\n\"1,5\",2\n", ["2: 1,5|2"]),
    Case("doubled quotes", "a,b\n\"say \"\"no\"\"\",\"\"\"\"\n", ["2: say \"no\"|\""]),
    Case("doubled quotes before a long rest", "a\n\"\"\"\"\"x, y\"\n", ["2: \"\"x, y"]),
    Case("a quoted LF counts as a line", "a,b\n\"1\n2\",3\n4,5\n", ["2: 1\n2|3", "4: 4|5"]),
    Case("a quoted CRLF stays as it is", "a,b\n\"1\r\n2\",3\n4,5\n", ["2: 1\r\n2|3", "4: 4|5"]),
    Case("a quoted CR is data", "a,b\n\"1\r2\",3\n4,5\n", ["2: 1\r2|3", "3: 4|5"]),
    Case("byte order mark", "\u{FEFF}a,b\n1,2\n", ["2: 1|2"]),
    Case("byte order mark before a quote", "\u{FEFF}\"a\",b\n1,2\n", ["2: 1|2"]),
    Case("UTF-8", "a,b\nÅngström,\"Łukasik 神経 🧠\"\n", ["2: Ångström|Łukasik 神経 🧠"]),
    Case("semicolons", "a;b\n7,2;x\n", ["2: 7,2|x"]),
    Case("tabs", "a\tb\n7,2;\t x\n", ["2: 7,2;| x"]),
  ]

  @Test(arguments: rules) func `reads by the rules`(_ rule: Case) throws {
    let reading = try CSVReading(rule.file)
    #expect(reading.records == rule.records)
    #expect(reading.faults == [])
  }

  struct Leftover: Sendable, CustomTestStringConvertible {
    let rule: String
    let file: String
    let records: [String]
    let emptyRows: Int
    var unnamedColumns = 0
    var testDescription: String { rule }
  }

  /// What spreadsheets leave behind.
  @Test(arguments: [
    Leftover(
      rule: "one blank line at the end", file: "a,b\n1,2\n\n", records: ["2: 1|2"], emptyRows: 1),
    Leftover(
      rule: "blank lines between and at the end", file: "a,b\n\n1,2\r\n\r\n3,4\n\n\n",
      records: ["3: 1|2", "5: 3|4"], emptyRows: 4),
    Leftover(
      rule: "blank lines in one column", file: "a\n1\n\n2\n", records: ["2: 1", "4: 2"],
      emptyRows: 1),
    Leftover(
      rule: "nothing but separators", file: "a,b,c\n1,2,3\n,,\n4,5,6\n,,\n,,",
      records: ["2: 1|2|3", "4: 4|5|6"], emptyRows: 3),
    Leftover(
      rule: "more or fewer separators than columns", file: "a,b,c\n,\n1,2,3\n,,,,,,\n",
      records: ["3: 1|2|3"], emptyRows: 2),
    Leftover(
      rule: "empty quotes", file: "a,b\n\"\",\"\"\n1,2\n\"\",\n", records: ["3: 1|2"], emptyRows: 2),
    Leftover(
      rule: "a column without name and value", file: "a,b,\n1,2,\n3,4,\n",
      records: ["2: 1|2|", "3: 3|4|"], emptyRows: 0, unnamedColumns: 1),
    Leftover(
      rule: "several columns without name and value", file: ",a,,b,\n,1,,2,\n,,,,\n",
      records: ["2: |1||2|"], emptyRows: 1, unnamedColumns: 3),
  ]) func `what holds nothing is passed over and counted`(_ leftover: Leftover) throws {
    for size in [1, 2, 3, 7, 1 << 16] {
      let reading = try CSVReading(Array(leftover.file.utf8), pieces: size)
      #expect(reading.records == leftover.records)
      #expect(reading.faults == [])
      #expect(reading.emptyRows == leftover.emptyRows)
      #expect(reading.unnamedColumns == leftover.unnamedColumns)
    }
  }

  @Test(
    arguments: [
      ("sep=;\na;b,c\n1;2,5\n", CSVDialect.semicolon, "3: 1|2,5"),
      ("sep=,\r\na,b;c;d\r\n1,2\r\n", .comma, "3: 1|2"),
      ("\u{FEFF}SEP=\t\na\tb\n1\t2\n", .tab, "3: 1|2"),
      ("\"sep=;\"\na;b\n1;2\n", .semicolon, "3: 1|2"),
    ] as [(String, CSVDialect, String)])
  func `a first line may say the separator`(file: String, dialect: CSVDialect, record: String)
    throws
  {
    for size in [1, 3, 1 << 16] {
      let reading = try CSVReading(Array(file.utf8), pieces: size)
      #expect(reading.records == [record])
      #expect(reading.faults == [])
    }
    #expect(try CSVReader(bytes: Array(file.utf8)).dialect == dialect)
  }

  @Test func `a column may be called nearly like that line`() throws {
    #expect(try CSVReading("sep=;b\n1;2\n").header == ["sep=", "b"])
    #expect(try CSVReading("sep=\n1\n").header == ["sep="])
  }

  @Test func `the header gives the names as they stand`() throws {
    #expect(try CSVReading("\u{FEFF}a, b ,\"c,\"\"d\"\"\"\r\n").header == ["a", " b ", "c,\"d\""])
  }

  struct Header: Sendable {
    let line: String
    let dialect: CSVDialect
  }

  @Test(arguments: [
    Header(line: "a", dialect: .comma),
    Header(line: "a,b", dialect: .comma),
    Header(line: "a;b", dialect: .semicolon),
    Header(line: "a\tb", dialect: .tab),
    Header(line: "a,b;c;d", dialect: .semicolon),
    Header(line: "a,b,c;d", dialect: .comma),
    Header(line: "a,b;c\td", dialect: .comma),
    Header(line: "a;b\tc", dialect: .semicolon),
    Header(line: "\"a,b,c\";d", dialect: .semicolon),
    Header(line: "\"a;\"\";b\"\td", dialect: .tab),
    Header(line: "\"a\n,,,\";d", dialect: .semicolon),
    Header(line: "a,b\r\n;;;;;", dialect: .comma),
  ]) func `the header line decides the dialect`(_ header: Header) throws {
    #expect(try CSVReader(bytes: Array(header.line.utf8)).dialect == header.dialect)
  }

  @Test func `a decimal comma goes with semicolons only`() {
    #expect(CSVDialect.allCases.filter(\.decimalComma) == [.semicolon])
  }

  @Test func `fields are bytes as well as text`() throws {
    let reader = try CSVReader(bytes: Array("a,b\n1,\n".utf8))
    guard case .record(let record) = try reader.next() else {
      Issue.record("no record")
      return
    }
    #expect(record.line == 2)
    #expect(record.count == 2)
    #expect(Array(record.bytes(at: 0)) == [0x31])
    #expect(!record.isEmpty(at: 0))
    #expect(record.isEmpty(at: 1))
    for _ in 1...2 {
      if try reader.next() != nil { Issue.record("a step after the end") }
    }
  }

  @Test func `what the source throws comes through`() throws {
    struct Broken: Error {}
    #expect(throws: Broken.self) { try CSVReader { throw Broken() } }
    var pieces = ["a,b\n", "1,2\n3"]
    let reader = try CSVReader {
      guard !pieces.isEmpty else { throw Broken() }
      return Array(pieces.removeFirst().utf8)
    }
    guard case .record = try reader.next() else {
      Issue.record("no record")
      return
    }
    #expect(throws: Broken.self) { try reader.next() }
  }

  @Test func `a file of many pieces is read to its end`() throws {
    let piece = Array(String(repeating: "N210001,3,\"a \"\"b\"\"\"\n", count: 1000).utf8)
    var left = 200
    var isFirst = true
    let reader = try CSVReader {
      defer { isFirst = false }
      if isFirst { return Array("id,value,note\n".utf8) }
      left -= 1
      return left >= 0 ? piece : nil
    }
    var sum = 0
    var last = 0
    while case .record(let record) = try reader.next() {
      sum += Int(record.string(at: 1)) ?? 0
      last = record.line
    }
    #expect(sum == 600_000)
    #expect(last == 200_001)
  }
}
