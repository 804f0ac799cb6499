package import Outcomes

// Numbers and dates, written digit by digit.
extension CSVWriter {
  /// A whole number.
  package mutating func number(_ value: Int) { number(scaled: Int64(value), places: 0) }

  /// A decimal: `value` divided by ten to the power of `places`, so that 720 with 2 is `7.20`.
  ///
  /// - Parameters:
  ///   - places: digits after the point, 0 to 18.
  ///   - trimmed: leave out zeros at the end, and a point with nothing behind it.
  package mutating func number(scaled value: Int64, places: Int, trimmed: Bool = false) {
    precondition((0...18).contains(places), "a scaled number has 0 to 18 places")
    buffer.reserve(2 * Self.longestNumber)
    let start = buffer.base + buffer.count
    if places == 0, 0..<100 ~= value {
      let (tens, ones) = UInt8(value).quotientAndRemainder(dividingBy: 10)
      let length = tens > 0 ? 2 : 1
      start[0] = UInt8(ascii: "0") + tens
      start[length - 1] = UInt8(ascii: "0") + ones
      return endField(length)
    }
    var (digits, left) = (value.magnitude, places)
    if trimmed {
      while left > 0, digits % 10 == 0 {
        digits /= 10
        left -= 1
      }
    }
    // From the last digit to the first, behind the place where they belong.
    let end = start + 2 * Self.longestNumber
    var first = end
    if left > 0 {
      for _ in 0..<left { Self.writeLastDigit(of: &digits, before: &first) }
      first -= 1
      first.pointee = UInt8(ascii: ".")
    }
    repeat { Self.writeLastDigit(of: &digits, before: &first) } while digits > 0
    if value < 0 {
      first -= 1
      first.pointee = UInt8(ascii: "-")
    }
    start.update(from: first, count: end - first)
    endField(end - first)
  }

  /// A sign, 20 digits and a point, and the comma behind them.
  private static var longestNumber: Int { 24 }

  @inline(__always)
  private static func writeLastDigit(
    of digits: inout UInt64, before place: inout UnsafeMutablePointer<UInt8>
  ) {
    place -= 1
    place.pointee = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digits % 10)
    digits /= 10
  }

  /// A date, `YYYY-MM-DD`.
  package mutating func date(_ day: Day) {
    buffer.reserve(11)
    let place = day.number & 7
    let date = dates.base + 10 * place
    if days[place] != day.number {
      day.writeISO(to: date)
      days[place] = day.number
    }
    (buffer.base + buffer.count).update(from: date, count: 10)
    endField(10)
  }
}
