import Tables

/// Tables of other programs.
extension FuzzedReader {
  /// The first byte chooses letters, separator and row of the header.
  static func readText(_ bytes: [UInt8]) throws -> Bool {
    let options = FuzzSeeds.textOptions
    let chosen = options[Int(bytes.first ?? 0) % options.count]
    return try FuzzSeeds.read(Array(bytes.dropFirst()), chosen) == nil
  }

  static func readBook(_ bytes: [UInt8]) throws -> Bool {
    try FuzzSeeds.read(bytes, FuzzSeeds.bookOptions) == nil
  }

  private static let parts = FuzzSeeds.book.allParts

  /// The first byte chooses the part of a sound workbook in whose place the others stand: what no
  /// change of a zip file reaches, because its checksum is wrong then.
  static func readPart(_ bytes: [UInt8]) throws -> Bool {
    var parts = parts
    parts[Int(bytes.first ?? 0) % parts.count].content = Array(bytes.dropFirst())
    return try readBook(try ZipFile.bytes(parts, packed: false))
  }
}
