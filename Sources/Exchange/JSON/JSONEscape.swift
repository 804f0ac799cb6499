/// What begins with `\` in a JSON text.
enum JSONEscape {
  private static let signs: [UInt8: UInt8] = [
    UInt8(ascii: "\""): 34, UInt8(ascii: "\\"): 92, UInt8(ascii: "/"): 47, UInt8(ascii: "b"): 8,
    UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
  ]

  /// How many bytes it has, two halves of one letter together; 0: it is none.
  static func length(_ bytes: UnsafeBufferPointer<UInt8>) -> Int { read(bytes)?.length ?? 0 }

  /// The letter that it stands for; nil: none.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    guard bytes.count >= 2 else { return nil }
    if let sign = signs[bytes[1]] { return (Unicode.Scalar(sign), 2) }
    guard let first = unit(bytes, at: 0) else { return nil }
    if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    // Half of a letter beyond the first 65,536: the other half follows.
    guard (0xD800...0xDBFF).contains(first), let second = unit(bytes, at: 6),
      (0xDC00...0xDFFF).contains(second)
    else { return nil }
    let code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    return Unicode.Scalar(code).map { ($0, 12) }
  }

  /// The four figures after `\u`.
  private static func unit(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt32? {
    guard bytes.count >= start + 6, bytes[start] == UInt8(ascii: "\\"),
      bytes[start + 1] == UInt8(ascii: "u")
    else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start + 2..<start + 6] {
      guard byte < 0x80, let figure = Character(Unicode.Scalar(byte)).hexDigitValue else {
        return nil
      }
      value = value << 4 + UInt32(figure)
    }
    return value
  }
}

extension JSONTape {
  /// What a text says, or how anything else is written.
  package func string(_ node: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String {
    let range = nodes[node].start..<nodes[node].end
    guard nodes[node].isEscaped else { return String(decoding: bytes[range], as: UTF8.self) }
    var scalars = String.UnicodeScalarView()
    var rest = UnsafeBufferPointer(rebasing: bytes[range])
    while let slash = rest.firstIndex(of: UInt8(ascii: "\\")) {
      scalars.append(contentsOf: String(decoding: rest[..<slash], as: UTF8.self).unicodeScalars)
      rest = UnsafeBufferPointer(rebasing: rest[slash...])
      guard let (scalar, length) = JSONEscape.read(rest) else { break }
      scalars.append(scalar)
      rest = UnsafeBufferPointer(rebasing: rest[length...])
    }
    scalars.append(contentsOf: String(decoding: rest, as: UTF8.self).unicodeScalars)
    return String(scalars)
  }
}
