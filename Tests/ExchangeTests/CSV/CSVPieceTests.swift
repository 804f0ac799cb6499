import Exchange
import Testing

/// How the bytes of a file are cut into pieces must change nothing.
@Suite struct CSVPieceTests {
  static let tricky: [UInt8] =
    Array("\u{FEFF}\"na\"\"me, x\",b\r\nÅ🧠,\"神\"\"\r\n\"\"経\"\r\n,\n\"\",\"\"\r\n".utf8)
    + Array("1,2,3\n\r\n4\r5,6\n\"7\"8,9\nx\"y,z\n\0,é\n".utf8)
    + [0xE9, 0x2C, 0x0A, 0x2C, 0xE2, 0x82, 0x0D, 0x0A]
    + Array("10,\"11,\"\r\n\r\n12,\"".utf8)

  @Test func `every cut in two gives the same`() throws {
    let expected = try CSVReading(Self.tricky, pieces: Self.tricky.count)
    #expect(expected.records == ["2: Å🧠|神\"\r\n\"経", "14: 10|11,"])
    #expect(expected.emptyRows == 4)
    let places = expected.faults.map { String($0.prefix { $0 != ":" }) }
    #expect(
      places == [
        "line 6", "line 8, column 1 (na\"me, x)", "line 9, column 1 (na\"me, x)",
        "line 10, column 1 (na\"me, x)", "line 11, column 1 (na\"me, x)",
        "line 12, column 1 (na\"me, x)", "line 13, column 2 (b)",
        "line 16, column 2 (b)",
      ])
    for cut in 0...Self.tricky.count {
      var pieces = [Array(Self.tricky[..<cut]), [], Array(Self.tricky[cut...])]
      let reading = try CSVReading { pieces.isEmpty ? nil : pieces.removeFirst() }
      #expect(reading == expected, "cut before byte \(cut)")
    }
  }

  @Test func `pieces of any one length give the same`() throws {
    let expected = try CSVReading(Self.tricky, pieces: Self.tricky.count)
    for size in 1..<Self.tricky.count {
      #expect(try CSVReading(Self.tricky, pieces: size) == expected, "pieces of \(size)")
    }
  }
}
