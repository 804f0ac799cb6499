import Outcomes

/// The frame of a small plot: weeks to the right, a value upwards.
struct SVGPlot {
  static let (width, height) = (560, 270)
  private static let (left, right, top, bottom) = (46, 128, 14, 226)

  let weeks: Int
  let values: SVGValueScale

  init(weeks: Int, values: ClosedRange<Rational>, step: Rational) {
    self.weeks = max(weeks, 1)
    self.values = SVGValueScale(
      from: values.lowerBound, to: values.upperBound, step: step, top: Rational(Self.top),
      height: Rational(Self.bottom - Self.top))
  }

  static var end: Rational { Rational(width - right) }
  static var begin: Rational { Rational(left) }

  /// Of a day since the first dose.
  func x(_ day: Rational) -> Rational {
    Self.begin + (Self.end - Self.begin) * day / Rational(weeks * 7)
  }

  func y(_ value: Rational) -> Rational { values.y(value) }

  /// Lines, ticks and what they stand for.
  func open(_ title: String, value: (Rational) -> String, into svg: inout SVGMarkup) {
    svg.open(
      "svg",
      [
        "class": "plot", "viewBox": "0 0 \(Self.width) \(Self.height)", "role": "img",
        "aria-label": .text(title), "xmlns": "http://www.w3.org/2000/svg",
      ])
    for tick in values.ticks {
      svg.line("grid", Self.begin, y(tick), Self.end, y(tick))
      svg.write(
        value(tick), "tick", x: Self.begin - Rational(8), y: y(tick) + Rational(4), anchor: "end")
    }
    let step = weeks <= 26 ? weeks <= 14 ? 2 : 6 : weeks <= 56 ? 8 : 26
    for week in stride(from: 0, through: weeks, by: step) {
      svg.write(
        "\(week)", "tick", x: x(Rational(week * 7)), y: Rational(Self.bottom + 20),
        anchor: "middle")
    }
    svg.write(
      "weeks since the first dose", "tick", x: (Self.begin + Self.end) / 2,
      y: Rational(Self.bottom + 38), anchor: "middle")
  }

  /// Names at the right ends of lines, moved apart where they would cover each other.
  func write(_ names: [(text: String, kind: String, y: Rational)], into svg: inout SVGMarkup) {
    let gap = Rational(15)
    let sorted = names.sorted { $0.y < $1.y }
    var places: [Rational] = []
    for name in sorted { places.append(max(name.y, places.last.map { $0 + gap } ?? name.y)) }
    let over = (places.last ?? .zero) - Rational(Self.bottom)
    if over > .zero {
      // From below upwards, so that the lowest stays in the picture.
      var limit = Rational(Self.bottom)
      for place in places.indices.reversed() {
        places[place] = min(places[place], limit)
        limit = places[place] - gap
      }
    }
    for (name, y) in zip(sorted, places) {
      svg.write(name.text, name.kind, x: Self.end + Rational(6), y: y + Rational(4))
    }
  }
}
