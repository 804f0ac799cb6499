internal import Outcomes

/// A change in meaningful changes, as a small bar from 0 and its figure, at the right of a row.
struct SVGChange {
  let value: Rational
  /// The middle of the row.
  let middle: Rational

  private static let zero = Rational(836)
  /// One meaningful change; two of them end before the figure at the right.
  private static let unit = Rational(32)
  private static let right = Rational(956)
  /// The line at a half has no name: it stands between two figures that have.
  static let ticks: [(value: Rational, name: String?)] = [
    (-.one, "\u{2212}1"), (.zero, "0"), (.half, nil), (.one, "1"),
  ]

  static func x(_ value: Rational) -> Rational {
    zero + unit * value.clamped(Rational(-2), Rational(2))
  }

  func draw(into svg: inout SVGMarkup) {
    for tick in Self.ticks {
      let x = Self.x(tick.value)
      svg.line(
        tick.value.isZero ? "change-zero" : "change-tick", x, middle - Rational(10), x,
        middle + Rational(10))
    }
    let (from, to) = (Self.x(min(value, .zero)), Self.x(max(value, .zero)))
    if !value.isZero {
      svg.rectangle(
        value.isNegative ? "change worse" : "change", x: from, y: middle - Rational(5),
        width: max(to - from, .one), height: Rational(10))
    }
    svg.write(
      Wording.signed(value, places: 2), "change-figure", x: Self.right, y: middle + Rational(5),
      anchor: "end")
  }
}
