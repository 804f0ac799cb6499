package import Outcomes

/// One measure in a line of a list, drawn over the whole range of the instrument, so that lines can
/// be compared.
///
/// The last value stands beside it.
package struct SVGSmallChart: Sendable {
  package var points: [(day: Day, value: Rational)]
  package var range: ClosedRange<Rational>
  package var first: Day
  package var last: Day
  package var longestGap: Int
  /// Values with a line of their own; empty: the ends of the range have one.
  package var lines: [Rational] = []

  package static let width = 120
  package static let height = 36
  private static let edge = Rational(4)

  package init(
    points: [(day: Day, value: Rational)], range: ClosedRange<Rational>, first: Day, last: Day,
    longestGap: Int
  ) {
    self.points = points
    self.range = range
    self.first = first
    self.last = last
    self.longestGap = longestGap
  }

  /// Decorates the value in words beside it, and is hidden from screen readers.
  package var markup: SVGMarkup {
    var svg = SVGMarkup()
    let time = SVGTimeScale(
      first: first, last: last, left: Self.edge,
      width: Rational(Self.width) - Self.edge * Rational(2))
    let scale = SVGValueScale(
      from: range.lowerBound, to: range.upperBound, step: range.upperBound - range.lowerBound,
      top: Self.edge, height: Rational(Self.height) - Self.edge * Rational(2))
    svg.open(
      "svg",
      [
        "class": "small-chart", "viewBox": "0 0 \(Self.width) \(Self.height)",
        "width": "\(Self.width)", "height": "\(Self.height)", "aria-hidden": "true",
      ])
    let floor = scale.top + scale.height
    for end in lines.isEmpty ? [scale.top, floor] : [] {
      svg.line("axis", time.left, end, time.left + time.width, end)
    }
    for value in lines {
      let y = scale.y(value)
      svg.line(
        value.isZero ? "zero" : value == .one ? "response" : "reference", time.left, y,
        time.left + time.width, y)
    }
    let shown = points.filter { $0.day >= first && $0.day <= last }
      .map { point in
        let value = point.value.clamped(range.lowerBound, range.upperBound)
        return (day: point.day, x: time.x(point.day), y: scale.y(value))
      }
    for (before, after) in zip(shown, shown.dropFirst()) where after.day - before.day <= longestGap
    {
      svg.line("series s0", before.x, before.y, after.x, after.y)
    }
    for (position, point) in shown.enumerated() {
      let isLast = position == shown.count - 1
      svg.element(
        "circle",
        [
          "class": "mark s0", "cx": .number(point.x), "cy": .number(point.y),
          "r": isLast ? "3" : "1.5",
        ])
    }
    svg.close("svg")
    return svg
  }
}
