/// What the beginning of a text file shows: its encoding, and how long its mark is.
struct TextOpening {
  let encoding: TextEncoding
  let decoder: ByteDecoder
  /// Bytes of the mark.
  let mark: Int

  /// - Parameter start: the first bytes of the file, three at least where it has them.
  init(_ start: [UInt8], _ options: TableOptions, _ place: TablePlace) throws {
    let marked: (TextEncoding, ByteDecoder.Form, Int)? =
      if start.starts(with: [0xEF, 0xBB, 0xBF]) {
        (.utf8, .utf8, 3)
      } else if start.starts(with: [0xFF, 0xFE]) {
        (.utf16, .utf16(bigEndian: false), 2)
      } else if start.starts(with: [0xFE, 0xFF]) {
        (.utf16, .utf16(bigEndian: true), 2)
      } else {
        nil
      }
    if let (encoding, form, length) = marked {
      if let said = options.encoding, said != encoding {
        throw TableFault(place: place, kind: .markContradicts(said: said, mark: encoding))
      }
      self.encoding = encoding
      mark = length
      decoder = ByteDecoder(form, after: length)
      return
    }
    // A first letter of ASCII has a zero byte before or after it in UTF-16.
    let pairs = stride(from: 0, to: min(start.count, 16) - 1, by: 2)
    let isHalfZero =
      start.count > 1 && pairs.allSatisfy { (start[$0] == 0) != (start[$0 + 1] == 0) }
    if options.encoding == nil, isHalfZero {
      throw TableFault(place: place, kind: .utf16WithoutMark)
    }
    encoding = options.encoding ?? .utf8
    mark = 0
    decoder =
      switch encoding {
      case .utf8: ByteDecoder(.utf8)
      case .utf16: ByteDecoder(.utf16(bigEndian: start.first == 0))
      case .windows1252: ByteDecoder(.single(.windows1252))
      case .latin9: ByteDecoder(.single(.latin9))
      }
  }
}
