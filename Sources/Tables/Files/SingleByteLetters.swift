/// What the bytes 0x80 to 0xFF mean in an encoding of one byte per letter.
enum SingleByteLetters {
  case windows1252
  /// ISO 8859-15. Its control characters 0x80 to 0x9F stand in no text: where such a byte is found,
  /// the encoding is another one.
  case latin9

  /// The letter of a byte from 0x80; nil when the encoding has none there.
  subscript(byte: UInt8) -> Unicode.Scalar? {
    switch (self, byte) {
    case (.windows1252, 0x80...0x9F): return Self.windows[Int(byte) - 0x80]
    case (.latin9, 0x80...0x9F): return nil
    case (.latin9, 0xA4): return "€"
    case (.latin9, 0xA6): return "Š"
    case (.latin9, 0xA8): return "š"
    case (.latin9, 0xB4): return "Ž"
    case (.latin9, 0xB8): return "ž"
    case (.latin9, 0xBC): return "Œ"
    case (.latin9, 0xBD): return "œ"
    case (.latin9, 0xBE): return "Ÿ"
    case (.windows1252, _), (.latin9, _): return Unicode.Scalar(byte)
    }
  }

  /// 0x80 to 0x9F of Windows-1252, which has five gaps there.
  private static let windows: [Unicode.Scalar?] = [
    "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
    nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
  ]
}
