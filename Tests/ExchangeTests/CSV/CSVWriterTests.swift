import Exchange
import Outcomes
import Testing

@Suite struct CSVWriterTests {
  struct Case: Sendable {
    let cell: String
    let written: String
  }

  @Test(arguments: [
    Case(cell: "a", written: "a"),
    Case(cell: "a b", written: "a b"),
    Case(cell: " a", written: "\" a\""),
    Case(cell: "a ", written: "\"a \""),
    Case(cell: " ", written: "\" \""),
    Case(cell: "a,b", written: "\"a,b\""),
    Case(cell: "a\"b", written: "\"a\"\"b\""),
    Case(cell: "\"", written: "\"\"\"\""),
    Case(cell: "a\nb", written: "\"a\nb\""),
    Case(cell: "a\rb", written: "\"a\rb\""),
    Case(cell: "a\r\nb", written: "\"a\r\nb\""),
    Case(cell: "hand=right;device=martin", written: "hand=right;device=martin"),
    Case(cell: "a\tb", written: "a\tb"),
    Case(cell: "l'été", written: "l'été"),
    // Neighbours of the special bytes, and bytes that equal them in the lower six bits.
    Case(cell: "!#+-\u{B}\u{C}\u{E}\u{9}", written: "!#+-\u{B}\u{C}\u{E}\u{9}"),
    Case(cell: "lbJMÌÍ¢¬", written: "lbJMÌÍ¢¬"),
    Case(cell: "=1+1", written: "=1+1"),
  ]) func `quotes stand exactly where they are needed`(_ rule: Case) throws {
    #expect(try written { $0.text(rule.cell) } == "x,\(rule.written)\r\n")
    let utf8 = try written { writer in
      Array(rule.cell.utf8).withUnsafeBufferPointer { writer.text(utf8: $0) }
    }
    #expect(utf8 == "x,\(rule.written)\r\n")
  }

  @Test(arguments: [
    Case(cell: "=1+1", written: "'=1+1"),
    Case(cell: "+1", written: "'+1"),
    Case(cell: "-1", written: "'-1"),
    Case(cell: "@SUM(A1)", written: "'@SUM(A1)"),
    Case(cell: "\t=1", written: "'\t=1"),
    Case(cell: "\r=1", written: "\"'\r=1\""),
    Case(cell: "\0=1", written: "'\0=1"),
    Case(cell: "＝1", written: "'＝1"),
    Case(cell: "＋1", written: "'＋1"),
    Case(cell: "－1", written: "'－1"),
    Case(cell: "＠1", written: "'＠1"),
    Case(cell: "=", written: "'="),
    Case(cell: "=A1,\"b\" ", written: "\"'=A1,\"\"b\"\" \""),
    Case(cell: "", written: ""),
    Case(cell: "1=1", written: "1=1"),
    Case(cell: "'=1", written: "'=1"),
    Case(cell: "＜1", written: "＜1"),
    Case(cell: "not-done", written: "not-done"),
  ]) func `text that begins like a formula gets an apostrophe for spreadsheets`(_ rule: Case) throws
  {
    let file = try written(spreadsheet: true) { $0.text(rule.cell) }
    #expect(file == "\u{FEFF}x,\(rule.written)\r\n")
    let plain = try written { $0.number(rule.cell) }
    #expect(!plain.contains("'") || rule.cell.hasPrefix("'"))
  }

  @Test func `numbers are never changed for spreadsheets`() throws {
    let file = try written(spreadsheet: true) { writer in
      writer.number("-3")
      writer.number(-3)
      writer.number(scaled: -35, places: 1)
      Array("+7.2".utf8).withUnsafeBufferPointer { writer.number(utf8: $0) }
    }
    #expect(file == "\u{FEFF}x,-3,-3,-3.5,+7.2\r\n")
  }

  struct Decimal: Sendable {
    let value: Int64
    let places: Int
    let written: String
    let trimmed: String
  }

