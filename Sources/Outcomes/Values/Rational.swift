/// An exact fraction.
///
/// All scores, thresholds and changes are of this type, so that 10.0 s to 7.2 s is exactly 28 % and
/// no threshold is decided by rounding.
///
/// Inputs are limited to 9 digits with at most 4 after the point. Products are formed in 128 bits
/// and brought to lowest terms; a result that still passes 64 bits stops the program instead of
/// giving a wrong number. Only the mean of many shares of a baseline could come near: each adds up
/// to 7 digits to the denominator, and the library counts one per disease.
package struct Rational: Hashable, Sendable {
  /// In lowest terms.
  package let numerator: Int64
  /// Positive, in lowest terms.
  package let denominator: Int64

  package init(_ whole: Int) {
    self.numerator = Int64(whole)
    self.denominator = 1
  }

  /// A fraction in lowest terms; the denominator must not be zero.
  package init(_ numerator: Int64, over denominator: Int64) {
    if denominator == 1 {
      self.numerator = numerator
      self.denominator = 1
      return
    }
    precondition(denominator != 0, "a fraction needs a denominator")
    let divisor = Self.commonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int64 = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / Int64(divisor)
    self.denominator = sign * denominator / Int64(divisor)
  }

  /// Reads a decimal such as `-3`, `+2`, `7.25`, `.5` or `2.`: up to 9 digits, at most 4 after the
  /// point.
  ///
  /// The one reading of numbers, whoever typed or wrote them.
  ///
  /// - Parameter decimalComma: the text comes from where a comma is the decimal sign; a point is one
  ///   there as well.
  @specialized(where Text == String)
  @specialized(where Text == Substring)
  package init?<Text: StringProtocol>(decimal text: Text, decimalComma: Bool = false) {
    var value: Int64 = 0
    var scale: Int64 = 1
    var digits = 0
    var negative = false
    var seenPoint = false
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case 45 where index == 0: negative = true
      case 43 where index == 0: break
      case 46 where !seenPoint: seenPoint = true
      case 44 where decimalComma && !seenPoint: seenPoint = true
      case 48...57:
        digits += 1
        if seenPoint { scale *= 10 }
        guard digits <= 9, scale <= 10_000 else { return nil }
        value = value * 10 + Int64(byte - 48)
      default: return nil  // not our enum
      }
    }
    guard digits > 0 else { return nil }
    self.init(negative ? -value : value, over: scale)
  }

  /// Already in lowest terms, with a positive denominator.
  private init(lowest numerator: Int64, over denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  private init(wide numerator: Int128, over denominator: Int128) {
    if let numerator = Int64(exactly: numerator), let denominator = Int64(exactly: denominator) {
      self.init(numerator, over: denominator)
      return
    }
    let divisor = Int128(Self.commonDivisor(numerator.magnitude, denominator.magnitude))
    self.init(Int64(numerator / divisor), over: Int64(denominator / divisor))
  }

  package static let zero = Rational(0)
  package static let one = Rational(1)
  package static let half = Rational(1, over: 2)

  package var isZero: Bool { numerator == 0 }
  package var isNegative: Bool { numerator < 0 }
  package var magnitude: Rational { isNegative ? -self : self }

  private static func commonDivisor<Whole: UnsignedInteger>(_ a: Whole, _ b: Whole) -> Whole {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return x
  }
}

extension Rational: Comparable {
  package static func < (a: Rational, b: Rational) -> Bool {
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    let one = a.numerator.multipliedReportingOverflow(by: b.denominator)
    let other = b.numerator.multipliedReportingOverflow(by: a.denominator)
    return one.overflow || other.overflow
      ? product(a.numerator, b.denominator) < product(b.numerator, a.denominator)
      : one.partialValue < other.partialValue
  }

