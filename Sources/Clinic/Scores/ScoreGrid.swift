package import Outcomes
import Reporting

/// All scores of a patient by visit: a row per date, a column per measure and variant.
///
/// Each value knows its score, so that one step leads to its answers and history.
package struct ScoreGrid: Sendable {
  package struct Column: Hashable, Sendable {
    package let measure: Measure.ID
    package let variant: String
    /// `Grip (right hand)`.
    package let title: String
  }

  package struct Value: Sendable {
    /// The total, `no total` where answers are missing.
    package let text: String
    package let number: Int
  }

  package let columns: [Column]
  /// The latest date first; a value for each column, nil where nothing was recorded.
  package let rows: [(day: Day, values: [Value?])]

  package init(_ record: PatientRecord, library: Library) {
    let order = record.diagnoses.compactMap { library.disease($0.disease) }
      .flatMap { $0.counted.map(\.measure) + $0.coreSet + $0.watched }
    func rank(_ column: Column) -> (Int, String, String) {
      (order.firstIndex(of: column.measure) ?? order.count, column.measure.text, column.variant)
    }
    var columns: [Column] = []
    var values: [Day: [Column: Value]] = [:]
    for score in record.scores {
      let measure = library.measure(score.measure)
      let column = Column(
        measure: score.measure, variant: score.variant,
        title: measure.map { Wording.label($0, variant: score.variant) } ?? score.measure.text)
      if !columns.contains(column) { columns.append(column) }
      values[score.day, default: [:]][column] = Value(
        text: Self.text(score, measure), number: score.number)
    }
    self.columns = columns.sorted { rank($0) < rank($1) }
    let sorted = self.columns
    rows = values.keys.sorted(by: >).map { day in (day, sorted.map { values[day]?[$0] }) }
  }

  private static func text(_ score: Score, _ measure: Measure?) -> String {
    guard let measure else {
      return Wording.marked(score.total?.plain() ?? "no total", score)
    }
    let shown = measure.shown(total: score.total, answers: score.answers)
    var text = shown.isEmpty ? "no total" : shown
    if let compared = measure.comparedPart, let part = score.part {
      text += " (\(compared.id) \(part.plain()))"
    }
    return Wording.marked(text, score)
  }
}