  @Test(arguments: [
    Decimal(value: 0, places: 0, written: "0", trimmed: "0"),
    Decimal(value: 0, places: 2, written: "0.00", trimmed: "0"),
    Decimal(value: 7, places: 0, written: "7", trimmed: "7"),
    Decimal(value: -1, places: 0, written: "-1", trimmed: "-1"),
    Decimal(value: 9, places: 0, written: "9", trimmed: "9"),
    Decimal(value: 10, places: 0, written: "10", trimmed: "10"),
    Decimal(value: 99, places: 0, written: "99", trimmed: "99"),
    Decimal(value: 100, places: 0, written: "100", trimmed: "100"),
    Decimal(value: 99, places: 2, written: "0.99", trimmed: "0.99"),
    Decimal(value: 100, places: 2, written: "1.00", trimmed: "1"),
    Decimal(value: 101, places: 2, written: "1.01", trimmed: "1.01"),
    Decimal(value: 72_000, places: 4, written: "7.2000", trimmed: "7.2"),
    Decimal(value: -5, places: 1, written: "-0.5", trimmed: "-0.5"),
    Decimal(value: -1_200, places: 2, written: "-12.00", trimmed: "-12"),
    Decimal(
      value: .max, places: 18, written: "9.223372036854775807", trimmed: "9.223372036854775807"),
    Decimal(
      value: .min, places: 0, written: "-9223372036854775808", trimmed: "-9223372036854775808"),
    Decimal(
      value: .min, places: 18, written: "-9.223372036854775808",
      trimmed: "-9.223372036854775808"),
  ]) func `a scaled number is written exactly`(_ number: Decimal) throws {
    let file = try written { writer in
      writer.number(scaled: number.value, places: number.places)
      writer.number(scaled: number.value, places: number.places, trimmed: true)
    }
    #expect(file == "x,\(number.written),\(number.trimmed)\r\n")
  }

  /// Dates are kept by the lowest bits of their days.
  @Test func `a date is written the same beside any other`() throws {
    let days = [-8, 0, 8, 0, 0, 16, -1, 7, 20_000, 20_001, 20_008, 20_000].map(Day.init(number:))
    let file = try written { writer in for day in days { writer.date(day) } }
    #expect(file == "x,\(days.map(\.iso).joined(separator: ","))\r\n")
  }

  @Test func `rows that are closed are handed over together`() throws {
    var blocks: [Int] = []
    var writer = CSVWriter(blockSize: 10) { blocks.append($0.count) }
    for number in 1...4 {
      writer.number(number)
      writer.closeRow()
    }
    try writer.flushIfFull()
    writer.number(5)
    writer.closeRow()
    try writer.flushIfFull()
    #expect(blocks == [12])
    try writer.finish()
    #expect(blocks == [12, 3])
  }

  @Test func `a row of one empty field is quoted and an empty one among others is not`() throws {
    var bytes: [UInt8] = []
    do {
      var writer = CSVWriter { bytes += $0 }
      try writer.row(["a"])
      writer.empty()
      try writer.endRow()
      try writer.row([""])
      try writer.row(["", ""])
      try writer.finish()
    }
    #expect(String(decoding: bytes, as: UTF8.self) == "a\r\n\"\"\r\n\"\"\r\n,\r\n")
  }

  @Test func `the sink gets blocks of at least the given size and the rest at the end`() throws {
    var blocks: [Int] = []
    var writer = CSVWriter(blockSize: 10) { blocks.append($0.count) }
    for _ in 1...5 { try writer.row(["1", "2"]) }
    try writer.row([String(repeating: "x", count: 100)])
    #expect(blocks == [10, 10, 107])
    try writer.row(["1"])
    try writer.finish()
    try writer.finish()
    #expect(blocks == [10, 10, 107, 3])
  }

  @Test func `what the sink throws comes through`() throws {
    struct Full: Error {}
    var writer = CSVWriter { _ in throw Full() }
    try writer.row(["a"])
    var thrown = false
    do { try writer.finish() } catch is Full { thrown = true }
    #expect(thrown)
  }

  /// A file of one row that begins with the cell `x`.
  private func written(
    spreadsheet: Bool = false, _ cells: (inout CSVWriter) -> Void
  ) throws -> String {
    var bytes: [UInt8] = []
    do {
      var writer = CSVWriter(spreadsheet: spreadsheet) { bytes += $0 }
      writer.text("x")
      cells(&writer)
      try writer.endRow()
      try writer.finish()
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `what begins several rows is written once and repeated`() throws {
    var file: [UInt8] = []
    var writer = CSVWriter(blockSize: 4) { file += $0 }
    writer.text("a,b")
    writer.word("no-response")
    writer.keepLead()
    writer.number(1)
    try writer.endRow()
    writer.addLead()
    writer.number(2)
    try writer.endRow()
    writer.addLead()
    try writer.endRow()
    writer.text("c")
    try writer.endRow()
    try writer.finish()
    #expect(
      String(decoding: file, as: UTF8.self)
        == "\"a,b\",no-response,1\r\n\"a,b\",no-response,2\r\n\"a,b\",no-response\r\nc\r\n")
  }
}
