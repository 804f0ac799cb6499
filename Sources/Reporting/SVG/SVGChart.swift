package import Outcomes

/// Treatments, scores and the response index, stacked above one another on one proportional time
/// axis.
package struct SVGChart: Sendable {
  /// What the chart shows, for screen readers.
  package var title: String
  package var lanes: [SVGLane]
  package var panels: [SVGPanel]
  /// Vertical lines through all panels: first dose, assessment, deadline.
  package var marks: [(day: Day, letter: String, meaning: String)]
  package var time: SVGTimeScale

  package static let width = 960
  static let gutter = Rational(120)
  private static let laneTop = 26

  /// Where the panels begin.
  static func panelTop(lanes: Int) -> Rational { Rational(laneTop + lanes * SVGLane.height + 10) }

  package var markup: SVGMarkup {
    var svg = SVGMarkup()
    let bottom =
      panels.last.map { $0.scale.top + $0.scale.height + $0.foot }
      ?? Self.panelTop(lanes: lanes.count)
    let key = marks.isEmpty ? 0 : 20
    let height = bottom + Rational(34 + key)
    svg.open(
      "svg",
      [
        "class": "chart", "viewBox": .numbers([.zero, .zero, Rational(Self.width), height]),
        "role": "group", "aria-label": .text(title), "data-first": .text(time.first.iso),
        "data-last": .text(time.last.iso), "data-left": .number(time.left),
        "data-width": .number(time.width), "xmlns": "http://www.w3.org/2000/svg",
      ])
    drawMarks(&svg)
    for (position, lane) in lanes.enumerated() {
      lane.draw(at: Rational(Self.laneTop + position * SVGLane.height), time, into: &svg)
    }
    for panel in panels { panel.draw(time, into: &svg) }
    drawAxis(at: bottom, &svg)
    if key > 0 {
      let text = marks.map { "\($0.letter) \($0.meaning) \($0.day)" }.joined(separator: " · ")
      svg.write(text, "note", x: time.left, y: bottom + Rational(44))
    }
    svg.close("svg")
    return svg
  }

  private func drawMarks(_ svg: inout SVGMarkup) {
    for mark in marks where time.holds(mark.day) {
      let x = time.x(mark.day)
      svg.write(mark.letter, "moment-name", x: x, y: Rational(12), anchor: "middle")
      svg.line("moment", x, Rational(16), x, Self.panelTop(lanes: lanes.count) - Rational(6))
      for panel in panels {
        svg.line("moment", x, panel.scale.top, x, panel.scale.top + panel.scale.height)
      }
    }
  }

  private func drawAxis(at top: Rational, _ svg: inout SVGMarkup) {
    svg.line("axis", time.left, top, time.left + time.width, top)
    for tick in time.ticks {
      let x = time.x(tick.day)
      svg.line("axis", x, top, x, top + Rational(6))
      svg.write(tick.label, "tick", x: x, y: top + Rational(22), anchor: "middle")
    }
  }
}
