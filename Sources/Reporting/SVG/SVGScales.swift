package import Outcomes

/// Maps days to horizontal positions, in proportion, so that unequal intervals look unequal.
package struct SVGTimeScale: Hashable, Sendable {
  package let first: Day
  package let last: Day
  package let left: Rational
  package let width: Rational

  package init(first: Day, last: Day, left: Rational, width: Rational) {
    self.first = first
    self.last = max(last, first + 1)
    self.left = left
    self.width = width
  }

  package func x(_ day: Day) -> Rational {
    left + width * Rational(Int64(day - first), over: Int64(last - first))
  }

  func holds(_ day: Day) -> Bool { day >= first && day <= last }

  /// First days of months or years, each with its label: as many as leave room between the labels,
  /// about seven months or ten years.
  var ticks: [(day: Day, label: String)] {
    let months =
      [1, 3, 6, 12, 24, 60, 120, 240].first { months in
        (last - first) / (months * 30) <= (months >= 12 ? 10 : 6)
      } ?? 480
    let year = first.civil.year
    let base = months >= 12 ? year - year % (months / 12) : year
    let steps = ((last.civil.year - base + 1) * 12) / months
    return (0...max(steps, 0)).compactMap { step in
      let offset = step * months
      guard let day = Day(year: base + offset / 12, month: offset % 12 + 1, day: 1), holds(day)
      else { return nil }
      return (day, months >= 12 ? String(day.iso.prefix(4)) : String(day.iso.prefix(7)))
    }
  }
}

/// Maps values to vertical positions; larger values are always higher up.
package struct SVGValueScale: Hashable, Sendable {
  package let low: Rational
  package let high: Rational
  package let step: Rational
  package let top: Rational
  package let height: Rational

  /// Covers the values in round steps without leaving the instrument's range: all of a short range,
  /// otherwise at least six meaningful changes, so that noise does not look like a change.
  init(
    _ values: [Rational], within range: ClosedRange<Rational>, change: Rational, top: Rational,
    height: Rational
  ) {
    var lowest = max(values.min() ?? range.lowerBound, range.lowerBound)
    var highest = min(values.max() ?? range.upperBound, range.upperBound)
    if range.upperBound - range.lowerBound <= Rational(24) {
      (lowest, highest) = (range.lowerBound, range.upperBound)
    } else if highest - lowest < change * Rational(6) {
      let missing = (change * Rational(6) - (highest - lowest)) / 2
      lowest = max(lowest - missing, range.lowerBound)
      highest = min(highest + missing, range.upperBound)
    }
    var step = Self.step(for: max(highest - lowest, Rational(1, over: 10)))
    if range.upperBound - range.lowerBound <= Rational(12), step < .one { step = .one }
    self.step = step
    low = max(Self.floor(lowest / step) * step, range.lowerBound)
    let raised = min(-Self.floor(-highest / step) * step, range.upperBound)
    high = raised > low ? raised : low + step
    self.top = top
    self.height = height
  }

  /// For a low row: what it shows and at least two and a half meaningful changes, within the range
  /// of the instrument, so that one of them is two fifths of the height at most.
  init(
    row values: [Rational], within range: ClosedRange<Rational>, change: Rational, top: Rational,
    height: Rational
  ) {
    var low = max(values.min() ?? range.lowerBound, range.lowerBound)
    var high = min(values.max() ?? range.upperBound, range.upperBound)
    let missing = change * Rational(5, over: 2) - (high - low)
    if missing > .zero {
      low = max(low - missing / 2, range.lowerBound)
      high = min(high + missing / 2, range.upperBound)
    }
    self.init(
      from: low, to: high > low ? high : low + .one, step: max(change, .one), top: top,
      height: height)
  }

  /// Fixed ends.
  init(from low: Rational, to high: Rational, step: Rational, top: Rational, height: Rational) {
    self.low = low
    self.high = high
    self.step = step
    self.top = top
    self.height = height
  }

  package func y(_ value: Rational) -> Rational {
    top + height * (high - value) / (high - low)
  }

  var ticks: [Rational] {
    var ticks: [Rational] = []
    var value = low
    while value <= high {
      ticks.append(value)
      value = value + step
    }
    return ticks
  }

  /// 1, 2 or 5 times a power of ten, for about five steps.
  private static func step(for span: Rational) -> Rational {
    var unit = Rational(1, over: 100)
    while unit * Rational(10) <= span { unit = unit * Rational(10) }
    let steps = [Rational(1, over: 5), .half, .one, Rational(2), Rational(5)].map { unit * $0 }
    return steps.first { span / $0 <= Rational(5) } ?? unit * Rational(5)
  }

  private static func floor(_ value: Rational) -> Rational {
    let quotient = Int(value.numerator / value.denominator)
    return Rational(value.isNegative && value.denominator != 1 ? quotient - 1 : quotient)
  }
}
