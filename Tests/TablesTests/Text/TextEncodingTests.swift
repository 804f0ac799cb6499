import Tables
import Testing

@Suite struct `Letters of text files` {
  private static let text = "id;Größe\r\n1;€ Łódź 🙂\r\n"

  private static func utf16(_ text: String, bigEndian: Bool, mark: Bool = true) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return bigEndian ? pair : pair.reversed()
    }
  }

  @Test(arguments: [
    Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8),
    utf16(text, bigEndian: false), utf16(text, bigEndian: true),
  ])
  func `are read by their mark or as UTF-8`(_ bytes: [UInt8]) throws {
    #expect(
      try Reading.rows(bytes).map { $0.cells.map(\.shown) } == [
        ["id", "Größe"], ["1", "€ Łódź 🙂"],
      ])
  }

  @Test(arguments: [false, true])
  func `in UTF-16 without a mark are read when that is said`(_ bigEndian: Bool) throws {
    let bytes = Self.utf16("id;ä", bigEndian: bigEndian, mark: false)
    #expect(try Reading.rows(bytes, TableOptions(encoding: .utf16)).first?[1].shown == "ä")
    #expect(
      try Reading.refusal(bytes)
        == "t: the file looks like UTF-16 and has no mark at its beginning. Write encoding: utf-16 "
        + "into the mapping, or save as UTF-8.")
  }

  @Test func `of one byte are read when that is said`() throws {
    let bytes: [UInt8] = [0x80, 0x2C, 0x8A, 0x2C, 0x93, 0x2C, 0xA4, 0x2C, 0xE4, 0x2C, 0xFF]
    let windows = try Reading.rows(bytes, TableOptions(encoding: .windows1252)).first
    #expect(windows?.cells.map(\.shown) == ["€", "Š", "“", "¤", "ä", "ÿ"])
    let latin: [UInt8] = [
      0xA4, 0x2C, 0xA6, 0x2C, 0xA8, 0x2C, 0xB4, 0x2C, 0xB8, 0x2C, 0xBC, 0x2C, 0xBD,
    ]
    let latin9 = try Reading.rows(
      latin + [0x2C, 0xBE, 0x2C, 0xA0, 0x2C, 0xE4], TableOptions(encoding: .latin9))
    #expect(
      latin9.first?.cells.map(\.shown)
        == ["€", "Š", "š", "Ž", "ž", "Œ", "œ", "Ÿ", "\u{A0}", "ä"])
  }

  @Test func `that are not UTF-8 are refused with the letter and the option`() throws {
    #expect(
      try Reading.refusal(Array("id,name\n1,M".utf8) + [0xFC] + Array("ller\n".utf8))
        == "t, row 2, column B: byte 0xFC (byte 12 of the file) is not UTF-8; in Windows-1252 it is "
        + "the letter ü. Write encoding: windows-1252 (or latin-9) into the mapping if that is "
        + "right, or save as UTF-8.")
    #expect(
      try Reading.refusal(Array("id\n1".utf8) + [0xC3])
        == "t, row 2, column A: byte 0xC3 (byte 5 of the file) is not UTF-8; in Windows-1252 it is "
        + "the letter Ã. Write encoding: windows-1252 (or latin-9) into the mapping if that is "
        + "right, or save as UTF-8.")
    #expect(
      try Reading.refusal(Array("id\n1".utf8) + [0xE2, 0x82])
        == "t, row 2, column A: byte 0xE2 (byte 5 of the file) is not UTF-8. Save the file as UTF-8, "
        + "or write its encoding: into the mapping.")
  }

  @Test(arguments: [
    (TextEncoding.windows1252, [0x61, 0x81], UInt8(0x81), 2),
    (.latin9, [0x61, 0x93], 0x93, 2),
    (.utf16, [0xFF, 0xFE, 0x61, 0x00, 0x3D, 0xD8, 0x61, 0x00], 0x3D, 5),
    (.utf16, [0xFF, 0xFE, 0x61, 0x00, 0x62], 0x62, 5),
  ])
  func `that mean nothing in the encoding that was said are refused`(
    _ encoding: TextEncoding, _ bytes: [UInt8], _ found: UInt8, _ position: Int
  ) throws {
    #expect(
      try Reading.fault(bytes, TableOptions(encoding: encoding))
        == .notInEncoding(encoding, byte: found, position: position))
  }

  @Test func `across two pieces of the file are one letter`() throws {
    for length in [65_533, 65_534, 65_535, 65_536] {
      let text = String(repeating: "x", count: length) + "🙂,ä"
      let cells = try Reading.rows(Array(text.utf8)).first?.cells
      #expect(cells?.last?.shown == "ä")
      #expect(cells?.first?.shown.hasSuffix("x🙂") == true)
    }
  }
}
