/// A QR code (ISO/IEC 18004) of bytes, with error correction of level M, in the smallest of the
/// versions 1 to 10 that holds them: at most 213 bytes.
struct QRCode {
  /// Of level M, by version from 1.
  private static let correctionLengths = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26]
  private static let blockCounts = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5]
  private static let codewordCounts = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346]

  let version: Int
  /// Dark modules are true; row by row.
  let modules: [[Bool]]

  /// - Parameter mask: of the eight, which one; nil: the one that reads best.
  /// - Returns: nil: there are too many bytes.
  init?(_ bytes: [UInt8], mask: Int? = nil) {
    guard let version = (1...10).first(where: { Self.capacity($0) >= bytes.count }) else {
      return nil
    }
    self.version = version
    let codewords = Self.interleaved(Self.data(bytes, version), version)
    let blank = QRMatrix(version: version)
    let drawn = (0..<8).filter { mask == nil || mask == $0 }.map {
      blank.filled(with: codewords, mask: $0)
    }
    guard let best = drawn.min(by: { $0.penalty < $1.penalty }) else { return nil }
    modules = best.modules
  }

  private static func dataLength(_ version: Int) -> Int {
    codewordCounts[version - 1] - correctionLengths[version - 1] * blockCounts[version - 1]
  }

  /// In bytes: what the kind and the length take does not count.
  private static func capacity(_ version: Int) -> Int {
    dataLength(version) - (version < 10 ? 2 : 3)
  }

  /// Kind, length and bytes, filled up to what the version holds.
  private static func data(_ bytes: [UInt8], _ version: Int) -> [UInt8] {
    var bits: [Bool] = []
    func append(_ value: Int, _ count: Int) {
      for place in (0..<count).reversed() { bits.append(value >> place & 1 == 1) }
    }
    append(0b0100, 4)
    append(bytes.count, version < 10 ? 8 : 16)
    for byte in bytes { append(Int(byte), 8) }
    append(0, 4)
    var words = stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    var isFirst = true
    while words.count < dataLength(version) {
      words.append(isFirst ? 0xEC : 0x11)
      isFirst.toggle()
    }
    return words
  }

  /// Split into blocks, each with its correction; then one codeword of each block in turn.
  private static func interleaved(_ data: [UInt8], _ version: Int) -> [UInt8] {
    let count = blockCounts[version - 1]
    let correction = correctionLengths[version - 1]
    let short = data.count / count
    let long = data.count % count
    var blocks: [[UInt8]] = []
    var start = 0
    for number in 0..<count {
      let length = number < count - long ? short : short + 1
      blocks.append(Array(data[start..<start + length]))
      start += length
    }
    let corrections = blocks.map { ReedSolomon.remainder(of: $0, count: correction) }
    let words = (0...short).flatMap { place in
      blocks.compactMap { place < $0.count ? $0[place] : nil }
    }
    return words + (0..<correction).flatMap { place in corrections.map { $0[place] } }
  }
}
