/// Well-formed UTF-8 as in table 3-7 of the Unicode Standard.
enum UTF8Check {
  enum Sequence {
    case complete(length: Int)
    /// The bytes end inside a sequence that is right so far.
    case cut
    case invalid
  }

  /// The first place from there on that is zero or no letter of ASCII; the end when there is none.
  static func plain(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // A bit 7 is set where a byte is not ASCII, or (by the borrow) where one is zero.
      if (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 != 0 { break }
      index += 8
    }
    while index < bytes.count, bytes[index] != 0, bytes[index] < 0x80 { index += 1 }
    return index
  }

  /// What begins at that place, a byte above ASCII.
  static func sequence(_ bytes: UnsafeRawBufferPointer, at start: Int) -> Sequence {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[start] {
    case 0x00...0x7F: return .complete(length: 1)
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return .invalid  // not our enum
    }
    for offset in 1..<length {
      guard start + offset < bytes.count else { return .cut }
      let allowed = offset == 1 ? second : 0x80...0xBF
      guard allowed.contains(bytes[start + offset]) else { return .invalid }
    }
    return .complete(length: length)
  }
}
