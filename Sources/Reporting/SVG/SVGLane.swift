package import Outcomes

/// One course as a bar, or a series as a row of bars: doses, stop, and how long the effect counts
/// after that.
package struct SVGLane: Sendable {
  package var name: String
  /// The first dose.
  package var start: Day
  /// nil: running.
  package var stop: Day?
  /// One for each cycle of a series, ascending by start.
  package var bars: [SVGBar]
  /// The last day on which a score is counted for the stopped course.
  package var effectUntil: Day?
  /// `IVIG, 1 g/kg every 3 weeks, from 2024-01-15, running`, and what changed.
  package var meaning: String
  /// The course that the chart judges.
  package var isJudged = false

  static let height = 24

  init(_ judged: CourseJudgement, _ changes: [TreatmentChange]) {
    let course = judged.course
    name = (judged.therapy?.short ?? course.therapy.text).shortened(15)
    start = course.start
    stop = course.stop
    bars = judged.cycles.map { SVGBar($0, changes) }
    effectUntil = course.stop.flatMap { stop in
      judged.window.flatMap { $0.horizon > stop ? $0.horizon : nil }
    }
    let cycles = judged.isSeries ? bars.map(\.meaning) : []
    meaning = ""
    let parts =
      [
        TreatmentText.course(judged), stopReason.map { "stopped: \($0)" },
        effectUntil.map { "scores counted until \($0)" },
      ].compactMap(\.self) + cycles + bars.flatMap { $0.doses.compactMap(\.change) }
    meaning = parts.joined(separator: "; ")
  }

  /// Why the course, or the series as a whole, was stopped; nil: running, or none was given.
  package var stopReason: String? {
    stop.flatMap { stop in bars.last { $0.stop == stop }?.stopReason }
  }

  func draw(at top: Rational, _ time: SVGTimeScale, into svg: inout SVGMarkup) {
    svg.open(
      "g",
      [
        "class": .text(isJudged ? "lane here" : "lane"), "tabindex": "0", "role": "img",
        "aria-label": .text(meaning),
        "data-start": .text(start.iso), "data-stop": .text(stop?.iso ?? ""),
      ])
    svg.title(meaning)
    svg.write(
      name, "lane-name", x: Rational(4), y: top + Rational(13))
    for bar in bars where bar.start <= time.last && bar.stop ?? time.last >= time.first {
      guard bars.count > 1 else {
        bar.draw(at: top, time, into: &svg)
        continue
      }
      svg.open(
        "g",
        [
          "class": "cycle", "data-start": .text(bar.start.iso),
          "data-stop": .text(bar.stop?.iso ?? ""),
        ])
      svg.title(bar.meaning)
      bar.draw(at: top, time, into: &svg)
      svg.close("g")
    }
    if let stop, stop <= time.last { drawEffect(after: time.x(stop), top, time, &svg) }
    svg.close("g")
  }

  private func drawEffect(
    after end: Rational, _ top: Rational, _ time: SVGTimeScale, _ svg: inout SVGMarkup
  ) {
    if let effectUntil {
      let until = time.x(min(effectUntil, time.last))
      svg.rectangle("effect", x: end, y: top, width: until - end, height: SVGBar.height)
    }
    guard let stopReason else { return }
    let text = "stopped: \(stopReason)".shortened(60)
    if SVGBar.room(for: text) <= time.left + time.width - end {
      svg.write(text, "dose", x: end + Rational(6), y: top + Rational(12))
    }
  }
}
