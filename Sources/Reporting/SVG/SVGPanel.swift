package import Outcomes

/// One measure, or the response index, as a low row of a chart: its name, its course in time, and at
/// the right what its change is in meaningful changes.
package struct SVGPanel: Sendable {
  package struct Point: Sendable {
    package var day: Day
    /// As it is drawn: of an INCAT that is judged by the adjusted rule what is counted of it.
    package var value: Rational
    /// For screen readers: `2024-01-08: INCAT 6`.
    package var meaning: String
    /// Recorded before or after what the course is judged by.
    package var isOutside = false
    /// Drawn as another figure than its total.
    package var isAdjusted = false
  }

  package struct Series: Sendable {
    package var name: String
    package var points: [Point]
  }

  /// From the baseline to one meaningful change, over the days of a course.
  package struct Band: Sendable {
    package var baseline: Rational
    package var threshold: Rational
    package var from: Day
    package var to: Day
  }

  package var id: String
  /// `INCAT`, `Grip, left`.
  package var title: String
  /// `5 → 4 points, ↓ better`.
  package var detail: String
  package var series: [Series]
  package var bands: [Band] = []
  /// Horizontal lines with their names.
  package var lines: [(value: Rational, name: String)] = []
  /// Vertical lines: changes of version.
  package var breaks: [(day: Day, name: String)] = []
  /// Days with a score that has no total.
  package var withoutTotal: [Day] = []
  /// Said below the chart: baseline, threshold and its source, what the marks mean.
  package var notes: [String] = []
  /// In meaningful changes, as it may be shown; nil: nothing was judged.
  package var change: Rational?
  package var scale: SVGValueScale
  /// No line is drawn across a gap of more days than this.
  package var longestGap: Int
  /// The last row, of which all others are parts.
  package var isIndex = false

  /// Room above and below the plot.
  static let edge = Rational(7)
  static let plot = Rational(26)
  static let indexPlot = Rational(38)
  /// Names of two lines that are nearer run into one another.
  static let nameHeight = Rational(12)
  var top: Rational { scale.top - Self.edge }
  var height: Rational { scale.height + Self.edge * Rational(2) }

  func draw(_ time: SVGTimeScale, into svg: inout SVGMarkup) {
    svg.open(
      "g",
      [
        "class": .text(isIndex ? "panel index" : "panel"), "data-panel": .text(id),
        "data-low": .number(scale.low), "data-high": .number(scale.high),
        "data-top": .number(scale.top), "data-height": .number(scale.height),
      ])
    if isIndex {
      svg.rectangle("ground", x: .zero, y: top, width: Rational(SVGChart.width), height: height)
    }
    svg.line("grid", .zero, top, Rational(SVGChart.width), top)
    let middle = top + height / 2
    svg.write(title.shortened(25), "panel-title", x: Rational(4), y: middle - Rational(3))
    svg.write(detail.shortened(32), "direction", x: Rational(4), y: middle + Rational(13))
    for band in bands { draw(band, time, &svg) }
    let right = time.left + time.width
    let shown = lines.filter { $0.value >= scale.low && $0.value <= scale.high }
    let named = namedLines(shown)
    for (position, line) in shown.enumerated() {
      let y = scale.y(line.value)
      svg.line("reference", time.left, y, right, y)
      guard named.contains(position) else { continue }
      svg.write(line.name, "reference-name", x: right + Rational(4), y: y + Rational(4))
    }
    let bottom = scale.top + scale.height
    for (day, name) in breaks where time.holds(day) {
      let x = time.x(day)
      svg.line("break", x, top, x, bottom + Self.edge)
      svg.write(name, "break-name", x: x + Rational(4), y: top + Rational(11))
    }
    for day in withoutTotal where time.holds(day) {
      svg.write("\u{00d7}", "no-total", x: time.x(day), y: bottom + Rational(3), anchor: "middle")
    }
    for (position, series) in series.enumerated() {
      draw(series, position % SVGMarker.count, time, &svg)
    }
    // Above the lines, so that a line that goes on behind the band does not strike a figure out.
    for band in bands { write(band, time, &svg) }
    if let change { SVGChange(value: change, middle: middle).draw(into: &svg) }
    svg.close("g")
  }

  private func draw(_ band: Band, _ time: SVGTimeScale, _ svg: inout SVGMarkup) {
    let from = time.x(max(band.from, time.first))
    let to = time.x(min(band.to, time.last))
    guard to > from else { return }
    let upper = min(max(band.baseline, band.threshold), scale.high)
    let lower = max(min(band.baseline, band.threshold), scale.low)
    svg.rectangle(
      "band", x: from, y: scale.y(upper), width: to - from, height: scale.y(lower) - scale.y(upper))
    let baseline = scale.y(band.baseline)
    svg.line("baseline", from, baseline, to, baseline)
    guard band.threshold >= scale.low, band.threshold <= scale.high else { return }
    let threshold = scale.y(band.threshold)
    svg.line("threshold", from, threshold, to, threshold)
  }

  /// The figure of the threshold, behind the end of the band.
  private func write(_ band: Band, _ time: SVGTimeScale, _ svg: inout SVGMarkup) {
    let to = time.x(min(band.to, time.last))
    guard to > time.x(max(band.from, time.first)),
      band.threshold >= scale.low, band.threshold <= scale.high
    else { return }
    svg.write(
      band.threshold.plain(2), "threshold-name", x: to + Rational(4),
      y: scale.y(band.threshold) + Rational(4))
  }

  /// Positions of the lines whose names have room: the outer ones first, then those between.
  private func namedLines(_ lines: [(value: Rational, name: String)]) -> Set<Int> {
    let heights = lines.map { scale.y($0.value) }
    let outer = [heights.indices.first, heights.indices.last].compactMap(\.self)
    var named: Set<Int> = []
    for position in outer + heights.indices
    where named.allSatisfy({ other in
      let distance = heights[position] - heights[other]
      return other != position && (distance >= Self.nameHeight || -distance >= Self.nameHeight)
    }) {
      named.insert(position)
    }
    return named
  }

  /// Lines between neighbouring scores but not across a gap; every score is a point that can be
  /// focused.
  private func draw(_ series: Series, _ style: Int, _ time: SVGTimeScale, _ svg: inout SVGMarkup) {
    let shown = series.points.filter { time.holds($0.day) }
      .map { (point: $0, x: time.x($0.day), y: scale.y($0.value)) }
    for (before, after) in zip(shown, shown.dropFirst())
    where isJoined(before.point.day, after.point.day) {
      let kind = before.point.isOutside || after.point.isOutside ? "series outside" : "series"
      svg.line("\(kind) s\(style)", before.x, before.y, after.x, after.y)
    }
    for (point, x, y) in shown {
      svg.open(
        "g",
        [
          "class": .text(point.isOutside ? "point outside" : "point"), "tabindex": "0",
          "role": "img", "aria-label": .text(point.meaning), "data-day": .text(point.day.iso),
          "data-value": .text(point.value.plain(4)), "data-x": .number(x), "data-y": .number(y),
        ])
      SVGMarker.draw(style, x: x, y: y, &svg)
      let isLate = x > time.left + time.width * Rational(1, over: 2)
      svg.write(
        point.meaning, "tip", x: isLate ? x - Rational(8) : x + Rational(8), y: y - Rational(7),
        anchor: isLate ? "end" : "start")
      svg.close("g")
    }
  }

  /// Whether neither a gap nor a score without a total lies between them.
  private func isJoined(_ before: Day, _ after: Day) -> Bool {
    after - before <= longestGap && !withoutTotal.contains { $0 > before && $0 < after }
  }
}
