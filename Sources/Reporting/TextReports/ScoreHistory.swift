package import Outcomes

/// All scores of a patient as tables, a row per date; measures that do not fit one table go into
/// the next.
package struct ScoreHistory {
  package let patient: PatientJudgement
  package let library: Library

  /// A note shows the latest dates; the export holds all.
  private static let mostDates = 24
  /// Beside a total that was recorded without its items.
  private static let mark = "*"

  package init(patient: PatientJudgement, library: Library) {
    self.patient = patient
    self.library = library
  }

  private struct Column: Hashable {
    var measure: Measure.ID
    var variant: String
    /// The compared part (a centile) in place of the total.
    var showsPart: Bool
  }

  var tables: [ReportLine] {
    let scores = patient.record.scores
    let dates = Array(Set(scores.map(\.day))).sorted()
    let shown = dates.suffix(Self.mostDates)
    let order = measureOrder
    let columns = scores.flatMap(columns)
      .uniqued
      .sorted { rank($0, order) < rank($1, order) }
    guard !columns.isEmpty else { return [] }
    var tables: [ReportLine] = []
    var rest = columns[...]
    while !rest.isEmpty {
      var width = 12
      var taken: [Column] = []
      while let next = rest.first,
        taken.isEmpty || width + title(next).count + 2 <= ReportLine.width
      {
        width += title(next).count + 2
        taken.append(rest.removeFirst())
      }
      tables.append(.table(table(taken, shown)))
    }
    if scores.contains(where: { $0.isTotalOnly && shown.contains($0.day) }) {
      let meaning = "\(Self.mark) \(Wording.totalOnly): recorded without its items."
      tables.append(.paragraph(meaning, indent: 2))
    }
    if shown.count < dates.count {
      let left = Wording.counted(dates.count - shown.count, "earlier date")
      tables.append(.paragraph("\(left) not shown.", indent: 2))
    }
    return tables
  }

  /// Counted measures first, then those of the core set and those watched.
  private var measureOrder: [Measure.ID] {
    patient.record.diagnoses.compactMap { library.disease($0.disease) }
      .flatMap { $0.counted.map(\.measure) + $0.coreSet + $0.watched }.uniqued
  }

  private func rank(_ column: Column, _ order: [Measure.ID]) -> (Int, Measure.ID, String, Int) {
    (
      order.firstIndex(of: column.measure) ?? order.count, column.measure, column.variant,
      column.showsPart ? 1 : 0
    )
  }

  private func columns(of score: Score) -> [Column] {
    let whole = Column(measure: score.measure, variant: score.variant, showsPart: false)
    guard library.measure(score.measure)?.comparedPart != nil, score.part != nil else {
      return [whole]
    }
    return [whole, Column(measure: score.measure, variant: score.variant, showsPart: true)]
  }

  private func title(_ column: Column) -> String {
    guard let measure = library.measure(column.measure) else { return column.measure.text }
    let values = column.variant.split(separator: ";")
      .compactMap { $0.split(separator: "=", maxSplits: 1).last.map(String.init) }
    let part = column.showsPart ? measure.comparedPart?.id : nil
    return ([measure.short] + values + [part].compactMap(\.self)).joined(separator: " ")
  }

  private func table(_ columns: [Column], _ dates: ArraySlice<Day>) -> Table {
    var values: [Day: [Column: Cell]] = [:]
    for score in patient.record.scores {
      for column in self.columns(of: score) {
        let value = column.showsPart ? score.part : score.total
        let isMarked = score.isTotalOnly && !column.showsPart
        values[score.day, default: [:]][column] =
          value.map { isMarked ? .text("\($0.plain())\(Self.mark)") : .plain($0) }
          ?? .text("partial")
      }
    }
    let rows = dates.compactMap { day -> [Cell]? in
      let cells = columns.map { values[day]?[$0] ?? .empty }
      return cells.contains { $0 != .empty } ? [.day(day)] + cells : nil
    }
    return Table(
      columns: [.init("date", "Date", .date)]
        + columns.map { .init(title($0), title($0), .number) },
      rows: rows)
  }
}
