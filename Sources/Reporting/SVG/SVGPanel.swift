package import Outcomes

/// One measure, or the response index, as a panel of a chart.
package struct SVGPanel: Sendable {
  package struct Point: Sendable {
    package var day: Day
    package var value: Rational
    /// For screen readers: `2024-01-08: INCAT 6`.
    package var meaning: String
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
  /// `INCAT, points, 0 to 10`.
  package var title: String
  /// `higher is worse`; stands on the axis.
  package var direction: String
  package var series: [Series]
  package var bands: [Band] = []
  /// Horizontal lines with their names.
  package var lines: [(value: Rational, name: String)] = []
  /// Vertical lines: changes of version.
  package var breaks: [(day: Day, name: String)] = []
  /// Days with a score that has no total.
  package var withoutTotal: [Day] = []
  /// The notes below: baseline, threshold and its source.
  package var notes: [String] = []
  package var scale: SVGValueScale
  /// No line is drawn across a gap of more days than this.
  package var longestGap: Int

  /// Room above the plot for title and legend.
  static let head = Rational(44)
  static let plot = Rational(132)
  /// Room below the plot for the notes.
  var foot: Rational { Rational(22 + 17 * notes.count) }
  var total: Rational { Self.head + Self.plot + foot }

  func draw(_ time: SVGTimeScale, into svg: inout SVGMarkup) {
    svg.open(
      "g",
      [
        "class": "panel", "data-panel": .text(id), "data-low": .number(scale.low),
        "data-high": .number(scale.high), "data-top": .number(scale.top),
        "data-height": .number(scale.height),
      ])
    let right = time.left + time.width
    svg.write(title, "panel-title", x: Rational(8), y: scale.top - Rational(26))
    svg.write(
      "\u{2191} \(direction)", "direction", x: right, y: scale.top - Rational(26), anchor: "end")
    for tick in scale.ticks {
      let y = scale.y(tick)
      svg.line("grid", time.left, y, right, y)
      svg.write(
        tick.plain(2), "tick", x: time.left - Rational(8), y: y + Rational(4), anchor: "end")
    }
    for band in bands { draw(band, time, &svg) }
    for line in lines {
      let y = scale.y(line.value)
      svg.line("reference", time.left, y, right, y)
      svg.write(line.name, "reference-name", x: time.left + Rational(6), y: y - Rational(4))
    }
    let bottom = scale.top + scale.height
    for (day, name) in breaks where time.holds(day) {
      let x = time.x(day)
      svg.line("break", x, scale.top, x, bottom)
      svg.write(name, "break-name", x: x + Rational(4), y: scale.top + Rational(12))
    }
    for day in withoutTotal where time.holds(day) {
      svg.write("\u{00d7}", "no-total", x: time.x(day), y: bottom - Rational(3), anchor: "middle")
    }
    for (position, series) in series.enumerated() {
      draw(series, position % SVGMarker.count, time, &svg)
    }
    legend(time, &svg)
    for (position, note) in notes.enumerated() {
      svg.write(note, "note", x: time.left, y: bottom + Rational(18 + 17 * position))
    }
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
    if band.threshold >= scale.low, band.threshold <= scale.high {
      let threshold = scale.y(band.threshold)
      svg.line("threshold", from, threshold, to, threshold)
    }
  }

  /// Lines between neighbouring scores but not across a gap; every score is a point that can be
  /// focused.
  private func draw(_ series: Series, _ style: Int, _ time: SVGTimeScale, _ svg: inout SVGMarkup) {
    let shown = series.points.filter { time.holds($0.day) }
      .map { (point: $0, x: time.x($0.day), y: scale.y($0.value)) }
    for (before, after) in zip(shown, shown.dropFirst())
    where isJoined(before.point.day, after.point.day) {
      svg.line("series s\(style)", before.x, before.y, after.x, after.y)
    }
    for (point, x, y) in shown {
      svg.open(
        "g",
        [
          "class": "point", "tabindex": "0", "role": "img", "aria-label": .text(point.meaning),
          "data-day": .text(point.day.iso), "data-value": .text(point.value.plain(4)),
          "data-x": .number(x), "data-y": .number(y),
        ])
      SVGMarker.draw(style, x: x, y: y, &svg)
      let isLate = x > time.left + time.width * Rational(3, over: 4)
      svg.write(
        point.meaning, "tip", x: isLate ? x - Rational(8) : x + Rational(8),
        y: max(y - Rational(9), scale.top - Rational(6)), anchor: isLate ? "end" : "start")
      svg.close("g")
    }
  }

  /// Whether neither a gap nor a score without a total lies between them.
  private func isJoined(_ before: Day, _ after: Day) -> Bool {
    after - before <= longestGap && !withoutTotal.contains { $0 > before && $0 < after }
  }

  private func legend(_ time: SVGTimeScale, _ svg: inout SVGMarkup) {
    guard series.count > 1 else { return }
    var x = time.left
    let y = scale.top - Rational(11)
    for (position, series) in series.enumerated() {
      let style = position % SVGMarker.count
      svg.line("series s\(style)", x, y, x + Rational(26), y)
      SVGMarker.draw(style, x: x + Rational(13), y: y, &svg)
      svg.write(series.name, "legend", x: x + Rational(32), y: y + Rational(4))
      x = x + Rational(56 + 7 * series.name.count)
    }
  }
}

/// Series differ in marker and dash, so that they can be told apart in a grey print.
enum SVGMarker {
  static let count = 5

  static func draw(_ style: Int, x: Rational, y: Rational, _ svg: inout SVGMarkup) {
    let r = Rational(9, over: 2)
    guard style > 0 else {
      svg.element(
        "circle", ["class": "mark s0", "cx": .number(x), "cy": .number(y), "r": .number(r)])
      return
    }
    let (left, right, top, bottom) = (x - r, x + r, y - r, y + r)
    let path: [SVGMarkup.Step]
    switch style {
    case 1:
      path = [
        .move(left, top), .line(right, top), .line(right, bottom), .line(left, bottom), .close,
      ]
    case 2: path = [.move(x, top), .line(right, bottom), .line(left, bottom), .close]
    case 3:
      let d = r + .one
      path = [.move(x, y - d), .line(x + d, y), .line(x, y + d), .line(x - d, y), .close]
    default:  // not our enum
      path = [.move(left, top), .line(right, bottom), .move(right, top), .line(left, bottom)]
    }
    svg.element("path", ["class": "mark s\(style)", "d": .path(path)])
  }
}
