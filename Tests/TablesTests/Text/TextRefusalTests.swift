import Tables
import Testing

@Suite struct `Refused text files` {
  private static let wide = String(repeating: ",", count: 16_384)

  @Test(arguments: [
    ([], TableFault.Kind.emptyFile),
    ([0xEF, 0xBB, 0xBF], .emptyFile),
    (Array("a,b\n1,\"2\n3".utf8), .unterminatedQuote(line: 2)),
    (Array("abc\0d".utf8), .nulByte(position: 4)),
    (Array("sep=:\na".utf8), .unknownSeparator(":")),
    (Array(wide.utf8), .tooManyColumns(limit: 16_384)),
    ([0xFF, 0xFE, 0x61, 0x00, 0x00, 0x00], .nulByte(position: 5)),
  ])
  func `say why`(_ bytes: [UInt8], _ kind: TableFault.Kind) throws {
    #expect(try Reading.fault(bytes) == kind)
  }

  @Test func `contradict what was said`() throws {
    #expect(
      try Reading.fault([0xEF, 0xBB, 0xBF, 0x61], TableOptions(encoding: .latin9))
        == .markContradicts(said: .latin9, mark: .utf8))
    #expect(
      try Reading.fault([0xFF, 0xFE, 0x61, 0], TableOptions(encoding: .utf8))
        == .markContradicts(said: .utf8, mark: .utf16))
    #expect(try Reading.fault([0x61], TableOptions(kind: .workbook)) == .textSaidWorkbook)
  }

  @Test func `have a row of more than a mebibyte, which is not kept`() throws {
    let long = Array(("a\n" + String(repeating: "x", count: 3 << 20) + "\nb\n").utf8)
    let reader = try TableReader(TableSource(name: "t", bytes: .memory(long)))
    #expect(try reader.next()?.number == 1)
    #expect(
      throws: TableFault(
        place: TablePlace(file: "t", row: 2, column: 0), kind: .rowTooLong(limit: 1 << 20))
    ) { try reader.next() }
    #expect(try reader.next()?[0].shown == "b")
  }

  @Test func `have more rows than a spreadsheet`() throws {
    let bytes = Array((String(repeating: "\n", count: 1_048_575) + "x\ny").utf8)
    let reader = try TableReader(TableSource(name: "t", bytes: .memory(bytes)))
    #expect(try reader.next()?.number == 1_048_576)
    let place = TablePlace(file: "t", row: 1_048_577)
    #expect(throws: TableFault(place: place, kind: .tooManyRows(limit: 1_048_576))) {
      try reader.next()
    }
    #expect(try reader.next() == nil)
  }

  @Test func `cannot be opened`() throws {
    #expect(
      throws: TableFault(
        place: TablePlace(file: "none.csv"), kind: .cannotOpen("No such file or directory"))
    ) { try TableReader(TableSource(path: "/nowhere/none.csv")) }
  }
}
