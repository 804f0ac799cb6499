/// What is added to the codewords of a QR code, so that it can be read where a part is dirty
/// (ISO/IEC 18004): the remainder over the field of 256 elements with the polynomial 0x11D.
enum ReedSolomon {
  /// - Parameter count: of the codewords to add.
  static func remainder(of data: [UInt8], count: Int) -> [UInt8] {
    let divisor = divisor(count)
    var rest = [UInt8](repeating: 0, count: count)
    for byte in data {
      let factor = byte ^ rest.removeFirst()
      rest.append(0)
      for place in rest.indices { rest[place] ^= product(divisor[place], factor) }
    }
    return rest
  }

  /// The coefficients below the highest, of the product of (x - 1), (x - 2), (x - 4)
  /// and so on.
  private static func divisor(_ count: Int) -> [UInt8] {
    var coefficients = [UInt8](repeating: 0, count: count - 1) + [1]
    var root: UInt8 = 1
    for _ in 0..<count {
      for place in 0..<count {
        coefficients[place] = product(coefficients[place], root)
        if place + 1 < count { coefficients[place] ^= coefficients[place + 1] }
      }
      root = product(root, 2)
    }
    return coefficients
  }

  private static func product(_ one: UInt8, _ other: UInt8) -> UInt8 {
    var result = 0
    for bit in (0..<8).reversed() {
      result = (result << 1) ^ ((result >> 7) * 0x11D)
      result ^= ((Int(other) >> bit) & 1) * Int(one)
    }
    return UInt8(result & 0xFF)
  }
}
