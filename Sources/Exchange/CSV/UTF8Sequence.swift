/// Well-formed UTF-8 as in table 3-7 of the Unicode Standard.
enum UTF8Sequence {
  /// The length of the sequence with which the bytes begin, 1 to 4; 0 when it is not well-formed.
  static func length(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let lead = bytes.first else { return 0 }
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0  // not our enum
    }
    guard bytes.count >= length, second.contains(bytes[1]) else { return 0 }
    for index in 2..<max(2, length) where !(0x80...0xBF).contains(bytes[index]) { return 0 }
    return length
  }

  /// Whether an ill-formed beginning looks like a letter of Latin-1 or Windows-1252.
  ///
  /// Those have one byte per letter. A byte followed by one of 0x80 to 0xBF is more likely damaged
  /// UTF-8.
  static func looksLikeLatin1(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count > 1 else { return true }
    return !(0x80...0xBF).contains(bytes[1])
  }
}
