/// The bytes that have a meaning in a CSV file.
enum CSVByte {
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let comma: UInt8 = 0x2C
}

/// What a byte may mean to the reader.
///
/// Unquoted text runs up to the first class above `ordinary`, quoted text up to the first one above
/// `carriageReturn`.
enum CSVByteClass {
  static let ordinary: UInt8 = 0
  static let separator: UInt8 = 1
  static let carriageReturn: UInt8 = 2
  static let lineFeed: UInt8 = 3
  static let quote: UInt8 = 4
  static let nul: UInt8 = 5
  static let notASCII: UInt8 = 6

  /// The class of each of the 256 bytes.
  static func table(_ dialect: CSVDialect) -> [UInt8] {
    var table = [UInt8](repeating: ordinary, count: 256)
    for byte in 0x80...0xFF { table[byte] = notASCII }
    table[0] = nul
    table[Int(dialect.separator)] = separator
    table[Int(CSVByte.lineFeed)] = lineFeed
    table[Int(CSVByte.carriageReturn)] = carriageReturn
    table[Int(CSVByte.quote)] = quote
    return table
  }
}
