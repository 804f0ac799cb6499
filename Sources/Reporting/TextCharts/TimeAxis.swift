package import Outcomes

/// A proportional time axis in characters: columns stand for equal numbers of days.
package struct TimeAxis: Sendable {
  /// The space left of every axis, for values and names.
  static let gutter = 12

  package let first: Day
  package let last: Day
  /// Columns of the plot, without the gutter.
  package let columns: Int

  /// - Parameter width: of the whole chart, gutter included.
  package init(from first: Day, to last: Day, width: Int = 72) {
    self.first = first
    self.last = max(last, first + 1)
    columns = width - Self.gutter
  }

  /// Rounded to the nearest column; nil outside.
  package func column(of day: Day) -> Int? {
    guard day >= first, day <= last else { return nil }
    let span = last - first
    return (2 * (day - first) * (columns - 1) + span) / (2 * span)
  }

  /// The line with ticks, and the dates below it.
  var lines: [String] {
    var rule = Array(repeating: Character("-"), count: columns)
    var labels = Array(repeating: Character(" "), count: columns)
    var free = 0
    for (day, label) in ticks {
      guard let column = column(of: day) else { continue }
      rule[column] = "+"
      let place = min(column, columns - label.count)
      guard place >= free, place == column else { continue }
      for (offset, character) in label.enumerated() { labels[place + offset] = character }
      free = place + label.count + 1
    }
    let blank = String(repeating: " ", count: Self.gutter - 1)
    return [
      blank + "+" + String(rule),
      (blank + " " + String(labels)).withoutTrailingBlanks,
    ]
  }

  /// First days of months, quarters, half-years or years, as many as fit; single days on a short
  /// axis.
  private var ticks: [(day: Day, label: String)] {
    let span = last - first
    if span < 56 {
      return stride(from: 0, through: span, by: span < 21 ? 7 : 14).map {
        (first + $0, (first + $0).iso)
      }
    }
    let months = [1, 2, 3, 6, 12, 24, 60, 120].first { span / ($0 * 30) <= columns / 9 } ?? 240
    let (year, _, _) = first.civil
    let (lastYear, _, _) = last.civil
    let total = (lastYear - year + 1) * 12
    let base = months > 12 ? year - year % (months / 12) : year
    return stride(from: 0, to: total + 12 * (year - base), by: months).compactMap { offset in
      Day(year: base + offset / 12, month: offset % 12 + 1, day: 1).map {
        ($0, String($0.iso.prefix(7)))
      }
    }
  }

  /// Letters under the axis at certain days; days that share a column share the first letter.
  func markerLine(_ markers: [(letter: Character, day: Day)]) -> String? {
    var line = Array(repeating: Character(" "), count: columns)
    for marker in markers {
      if let column = column(of: marker.day), line[column] == " " { line[column] = marker.letter }
    }
    guard line.contains(where: { $0 != " " }) else { return nil }
    return (String(repeating: " ", count: Self.gutter) + String(line)).withoutTrailingBlanks
  }

  /// One line for a course or the cycles of a series: `[` first dose, `]` stop, `>` still running,
  /// `<` begun before the axis.
  func lane(_ cycles: [TreatmentCourse], name: String) -> String? {
    let shown = cycles.filter { $0.start <= last && $0.stop ?? last >= first }
    guard !shown.isEmpty else { return nil }
    var line = Array(repeating: Character(" "), count: columns)
    for cycle in shown { draw(cycle, into: &line) }
    let label = name.shortened(Self.gutter - 2).padded(Self.gutter - 1)
    return (label + "|" + String(line)).withoutTrailingBlanks
  }

  private func draw(_ course: TreatmentCourse, into line: inout [Character]) {
    let begin = column(of: max(course.start, first)) ?? 0
    let end = column(of: min(course.stop ?? last, last)) ?? columns - 1
    for column in begin...max(begin, end) { line[column] = "=" }
    line[begin] = course.start < first ? "<" : "["
    if let stop = course.stop, stop <= last {
      line[end] = begin == end ? "|" : "]"
    } else {
      line[end] = ">"
    }
  }
}
