/// The decimal digits of a number as a workbook stores it.
///
/// Programs write a binary number with up to 17 digits (`0.10000000000000001`), a spreadsheet shows
/// 15 at most: the rest is noise. Whole numbers are left as they are, since identifiers may be long.
enum NumberDigits {
  /// Digits that a number with a fraction has at most.
  static let significant = 15

  /// The digits as `Cell.shown` gives them; nil when the text is no number.
  static func of(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { of($0) }
  }

  private static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard !bytes.isEmpty, bytes.count <= 400 else { return nil }
    var index = 0
    var isNegative = false
    if bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
      isNegative = bytes[0] == UInt8(ascii: "-")
      index = 1
    }
    var digits: [UInt8] = []
    var count = 0
    var fraction = 0
    var hasPoint = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        count += 1
        if hasPoint { fraction += 1 }
        if byte != UInt8(ascii: "0") || !digits.isEmpty { digits.append(byte) }
      } else {
        break
      }
      index += 1
    }
    guard count > 0 else { return nil }
    var exponent = 0
    if index < bytes.count {
      guard bytes[index] | 0x20 == UInt8(ascii: "e"),
        let said = Int(String(decoding: bytes[(index + 1)...], as: UTF8.self)), abs(said) <= 400
      else { return nil }
      exponent = said
      hasPoint = true
    }
    if digits.isEmpty { return "0" }
    let sign = isNegative ? "-" : ""
    guard hasPoint else { return sign + String(decoding: digits, as: UTF8.self) }
    // The value is 0.DIGITS times ten to the power of `point`.
    var point = digits.count - fraction + exponent
    if digits.count > significant { round(&digits, &point) }
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return sign + written(digits, point)
  }

  /// Rounds half up to 15 digits.
  private static func round(_ digits: inout [UInt8], _ point: inout Int) {
    let isUp = digits[significant] >= UInt8(ascii: "5")
    digits.removeLast(digits.count - significant)
    guard isUp else { return }
    for index in digits.indices.reversed() {
      if digits[index] < UInt8(ascii: "9") {
        digits[index] += 1
        return
      }
      digits[index] = UInt8(ascii: "0")
    }
    digits.insert(UInt8(ascii: "1"), at: 0)
    point += 1
  }

  private static func written(_ digits: [UInt8], _ point: Int) -> String {
    func text(_ slice: ArraySlice<UInt8>) -> String { String(decoding: slice, as: UTF8.self) }
    if point > 21 || point < -14 {
      let tail = digits.count > 1 ? "." + text(digits[1...]) : ""
      return text(digits[..<1]) + tail + "E" + (point > 0 ? "+" : "") + String(point - 1)
    }
    if point <= 0 { return "0." + String(repeating: "0", count: -point) + text(digits[...]) }
    if point >= digits.count {
      return text(digits[...]) + String(repeating: "0", count: point - digits.count)
    }
    return text(digits[..<point]) + "." + text(digits[point...])
  }
}