  package static func + (a: Rational, b: Rational) -> Rational {
    if a.denominator == b.denominator {
      return Rational(a.numerator + b.numerator, over: a.denominator)
    }
    let sum = product(a.numerator, b.denominator) + product(b.numerator, a.denominator)
    // A whole number and a fraction in lowest terms share no divisor.
    if a.denominator == 1 || b.denominator == 1 {
      return Rational(lowest: Int64(sum), over: max(a.denominator, b.denominator))
    }
    return Rational(wide: sum, over: product(a.denominator, b.denominator))
  }

  package static prefix func - (a: Rational) -> Rational {
    Rational(lowest: -a.numerator, over: a.denominator)
  }
  package static func - (a: Rational, b: Rational) -> Rational { a + -b }

  package static func * (a: Rational, b: Rational) -> Rational {
    quotient(a.numerator, b.numerator, over: a.denominator, b.denominator)
  }

  /// The divisor must not be zero.
  package static func / (a: Rational, b: Rational) -> Rational {
    quotient(a.numerator, b.denominator, over: a.denominator, b.numerator)
  }

  package static func / (a: Rational, b: Int) -> Rational {
    b == 1 ? a : quotient(a.numerator, 1, over: a.denominator, Int64(b))
  }

  /// A product over a product; in 64 bits where both fit there, as they nearly always do.
  @inline(__always)
  private static func quotient(
    _ a: Int64, _ b: Int64, over c: Int64, _ d: Int64
  ) -> Rational {
    let top = a.multipliedReportingOverflow(by: b)
    let bottom = c.multipliedReportingOverflow(by: d)
    return top.overflow || bottom.overflow
      ? Rational(wide: product(a, b), over: product(c, d))
      : Rational(top.partialValue, over: bottom.partialValue)
  }

  private static func product(_ a: Int64, _ b: Int64) -> Int128 { Int128(a) * Int128(b) }

  /// The mean of at least one value.
  package static func mean(_ values: some Collection<Rational>) -> Rational? {
    values.isEmpty ? nil : values.reduce(.zero, +) / values.count
  }

  /// Cut to a range.
  package func clamped(_ lower: Rational, _ upper: Rational) -> Rational {
    min(max(self, lower), upper)
  }
}

extension Rational {
  /// Rounded half away from zero to `places` decimals, all of them written: `1.50`, `-0.33`, `0.00`.
  package func decimal(_ places: Int) -> String {
    Self.text(scaled(places), places)
  }

  /// Like ``decimal(_:)`` without trailing zeros: `2`, `1.5`, `0.125`.
  package func plain(_ places: Int = 3) -> String {
    if denominator == 1 { return String(numerator) }
    var (rounded, places) = (scaled(places), places)
    while places > 0, rounded.isMultiple(of: 10) {
      rounded /= 10
      places -= 1
    }
    return Self.text(rounded, places)
  }

  /// A whole number whose last digits, so many, stand after the point.
  private static func text(_ number: Int64, _ places: Int) -> String {
    let sign = number < 0 ? "-" : ""
    guard places > 0 else { return sign + String(number.magnitude) }
    var unit: UInt64 = 1
    for _ in 0..<places { unit *= 10 }
    let (whole, rest) = number.magnitude.quotientAndRemainder(dividingBy: unit)
    // One more in front keeps the zeros at the beginning.
    return sign + String(whole) + "." + String(unit + rest).dropFirst()
  }
}

extension Rational {
  /// Times ten to the power of `places`, rounded half away from zero.
  package func scaled(_ places: Int) -> Int64 {
    var scale: Int64 = 1
    for _ in 0..<places { scale *= 10 }
    if denominator == 1 { return numerator * scale }
    let doubled = numerator.magnitude * UInt64(scale) * 2 + UInt64(denominator)
    let rounded = Int64(doubled / (UInt64(denominator) * 2))
    return isNegative ? -rounded : rounded
  }
}

extension Int {
  /// The number that a text is, where it is a whole one: `21`, `+21` and `21.0` are 21.
  package init?(whole text: some StringProtocol, decimalComma: Bool = false) {
    guard let number = Rational(decimal: text, decimalComma: decimalComma), number.denominator == 1
    else { return nil }
    self.init(number.numerator)
  }
}
