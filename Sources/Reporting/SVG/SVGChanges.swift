package import Outcomes

/// How the leading measure changed: a thin line per course, the median over them thick.
package struct SVGChanges: Sendable {
  package let change: CohortChange
  package let measure: String
  package let unit: String

  private let weeks: Int
  /// Where the median is of enough courses.
  private let spans: [CohortChange.Span]

  package init(_ change: CohortChange, measure: String, unit: String) {
    self.change = change
    self.measure = measure
    self.unit = unit
    // Once: they sort the changes of all courses.
    let spans = change.spans
    weeks = spans.last?.weeks.upperBound ?? 0 <= 28 ? 28 : CohortChange.lastWeek
    self.spans = spans.filter { $0.courses >= CohortReading.fewestInCurve }
  }

  package var words: String {
    let last = spans.last.map {
      " Median in weeks \($0.weeks.lowerBound) to \($0.weeks.upperBound): "
        + "\(Wording.signed($0.median, places: nil)) \(unit), "
        + "\(Wording.counted($0.courses, "course"))."
    }
    return "Change of \(measure) in \(Wording.counted(change.courses.count, "course")), upwards is "
      + "better.\(last ?? "")"
  }

  package var markup: SVGMarkup {
    var svg = SVGMarkup()
    let shown = change.courses.map { course in
      [(days: 0, improvement: Rational.zero)]
        + course.points.filter { $0.days > 0 && $0.days <= weeks * 7 }
    }
    let plot = SVGPlot(weeks: weeks, values: range(shown), step: step(shown))
    plot.open(words, value: { Wording.signed($0, places: nil) }, into: &svg)
    for course in shown where course.count > 1 {
      svg.element("path", ["class": "course", "d": .path(path(course, plot))])
    }
    if let one = change.meaningful, one <= plot.values.high {
      svg.line("threshold", SVGPlot.begin, plot.y(one), SVGPlot.end, plot.y(one))
      svg.write(
        "one meaningful change, \(one.plain())", "tick over", x: SVGPlot.begin + Rational(4),
        y: plot.y(one) - Rational(5))
    }
    let median =
      [(days: 0, improvement: Rational.zero)]
      + spans.map {
        (days: ($0.weeks.lowerBound + $0.weeks.upperBound) * 7 / 2, improvement: $0.median)
      }
    svg.element("path", ["class": "series median", "d": .path(path(median, plot))])
    if let last = median.last, median.count > 1 {
      plot.write(
        [
          (
            "median \(Wording.signed(last.improvement, places: nil))", "name s0",
            plot.y(last.improvement)
          )
        ], into: &svg)
    }
    svg.close("svg")
    return svg
  }

  private func path(
    _ points: [(days: Int, improvement: Rational)], _ plot: SVGPlot
  ) -> [SVGMarkup.Step] {
    points.enumerated().map { position, point in
      let (x, y) = (plot.x(Rational(point.days)), plot.y(point.improvement))
      return position == 0 ? .move(x, y) : .line(x, y)
    }
  }

  private func step(_ shown: [[(days: Int, improvement: Rational)]]) -> Rational {
    let values = shown.flatMap { $0.map(\.improvement) }
    let span = (values.max() ?? .one) - (values.min() ?? .zero)
    let steps = [1, 2, 5, 10, 20, 50, 100].map { Rational($0) }
    return steps.first { span <= $0 * Rational(6) } ?? Rational(500)
  }

  /// In whole steps, at least one on either side of no change.
  private func range(_ shown: [[(days: Int, improvement: Rational)]]) -> ClosedRange<Rational> {
    let values = shown.flatMap { $0.map(\.improvement) } + [change.meaningful ?? .zero]
    let step = step(shown)
    var (low, high) = (-step, step)
    while low > values.min() ?? .zero { low = low - step }
    while high < values.max() ?? .zero { high = high + step }
    return low...high
  }
}
