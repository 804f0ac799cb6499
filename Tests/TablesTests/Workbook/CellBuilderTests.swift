import Testing

@testable import Tables

@Suite struct `Cells being built` {
  @Test func `have no more text in a row than any spreadsheet`() throws {
    let builder = CellBuilder(strings: [], formats: [], from1904: false)
    let mebibyte = String(repeating: "x", count: 1 << 20)
    func add() throws -> Cell {
      builder.begin(type: "str", style: nil)
      builder.start("v", [:])
      builder.text(mebibyte)
      builder.end("v")
      return try builder.finish()
    }
    builder.beginRow()
    for _ in 0..<16 { #expect(try add().shown.utf8.count == 1 << 20) }
    #expect(throws: PartFault.damaged) { try add() }
    builder.beginRow()
    #expect(try add().kind == .text)
  }
}
