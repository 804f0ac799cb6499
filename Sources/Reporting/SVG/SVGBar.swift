package import Outcomes

/// One course, or one cycle of a series, as a bar with its doses.
package struct SVGBar: Sendable {
  /// A dose and the day from which the bar shows it.
  package struct Dose: Sendable {
    package var day: Day
    /// The same dose in long and short wordings; the first that fits is written.
    package var texts: [String]
    /// `2 g/kg every 3 weeks, entered 2024-03-04: maintenance`; nil: the first dose.
    package var change: String?
  }

  package var start: Day
  /// nil: running.
  package var stop: Day?
  package var doses: [Dose]
  /// nil: running, or none was given.
  package var stopReason: String?
  /// `2024-01-15 to 2024-02-05, 10 mg/kg weekly`.
  package var meaning: String

  static let height = Rational(16)
  /// The width of a letter in small print, on the generous side.
  private static let letter = Rational(13, over: 2)

  init(_ course: TreatmentCourse, _ changes: [TreatmentChange]) {
    let own = changes.filter { $0.isOf(course) }
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
    meaning = [TreatmentText.dates(course), TreatmentText.regimen(course)].compactMap(\.self)
      .joined(separator: ", ")
  }

  private static func texts(_ course: TreatmentCourse) -> [String] {
    guard course.dose != nil else { return [] }
    var short = course
    short.intervalDays = nil
    return [course, short].compactMap(TreatmentText.regimen).uniqued
  }

  /// The bar with its end or the tip of what runs on, and its doses.
  func draw(at top: Rational, _ time: SVGTimeScale, into svg: inout SVGMarkup) {
    let begin = time.x(max(start, time.first))
    let end = time.x(min(stop ?? time.last, time.last))
    svg.rectangle(
      "bar", x: begin, y: top, width: max(end - begin, Rational(3)), height: Self.height)
    if let stop, stop <= time.last {
      svg.line("bar-end", end, top - Rational(3), end, top + Rational(19))
    } else {
      let tip: [SVGMarkup.Step] = [
        .move(end, top), .line(end + Rational(10), top + Rational(8)),
        .line(end, top + Self.height), .close,
      ]
      svg.element("path", ["class": "bar running", "d": .path(tip)])
    }
    drawDoses(begin, end, top, time, &svg)
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
        svg.line("dose-tick", x, top - Rational(3), x, top + Self.height + Rational(3))
        svg.close("g")
      }
      let fitting = dose.texts.first { Self.room(for: $0) <= next - x }
      if let fitting { svg.write(fitting, "dose", x: x + Rational(5), y: top + Rational(12)) }
    }
  }

  static func room(for text: String) -> Rational {
    letter * Rational(text.count) + Rational(8)
  }
}
