/// Text that a spreadsheet would run as a formula when it opens a file.
enum SpreadsheetFormula {
  /// Whether a cell begins like a formula: with an ASCII character of OWASP ASVS 5.0 requirement
  /// 1.2.10, a carriage return, or a full-width form that East Asian versions read as ASCII.
  static func begins(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch bytes.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0:
      return true
    case 0xEF where bytes.count >= 3 && bytes[1] == 0xBC:
      // U+FF1D, U+FF0B, U+FF0D and U+FF20 in UTF-8.
      return [0x9D, 0x8B, 0x8D, 0xA0].contains(bytes[2])
    default:  // not our enum
      return false
    }
  }
}
