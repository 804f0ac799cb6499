package import Outcomes

/// Scores over time in characters.
///
/// Only what was measured is drawn: points without lines between them, so that a gap stays a gap.
/// Plain ASCII, because notes are pasted into all kinds of systems.
package struct TextChart: Sendable {
  package struct Series: Sendable {
    package var name: String
    package var points: [(day: Day, value: Rational)]

    package init(_ name: String, _ points: [(day: Day, value: Rational)]) {
      self.name = name
      self.points = points
    }
  }

  /// A horizontal line with its meaning: a baseline, a threshold.
  package struct Line: Sendable {
    package var value: Rational
    package var mark: Character
    package var meaning: String

    package init(_ value: Rational, _ mark: Character, _ meaning: String) {
      self.value = value
      self.mark = mark
      self.meaning = meaning
    }
  }

  /// A letter under the axis; without a meaning it is explained elsewhere.
  package struct Marker: Sendable {
    package var letter: Character
    package var day: Day
    package var meaning: String?

    package init(_ letter: Character, _ day: Day, _ meaning: String? = nil) {
      self.letter = letter
      self.day = day
      self.meaning = meaning
    }
  }

  /// Above the chart; empty if there is a heading already.
  package var title: String
  package var series: [Series]
  package var lines: [Line] = []
  package var markers: [Marker] = []
  package var axis: TimeAxis
  /// Fixed ends of the value axis; nil: what the points and lines need.
  package var range: ClosedRange<Rational>?
  /// The smallest step between two values; rows are never closer.
  package var smallestStep = Rational(1, over: 100)
  /// Fixed step between rows; nil: the finest round one that fits.
  package var rowStep: Rational?

  /// Told apart by shape, not by colour.
  private static let marks: [Character] = ["o", "x", "#", "@", "%", "&"]
  private static let height = 9

  package init(title: String = "", series: [Series], axis: TimeAxis) {
    self.title = title
    self.series = series
    self.axis = axis
  }

  /// Without trailing blanks, one text per line; empty when there is nothing to draw.
  package var drawn: [String] {
    let scale = scale
    guard let scale, series.contains(where: { !$0.points.isEmpty }) else { return [] }
    var rows = Array(
      repeating: Array(repeating: Character(" "), count: axis.columns), count: scale.rows)
    draw(lines, into: &rows, scale)
    for (position, series) in series.enumerated() {
      let mark = Self.marks[position % Self.marks.count]
      for point in series.points {
        guard let column = axis.column(of: point.day) else { continue }
        let row = scale.row(of: point.value)
        let there = rows[row][column]
        rows[row][column] = Self.marks.contains(there) && there != mark ? "*" : mark
      }
    }
    var text = title.isEmpty ? [] : title.wrapped(axis.columns + TimeAxis.gutter)
    for row in rows.indices.reversed() {
      let label = scale.value(of: row).plain(2).paddedLeft(TimeAxis.gutter - 2)
      text.append((label + " |" + String(rows[row])).withoutTrailingBlanks)
    }
    text += axis.lines
    if let line = axis.markerLine(markers.map { ($0.letter, $0.day) }) { text.append(line) }
    return text + legend(rows)
  }

  private func draw(_ lines: [Line], into rows: inout [[Character]], _ scale: Scale) {
    for (position, line) in lines.enumerated() {
      let row = scale.row(of: line.value)
      let sharesRow = lines[..<position].contains { scale.row(of: $0.value) == row }
      // Two lines in one row take turns.
      for column in rows[row].indices where !sharesRow || column % 4 == 2 {
        rows[row][column] = column % 2 == 0 ? line.mark : " "
      }
    }
  }

  private func legend(_ rows: [[Character]]) -> [String] {
    var entries: [String] = []
    for (position, series) in series.enumerated() where self.series.count > 1 {
      entries.append("\(Self.marks[position % Self.marks.count]) \(series.name)")
    }
    if rows.contains(where: { $0.contains("*") }) { entries.append("* several in one place") }
    entries += lines.map { "\($0.mark) \($0.mark) \($0.meaning)" }
    entries += markers.filter { axis.column(of: $0.day) != nil }
      .compactMap { marker in marker.meaning.map { "\(marker.letter) \($0)" } }
    let indent = String(repeating: " ", count: TimeAxis.gutter)
    return entries.flatMap { entry in
      let wrapped = entry.wrapped(axis.columns)
      return wrapped.enumerated().map { indent + ($0.offset == 0 ? "" : "  ") + $0.element }
    }
  }

  private struct Scale {
    var lowest: Rational
    var step: Rational
    var rows: Int

    /// Rows from one step below the lowest value to one step above the highest, at least three.
    init(from lowest: Rational, to highest: Rational, step: Rational) {
      let below = Self.floor(lowest / step)
      let above = -Self.floor(-highest / step)
      self.lowest = Rational(below) * step
      self.step = step
      rows = max(above - below + 1, 3)
    }

    private static func floor(_ value: Rational) -> Int {
      let quotient = value.numerator / value.denominator
      return Int(value.isNegative && value.denominator != 1 ? quotient - 1 : quotient)
    }

    func value(of row: Int) -> Rational { lowest + step * Rational(row) }

    /// Rounded to the nearest row.
    func row(of value: Rational) -> Int {
      let doubled = (value - lowest) / step * Rational(2) + .one
      let row = Int(doubled.numerator / (doubled.denominator * 2))
      return min(max(row, 0), rows - 1)
    }
  }

  /// The finest round step with which everything fits the height.
  private var scale: Scale? {
    let values = series.flatMap { $0.points.map(\.value) } + lines.map(\.value)
    guard let lowest = range?.lowerBound ?? values.min(),
      let highest = range?.upperBound ?? values.max()
    else { return nil }
    if let rowStep { return Scale(from: lowest, to: highest, step: rowStep) }
    for exponent in [
      Rational(1, over: 100), Rational(1, over: 10), .one, Rational(10), Rational(100),
      Rational(1000), Rational(10_000),
    ] {
      for factor in [Rational(1), Rational(2), Rational(5)] {
        let step = exponent * factor
        guard step >= smallestStep else { continue }
        let scale = Scale(from: lowest, to: highest, step: step)
        if scale.rows <= Self.height { return scale }
      }
    }
    return nil
  }
}
