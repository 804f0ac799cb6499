import Outcomes
import Testing

@Suite struct RationalTests {
  @Test(
    arguments: [
      ("0", 0, 1), ("-0", 0, 1), ("7", 7, 1), ("-3", -3, 1), ("7.25", 29, 4), (".5", 1, 2),
      ("0.0001", 1, 10_000), ("-0.0001", -1, 10_000), ("123456789", 123_456_789, 1),
      ("12345.6789", 123_456_789, 10_000), ("007", 7, 1), ("10.0", 10, 1),
      ("+2", 2, 1), ("+7.25", 29, 4), ("2.", 2, 1), ("-0.0", 0, 1),
    ] as [(String, Int64, Int64)])
  func `a decimal is read exactly`(text: String, numerator: Int64, denominator: Int64) throws {
    let value = try #require(Rational(decimal: text))
    #expect(value.numerator == numerator)
    #expect(value.denominator == denominator)
  }

  @Test(
    arguments: [
      "", "-", ".", "-.", "+", "+.", "+-1", "1+", "--1", "1-", "1.2.3", "1,5", "1e3", " 1", "1 ",
      "0.00001",
      "1234567890", "12345.67891", "0x1", "nan", "inf", "½", "１",
    ])
  func `what is no decimal of nine digits, four after the point, is refused`(text: String) {
    #expect(Rational(decimal: text) == nil)
  }

  @Test(
    arguments: [
      ("7,25", 29, 4), ("7.25", 29, 4), (",5", 1, 2), ("2,", 2, 1), ("-3", -3, 1),
    ] as [(String, Int64, Int64)])
  func `a comma is the decimal sign only where that is said`(
    text: String, numerator: Int64, denominator: Int64
  ) {
    #expect(
      Rational(decimal: text, decimalComma: true) == Rational(numerator, over: denominator))
    if text.contains(",") { #expect(Rational(decimal: text) == nil) }
    for wrong in ["1,2,3", "1.234,5", "1,234.5", ","] {
      #expect(Rational(decimal: wrong, decimalComma: true) == nil)
    }
  }

  @Test(arguments: [
    ("21", 21), ("21.0", 21), ("+21", 21), ("21.", 21), ("-3", -3), ("0", 0), ("007", 7),
    ("999999999", 999_999_999),
  ])
  func `a whole number is read however it is written`(text: String, number: Int) {
    #expect(Int(whole: text) == number)
  }

  @Test(arguments: ["", "2.5", "x", "1e3", "1234567890", "21,0"])
  func `what is no whole number is refused`(text: String) {
    #expect(Int(whole: text) == nil)
  }

  @Test(
    arguments: [
      (1, 2, 0, "1"), (-1, 2, 0, "-1"), (1, 3, 2, "0.33"), (2, 3, 2, "0.67"), (-1, 3, 2, "-0.33"),
      (1, 200, 2, "0.01"), (-1, 200, 2, "-0.01"), (1, 201, 2, "0.00"), (-1, 201, 2, "0.00"),
      (999, 1000, 2, "1.00"), (3, 2, 2, "1.50"), (0, 1, 2, "0.00"), (5, 4, 1, "1.3"),
      (1249, 1000, 1, "1.2"), (49, 100, 0, "0"), (-49, 100, 0, "0"), (-2, 1, 0, "-2"),
    ] as [(Int64, Int64, Int, String)])
  func `a decimal is rounded half away from zero, and nothing is never negative`(
    numerator: Int64, denominator: Int64, places: Int, text: String
  ) {
    #expect(Rational(numerator, over: denominator).decimal(places) == text)
  }

  @Test(
    arguments: [
      (2, 1, "2"), (3, 2, "1.5"), (1, 8, "0.125"), (-1, 8, "-0.125"), (1, 3, "0.333"),
      (10, 1, "10"), (1, 10_000, "0"), (-1, 10_000, "0"), (100, 1, "100"), (201, 20, "10.05"),
      (99_996, 10_000, "10"), (-99_996, 10_000, "-10"),
    ] as [(Int64, Int64, String)])
  func `a plain number has no trailing zeros`(numerator: Int64, denominator: Int64, text: String) {
    #expect(Rational(numerator, over: denominator).plain() == text)
  }

  @Test(
    arguments: [
      (1, 2, 0, 1), (-1, 2, 0, -1), (49, 100, 0, 0), (7, 4, 4, 17_500), (-1, 3, 4, -3333),
      (1, 20_000, 4, 1), (1, 20_001, 4, 0), (5, 1, 3, 5000),
    ] as [(Int64, Int64, Int, Int64)])
  func `a scaled value is rounded half away from zero`(
    numerator: Int64, denominator: Int64, places: Int, scaled: Int64
  ) {
    #expect(Rational(numerator, over: denominator).scaled(places) == scaled)
  }

  @Test func `sums, products and comparisons agree with whole numbers over a common denominator`() {
    // Every value is a whole number of 2520ths, so integers decide.
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<20_000 {
      let (p, q) = (Int64(generator.from(1...10)), Int64(generator.from(1...10)))
      let (m, n) = (Int64(generator.from(-500...500)), Int64(generator.from(-500...500)))
      let (a, b) = (Rational(m, over: p), Rational(n, over: q))
      let (x, y) = (m * (2520 / p), n * (2520 / q))
      let holds =
        (a < b) == (x < y) && (a == b) == (x == y) && a + b == Rational(x + y, over: 2520)
        && a - b == Rational(x - y, over: 2520) && a * b == Rational(x * y, over: 2520 * 2520)
        && (n == 0 || a / b == Rational(x, over: y)) && a.magnitude == Rational(abs(x), over: 2520)
      guard holds else {
        Issue.record("\(m)/\(p) and \(n)/\(q) are calculated wrongly")
        return
      }
    }
  }

  @Test func `products beyond 64 bits are exact when their lowest terms fit`() {
    let small = Rational(1, over: 9_999_999_967)
    let large = Rational(9_999_999_967)
    #expect(small * large == 1)
    #expect(large / large == 1)
    #expect(small + small == Rational(2, over: 9_999_999_967))
    #expect(small < Rational(1, over: 9_999_999_966))
    #expect(Rational(999_999_999, over: 10_000) / Rational(999_999_998, over: 10_000) > 1)
    #expect(small / 900_000_000 < small)
  }

  @Test func `the sign is in the numerator and equal values are identical`() {
    #expect(Rational(1, over: -2) == Rational(-2, over: 4))
    #expect(Rational(1, over: -2).denominator == 2)
    #expect(Rational(0, over: -5) == 0)
    #expect(Rational(6, over: 4).hashValue == Rational(3, over: 2).hashValue)
  }

  @Test func `a mean is exact and there is none of nothing`() {
    #expect(Rational.mean([Rational]()) == nil)
    #expect(Rational.mean([1, 2, 2] as [Rational]) == Rational(5, over: 3))
  }

  @Test(arguments: [(-3, -2), (-2, -2), (-1, -1), (0, 0), (2, 2), (3, 2)])
  func `cutting keeps what is within`(value: Int, cut: Int) {
    #expect(Rational(value).clamped(-2, 2) == Rational(cut))
  }
}
