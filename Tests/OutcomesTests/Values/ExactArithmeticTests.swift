import Testing

@testable import Outcomes

/// The fast ways through the arithmetic of fractions, against plain 128-bit arithmetic.
@Suite struct `Exact arithmetic` {
  /// A fraction as nobody reduced it.
  private struct Plain {
    var numerator: Int128
    var denominator: Int128

    init(_ value: Rational) {
      (numerator, denominator) = (Int128(value.numerator), Int128(value.denominator))
    }

    init(_ numerator: Int128, over denominator: Int128) {
      self.numerator = denominator < 0 ? -numerator : numerator
      self.denominator = denominator < 0 ? -denominator : denominator
    }
  }

  private static func isExactly(_ value: Rational, _ plain: Plain) -> Bool {
    let (numerator, denominator) = (Int128(value.numerator), Int128(value.denominator))
    var (x, y) = (numerator.magnitude, denominator.magnitude)
    while y != 0 { (x, y) = (y, x % y) }
    return denominator > 0 && x == 1
      && numerator * plain.denominator == plain.numerator * denominator
  }

  /// Values as scores, thresholds, means over up to three visits and several groups make them.
  private static func fraction(_ random: inout SeededGenerator) -> Rational {
    let denominators: [Int64] = [1, 1, 1, 2, 3, 4, 6, 7, 10, 12, 60, 100, 1000, 10_000, 99_991]
    let size: Int64 = [9, 99, 9_999, 999_999_999].randomElement(using: &random) ?? 9
    return Rational(
      Int64.random(in: -size...size, using: &random),
      over: denominators.randomElement(using: &random) ?? 1)
  }

  @Test func `sums, products and quotients of fractions are exact and in lowest terms`() {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<20_000 {
      let (a, b) = (Self.fraction(&random), Self.fraction(&random))
      let (x, y) = (Plain(a), Plain(b))
      let count = Int.random(in: 1...7, using: &random)
      let across = (x.numerator * y.denominator, y.numerator * x.denominator)
      let bottom = x.denominator * y.denominator
      var found = [
        (a + b, Plain(across.0 + across.1, over: bottom)),
        (a - b, Plain(across.0 - across.1, over: bottom)),
        (a * b, Plain(x.numerator * y.numerator, over: bottom)),
        (a / count, Plain(x.numerator, over: x.denominator * Int128(count))),
        (-a, Plain(-x.numerator, over: x.denominator)),
      ]
      if !b.isZero { found.append((a / b, Plain(across.0, over: across.1))) }
      #expect(found.allSatisfy { Self.isExactly($0.0, $0.1) }, "\(a) and \(b), \(count)")
      #expect((a < b) == (across.0 < across.1) && (a == b) == (across.0 == across.1))
    }
  }

  @Test func `a change is rounded and cut for showing as 128-bit arithmetic does`() {
    var random = SeededGenerator(seed: 28)
    for _ in 0..<20_000 {
      let value = Self.fraction(&random) / Int.random(in: 1...9, using: &random)
      let (top, bottom) = (Int128(value.numerator), Int128(value.denominator))
      let half = (top.magnitude * 2_000 + bottom.magnitude) / (bottom.magnitude * 2)
      #expect(Int128(value.scaled(3)) == (top < 0 ? -Int128(half) : Int128(half)), "\(value)")
      let change = value.clamped(Rational(-2), Rational(2))
      let shown = change.shownChange
      #expect((change < .half) == (shown < .half) || shown == .half, "\(change)")
      #expect((change < .one) == (shown < .one), "\(change)")
    }
  }
}
