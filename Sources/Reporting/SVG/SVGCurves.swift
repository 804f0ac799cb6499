import Outcomes

/// Time to response: one step curve per therapy for one disease.
package struct SVGCurves: Sendable {
  package struct Curve: Sendable {
    package let name: String
    package let incidence: CumulativeIncidence
    /// Days from the first dose by which a response is expected; nil: it differs.
    package let expectedBy: Int?

    package init(name: String, _ incidence: CumulativeIncidence, expectedBy: Int?) {
      self.name = name
      self.incidence = incidence
      self.expectedBy = expectedBy
    }
  }

  package let curves: [Curve]
  /// More lines cannot be told from each other.
  package static let most = 4

  /// - Parameter curves: of these the first with enough courses are drawn.
  package init(_ curves: [Curve]) {
    self.curves = Array(
      curves.filter { $0.incidence.times.courses >= CohortReading.fewestInCurve }.prefix(Self.most))
  }

  private var weeks: Int {
    let last = curves.compactMap { $0.incidence.points.last?.day }.max() ?? 0
    return last <= 26 * 7 ? 26 : 52
  }

  /// What it shows, for who does not see it.
  package var words: String {
    "Share of courses with a response by week. "
      + curves.map { curve in
        let last = curve.incidence.points.last { $0.day <= weeks * 7 }?.share ?? 0
        return "\(curve.name), \(Wording.counted(curve.incidence.times.courses, "course")): "
          + "\(Rational(percentOf: last).decimal(0)) % by week \(weeks)."
      }.joined(separator: " ")
  }

  package var markup: SVGMarkup {
    var svg = SVGMarkup()
    let plot = SVGPlot(weeks: weeks, values: Rational(0)...Rational(100), step: Rational(25))
    plot.open(words, value: { "\($0.plain()) %" }, into: &svg)
    if let first = curves.first, let day = first.expectedBy, day <= weeks * 7 {
      let x = plot.x(Rational(day))
      svg.line("moment", x, plot.y(Rational(100)), x, plot.y(.zero))
      svg.write(
        "\(first.name) expected by \((Rational(day) / 7).plain(0))", "tick", x: x + Rational(4),
        y: plot.y(Rational(100)) + Rational(14))
    }
    var names: [(text: String, kind: String, y: Rational)] = []
    for (number, curve) in curves.enumerated() {
      let end = draw(curve, "series s\(number)", plot, into: &svg)
      names.append(("\(curve.name) · \(curve.incidence.times.courses)", "name s\(number)", end))
    }
    plot.write(names, into: &svg)
    svg.close("svg")
    return svg
  }

  /// Ends where nobody was followed any longer; returns the height of its end.
  private func draw(
    _ curve: Curve, _ kind: String, _ plot: SVGPlot, into svg: inout SVGMarkup
  ) -> Rational {
    var y = plot.y(.zero)
    var path: [SVGMarkup.Step] = [.move(plot.x(.zero), y)]
    for point in curve.incidence.points where point.day <= weeks * 7 {
      let x = plot.x(Rational(point.day))
      path.append(.line(x, y))
      y = plot.y(Rational(percentOf: point.share))
      path.append(.line(x, y))
    }
    path.append(.line(plot.x(Rational(curve.incidence.times.lastDay(within: weeks * 7))), y))
    svg.element("path", ["class": .text(kind), "d": .path(path)])
    return y
  }
}
