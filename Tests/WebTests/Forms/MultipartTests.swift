import Testing

@testable import Web

/// Forms with files, as browsers send them and as nobody should.
@Suite struct `A form with files` {
  private static let type = "multipart/form-data; boundary=\"b'1\""
  private static let file = "Content-Disposition: form-data; name=\"f\"; filename=\"a.csv\"\r\n"
  private static let whole =
    "--b'1\r\nContent-Disposition: form-data; name=\"nonce\"\r\n\r\nÄ b\r\nc\r\n--b'1\r\n\(file)"
    + "Content-Type: text/csv\r\n\r\n1\r\n--b'\r\n2\r\n--b'1--\r\n"

  @Test func `gives its fields and its files`() throws {
    let read = try Multipart(Array(Self.whole.utf8), type: Self.type)
    #expect(read.fields.map(\.name) == ["nonce"])
    #expect(read.fields.map(\.value) == ["Ä b\r\nc"])
    #expect(read.files == [UploadedFile(name: "a.csv", bytes: Array("1\r\n--b'\r\n2".utf8))])
    let empty = Self.whole.replacing("a.csv", with: "").replacing("1\r\n--b'\r\n2", with: "")
    #expect(try Multipart(Array(empty.utf8), type: Self.type).files == [])
    let bytes = (0...255).map { UInt8($0) } + [0x0D, 0x0D, 0x0A, 0x2D, 0x2D]
    let binary = Array("--x\r\n\(Self.file)\r\n".utf8) + bytes + Array("\r\n--x--".utf8)
    #expect(try Multipart(binary, type: "multipart/form-data;boundary=x").files[0].bytes == bytes)
  }

  static let damaged: [(String, String, MultipartFault)] = [
    (whole, "text/plain", .noBoundary),
    (whole, "multipart/form-data", .noBoundary),
    (whole, "multipart/form-data; boundary=", .noBoundary),
    (whole, "multipart/form-data; boundary=a\u{E4}", .noBoundary),
    (whole, "multipart/form-data; boundary=a; boundary=b", .noBoundary),
    (whole, "multipart/form-data; boundary=\(String(repeating: "a", count: 71))", .noBoundary),
    ("", type, .notBegun),
    ("x" + whole, type, .notBegun),
    ("--b'1", type, .cut),
    ("--b'1\r\n", type, .cut),
    ("--b'1\n" + whole, type, .badLine),
    ("--b'1x" + whole, type, .badLine),
    (whole + "more", type, .badLine),
    ("--b'1\r\n" + String(repeating: "a", count: 5_000), type, .badHeader),
    ("--b'1\r\nno colon\r\n\r\n\r\n--b'1--", type, .badHeader),
    ("--b'1\r\nX: y\r\n\r\n\r\n--b'1--", type, .noName),
    ("--b'1\r\nContent-Disposition: form-data\r\n\r\n\r\n--b'1--", type, .noName),
    ("--b'1\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n\r\n--b'1--", type, .noName),
    ("--b'1\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--b'1--", type, .badHeader),
    ("--b'1\r\nContent-Disposition: form-data; name=\"a\r\n\r\n\r\n--b'1--", type, .badHeader),
    (
      "--b'1\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n\r\n--b'1--", type,
      .badHeader
    ),
    (
      String(
        repeating: "--b'1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n", count: 51)
        + "--b'1--", type, .tooManyParts
    ),
  ]

  @Test(arguments: damaged.indices)
  func `that is damaged is refused`(place: Int) {
    let (body, type, fault) = Self.damaged[place]
    #expect(throws: fault) { try Multipart(Array(body.utf8), type: type) }
  }

  @Test func `that is cut anywhere or has a byte changed never does harm`() throws {
    let whole = Array(Self.whole.utf8)
    for length in 0..<(whole.count - 2) {
      #expect(throws: MultipartFault.self) {
        try Multipart(Array(whole.prefix(length)), type: Self.type)
      }
    }
    for place in whole.indices {
      for byte in [0, 0x0D, 0x22, 0xFF] as [UInt8] {
        var other = whole
        other[place] = byte
        let read = try? Multipart(other, type: Self.type)
        #expect((read?.fields.count ?? 0) + (read?.files.count ?? 0) <= 2)
      }
    }
  }

  @Test func `has file names that are no paths`() {
    for (given, shown) in [
      ("../../etc/passwd", "passwd"), ("C:\\Users\\a\\b c.xlsx", "b c.xlsx"), ("..", "file"),
      ("", "file"), ("/", "file"), ("a\u{0}\u{202E}b\n.csv", "ab.csv"),
      (String(repeating: "x", count: 300), String(repeating: "x", count: 120)),
    ] { #expect(UploadedFile(name: given, bytes: []).name == shown) }
  }
}
