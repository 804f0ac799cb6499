package import Outcomes

/// Treatments, scores and the response index, stacked above one another on one proportional time
/// axis, with the changes in meaningful changes at the right.
package struct SVGChart: Sendable {
  /// What the chart shows, for screen readers.
  package var title: String
  package var lanes: [SVGLane]
  package var panels: [SVGPanel]
  /// Vertical lines through all panels: first dose, assessment, deadline.
  package var marks: [(day: Day, letter: String, meaning: String)]
  /// The days whose scores decide; nil: no course is judged.
  package var judged: (from: Day, to: Day)?
  package var time: SVGTimeScale

  package static let width = 960
  /// The names of the rows stand left of the plots.
  static let gutter = Rational(190)
  /// The changes stand right of them.
  static let plotWidth = Rational(545)
  private static let laneTop = 26
  /// Letters of marks are at least so far from one another.
  private static let letterWidth = Rational(12)

  /// Where the panels begin.
  static func panelTop(lanes: Int) -> Rational { Rational(laneTop + lanes * SVGLane.height + 4) }

  /// What is said below the chart, each once.
  package var notes: [String] { panels.flatMap(\.notes).uniqued }

  package var markup: SVGMarkup {
    var svg = SVGMarkup()
    let bottom =
      panels.last.map { $0.top + $0.height } ?? Self.panelTop(lanes: lanes.count)
    let key = marks.isEmpty ? 0 : 18
    let height = bottom + Rational(28 + key)
    svg.open(
      "svg",
      [
        "class": "chart", "viewBox": .numbers([.zero, .zero, Rational(Self.width), height]),
        "role": "group", "aria-label": .text(title), "data-first": .text(time.first.iso),
        "data-last": .text(time.last.iso), "data-left": .number(time.left),
        "data-width": .number(time.width), "xmlns": "http://www.w3.org/2000/svg",
      ])
    drawJudged(to: bottom, &svg)
    for (position, lane) in lanes.enumerated() {
      lane.draw(at: Rational(Self.laneTop + position * SVGLane.height), time, into: &svg)
    }
    for panel in panels { panel.draw(time, into: &svg) }
    drawMarks(to: bottom, &svg)
    drawAxis(at: bottom, &svg)
    if key > 0 {
      let text = marks.map { "\($0.letter) \($0.meaning) \($0.day)" }.joined(separator: " · ")
      svg.write(
        text + (judged == nil ? "" : " · shaded: judged"), "note", x: Rational(4),
        y: bottom + Rational(40))
    }
    svg.close("svg")
    return svg
  }

  private func drawJudged(to bottom: Rational, _ svg: inout SVGMarkup) {
    guard let judged, judged.to >= time.first, judged.from <= time.last else { return }
    let (from, to) = (time.x(max(judged.from, time.first)), time.x(min(judged.to, time.last)))
    guard to > from else { return }
    let top = Rational(18)
    svg.rectangle("window", x: from, y: top, width: to - from, height: bottom - top)
  }

  /// Letters that would print over each other stand side by side.
  private func drawMarks(to bottom: Rational, _ svg: inout SVGMarkup) {
    var free = time.left - Rational(20)
    for mark in marks where time.holds(mark.day) {
      let x = time.x(mark.day)
      let place = max(x, free)
      svg.write(mark.letter, "moment-name", x: place, y: Rational(12), anchor: "middle")
      svg.line("moment", x, Rational(16), x, bottom)
      free = place + Self.letterWidth
    }
  }

  private func drawAxis(at top: Rational, _ svg: inout SVGMarkup) {
    svg.line("axis", time.left, top, time.left + time.width, top)
    for tick in time.ticks {
      let x = time.x(tick.day)
      svg.line("axis", x, top, x, top + Rational(5))
      svg.write(tick.label, "tick", x: x, y: top + Rational(18), anchor: "middle")
    }
    guard panels.contains(where: { $0.change != nil }) else { return }
    svg.write(
      "in meaningful changes", "tick", x: Rational(956),
      y: Self.panelTop(lanes: lanes.count) - Rational(8), anchor: "end")
    for tick in SVGChange.ticks {
      guard let name = tick.name else { continue }
      svg.write(
        name, "tick", x: SVGChange.x(tick.value), y: top + Rational(18), anchor: "middle")
    }
  }
}
