package import Outcomes

/// How the leading measure changed: a thin line per course, the median over them thick.
package struct SVGChanges: Sendable {
  package let change: CohortChange
  package let measure: String
  package let unit: String

  private let weeks: Int
  /// Where the median is of enough courses.
  private let spans: [CohortChange.Span]

  /// The lines of more courses cannot be told from each other.
  package static let mostLines = 100

  /// Whether the middle half of the courses is shaded in place of a line for each.
  package var isShaded: Bool { change.courses.count > Self.mostLines }

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
      + "better.\(isShaded ? " The middle half of them is shaded." : "")\(last ?? "")"
  }

  package var markup: SVGMarkup {
    var svg = SVGMarkup()
    let lines = isShaded ? [] : self.lines
    let values =
      isShaded ? middleHalf.flatMap { [$0.low, $0.high] } : lines.flatMap { $0.map(\.y) }
    let step = step(values)
    let plot = SVGPlot(weeks: weeks, values: range(values, step), step: step)
    plot.open(words, value: { Wording.signed($0, places: nil) }, into: &svg)
    for line in lines where line.count > 1 {
      svg.element("path", ["class": "course", "d": .path(path(line, plot))])
    }
    if isShaded { shade(plot, into: &svg) }
    if let one = change.meaningful, one <= plot.values.high {
      svg.line("threshold", SVGPlot.begin, plot.y(one), SVGPlot.end, plot.y(one))
      svg.write(
        "one meaningful change, \(one.plain())", "tick over", x: SVGPlot.begin + Rational(4),
        y: plot.y(one) - Rational(5))
    }
    let median: [Point] = [(0, .zero)] + spans.map { (middle($0), $0.median) }
    svg.element("path", ["class": "series median", "d": .path(path(median, plot))])
    if let last = median.last, median.count > 1 {
      plot.write(
        [("median \(Wording.signed(last.y, places: nil))", "name s0", plot.y(last.y))], into: &svg)
    }
    svg.close("svg")
    return svg
  }

  private typealias Point = (day: Int, y: Rational)

  /// From no change at the first dose.
  private var lines: [[Point]] {
    change.courses.map { course in
      [(0, .zero)]
        + course.points.filter { $0.days > 0 && $0.days <= weeks * 7 }.map {
          ($0.days, $0.improvement)
        }
    }
  }

  private var middleHalf: [(day: Int, low: Rational, high: Rational)] {
    [(0, .zero, .zero)]
      + spans.map { (middle($0), $0.middleHalf.lowerBound, $0.middleHalf.upperBound) }
  }

  /// The day in the middle of a span.
  private func middle(_ span: CohortChange.Span) -> Int {
    (span.weeks.lowerBound + span.weeks.upperBound) * 7 / 2
  }

  private func shade(_ plot: SVGPlot, into svg: inout SVGMarkup) {
    let band = middleHalf
    let around: [Point] = band.map { ($0.day, $0.low) } + band.reversed().map { ($0.day, $0.high) }
    svg.element("path", ["class": "half", "d": .path(path(around, plot) + [.close])])
  }

  private func path(_ points: [Point], _ plot: SVGPlot) -> [SVGMarkup.Step] {
    points.enumerated().map { position, point in
      let (x, y) = (plot.x(Rational(point.day)), plot.y(point.y))
      return position == 0 ? .move(x, y) : .line(x, y)
    }
  }

  private func step(_ values: [Rational]) -> Rational {
    let span = (values.max() ?? .one) - (values.min() ?? .zero)
    let steps = [1, 2, 5, 10, 20, 50, 100].map { Rational($0) }
    return steps.first { span <= $0 * Rational(6) } ?? Rational(500)
  }

  /// In whole steps, at least one on either side of no change.
  private func range(_ values: [Rational], _ step: Rational) -> ClosedRange<Rational> {
    let values = values + [change.meaningful ?? .zero]
    var (low, high) = (-step, step)
    while low > values.min() ?? .zero { low = low - step }
    while high < values.max() ?? .zero { high = high + step }
    return low...high
  }
}
