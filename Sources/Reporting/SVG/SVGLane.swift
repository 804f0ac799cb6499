package import Outcomes

/// One course as a bar: its doses, its stop, and how long its effect counts after that.
package struct SVGLane: Sendable {
  /// A dose and the day from which the bar shows it.
  package struct Dose: Sendable {
    package var day: Day
    /// The same dose in long and short wordings; the first that fits is written.
    package var texts: [String]
    /// `2 g/kg every 3 weeks, entered 2024-03-04: maintenance`; nil: the first dose.
    package var change: String?
  }

  package var name: String
  package var start: Day
  /// nil: running.
  package var stop: Day?
  package var doses: [Dose]
  /// nil: running, or none was given.
  package var stopReason: String?
  /// The last day on which a score is counted for the stopped course.
  package var effectUntil: Day?
  /// `IVIG, 1 g/kg every 3 weeks, from 2024-01-15, running`, and what changed.
  package var meaning: String

  static let height = 24
  private static let bar = Rational(16)
  /// The width of a letter in small print, on the generous side.
  private static let letter = Rational(13, over: 2)

  init(_ judged: CourseJudgement, _ changes: [TreatmentChange]) {
    let course = judged.course
    let own = changes.filter { $0.isOf(course) }
    name = (judged.therapy?.short ?? course.therapy.text).shortened(15)
    start = course.start
    stop = course.stop
    // An entry before the first dose or after the last one corrects the whole course.
    let drawn = own.filter {
      $0.isOfDose && $0.enteredOn > course.start && $0.enteredOn <= course.stop ?? $0.enteredOn
    }
    let first = drawn.first?.before ?? course
    doses = [Dose(day: course.start, texts: Self.texts(first), change: nil)]
    for change in drawn {
      let texts = Self.texts(change.after)
      doses.append(
        Dose(
          day: change.enteredOn, texts: texts,
          change: "\(texts.first ?? "dose not recorded"), entered \(change.enteredOn): "
            + change.reason))
    }
    let words = course.stopReason.map(Wording.stopReason)
    let entered = course.stop.flatMap { stop in
      own.last { $0.after.stop == stop && $0.before.stop != stop }?.reason
    }
    let reasons = [words, entered].compactMap(\.self).uniqued
    stopReason = reasons.isEmpty ? nil : reasons.joined(separator: ": ")
    effectUntil = course.stop.flatMap { stop in
      judged.window.flatMap { $0.horizon > stop ? $0.horizon : nil }
    }
    let parts = [
      TreatmentText.course(judged), stopReason.map { "stopped: \($0)" },
      effectUntil.map { "scores counted until \($0)" },
    ]
    meaning = (parts.compactMap(\.self) + doses.compactMap(\.change)).joined(separator: "; ")
  }

  private static func texts(_ course: TreatmentCourse) -> [String] {
    guard course.dose != nil else { return [] }
    var short = course
    short.intervalDays = nil
    return [course, short].compactMap(TreatmentText.regimen).uniqued
  }

  func draw(at top: Rational, _ time: SVGTimeScale, into svg: inout SVGMarkup) {
    let begin = time.x(max(start, time.first))
    let end = time.x(min(stop ?? time.last, time.last))
    svg.open(
      "g",
      [
        "class": "lane", "tabindex": "0", "role": "img", "aria-label": .text(meaning),
        "data-start": .text(start.iso), "data-stop": .text(stop?.iso ?? ""),
      ])
    svg.title(meaning)
    svg.write(
      name, "lane-name", x: time.left - Rational(8), y: top + Rational(13), anchor: "end")
    svg.rectangle(
      "bar", x: begin, y: top, width: max(end - begin, Rational(3)), height: Self.bar)
    if let stop, stop <= time.last {
      drawEnd(end, top, time, &svg)
    } else {
      let tip: [SVGMarkup.Step] = [
        .move(end, top), .line(end + Rational(10), top + Rational(8)), .line(end, top + Self.bar),
        .close,
      ]
      svg.element("path", ["class": "bar running", "d": .path(tip)])
    }
    drawDoses(begin, end, top, time, &svg)
    svg.close("g")
  }

  /// A tick at each change, with the dose beside it where it fits.
  private func drawDoses(
    _ begin: Rational, _ end: Rational, _ top: Rational, _ time: SVGTimeScale,
    _ svg: inout SVGMarkup
  ) {
    for (position, dose) in doses.enumerated() where dose.day <= time.last {
      let next = doses.dropFirst(position + 1).first.map { min(time.x($0.day), end) } ?? end
      let x = max(time.x(dose.day), begin)
      guard next > begin else { continue }
      if let change = dose.change, time.holds(dose.day) {
        svg.open(
          "g", ["class": "dose-change", "data-day": .text(dose.day.iso), "data-x": .number(x)])
        svg.title(change)
        svg.line("dose-tick", x, top - Rational(3), x, top + Self.bar + Rational(3))
        svg.close("g")
      }
      let fitting = dose.texts.first { Self.room(for: $0) <= next - x }
      if let fitting { svg.write(fitting, "dose", x: x + Rational(5), y: top + Rational(12)) }
    }
  }

  private func drawEnd(
    _ end: Rational, _ top: Rational, _ time: SVGTimeScale, _ svg: inout SVGMarkup
  ) {
    svg.line("bar-end", end, top - Rational(3), end, top + Rational(19))
    if let effectUntil {
      let until = time.x(min(effectUntil, time.last))
      svg.rectangle("effect", x: end, y: top, width: until - end, height: Self.bar)
    }
    guard let stopReason else { return }
    let text = "stopped: \(stopReason)".shortened(60)
    if Self.room(for: text) <= time.left + time.width - end {
      svg.write(text, "dose", x: end + Rational(6), y: top + Rational(12))
    }
  }

  private static func room(for text: String) -> Rational {
    letter * Rational(text.count) + Rational(8)
  }
}
