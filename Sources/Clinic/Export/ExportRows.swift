import Outcomes
import Reporting

/// The rows of one patient in one layout, as typed cells.
struct ExportRows {
  let layout: ExportLayout
  let library: Library
  let asOf: Day
  /// Of `items-wide`.
  let measure: Measure?
  /// Of `scores-wide`, in the order of the columns.
  let series: [WideSeries]

  /// How variants are written; nil: as recorded.
  var variants: NumberedVariants?
  /// What a clinic wrote freely in place of an id is `other`.
  var hidesFreeText = false

  var columns: [Table.Column] {
    switch layout {
    case .scoresWide: layout.fixedColumns + series.map { $0.column(library, variants) }
    case .itemsWide: layout.fixedColumns + (measure.map(Self.itemColumns) ?? [])
    case .patients, .diagnoses, .treatments, .scores, .reviews, .considerations, .visits,
      .responses, .codebook:
      layout.fixedColumns
    }
  }

  static func itemColumns(_ measure: Measure) -> [Table.Column] {
    measure.fields.map { field in
      let allowed: String
      var unit: String?
      switch field.kind {
      case .options(let options):
        allowed = optionList(options)
      case .number(let range):
        allowed =
          "\(range.minimum.plain(4)) to \(range.maximum.plain(4)) in steps of \(range.step.plain(4))"
        unit = range.unit
      }
      return Table.Column(
        field.id, field.label, unit: unit, meaning: "\(measure.short): \(field.label)",
        allowed: allowed + "; not-done unable refused not-applicable",
        source: measure.sources.first?.citation)
    }
  }

  /// `0=none; 1=slight`.
  static func optionList(_ options: [Item.Option]) -> String {
    options.map { "\($0.value)=\($0.text)" }.joined(separator: "; ")
  }

  func rows(_ record: PatientRecord) -> [[Cell]] {
    let id = Cell.text(record.patient.id.text)
    switch layout {
    case .patients: return [record.patient.cells]
    case .diagnoses: return record.diagnoses.map { [id] + $0.cells }
    case .treatments: return record.courses.map { [id] + $0.cells }
    case .scores: return scoreRows(record, id)
    case .reviews: return record.reviews.flatMap(\.rows).map { [id] + $0 }
    case .considerations: return record.considerations.map { [id] + considered($0).cells }
    case .visits: return record.visits.map { [id] + $0.cells }
    case .scoresWide: return wideRows(record, id)
    case .itemsWide: return itemRows(record, id)
    case .responses:
      return ResponsesTable.rows(
        for: library.judgeCourses(record, asOf: asOf), patient: record.patient.id, asOf: asOf)
    case .codebook: return []
    }
  }

  private func considered(_ consideration: Consideration) -> Consideration {
    guard hidesFreeText, !library.knowsRow(consideration.row, in: consideration.disease) else {
      return consideration
    }
    var hidden = consideration
    hidden.row = "other"
    return hidden
  }

  /// Raters and notes are not part of a record; the plain layout is written from the file itself.
  private func scoreRows(_ record: PatientRecord, _ id: Cell) -> [[Cell]] {
    record.scores.flatMap { score -> [[Cell]] in
      guard let measure = library.measure(score.measure) else { return [] }
      let answers = measure.answers(of: score)
      func row(_ item: String, _ value: Cell) -> [Cell] {
        [
          id, .day(score.day), .text(score.measure.text), .text(item), value,
          .text(variant(score)), .empty, .empty,
        ]
      }
      return (answers.totalOnly.map { [row("total", .number($0))] } ?? [])
        + zip(measure.fields, answers.slots).compactMap { field, answer in
          answer.map { answer in
            let item = if case .value = field.role { "" } else { field.id }
            return row(item, Self.cell(answer))
          }
        }
    }
  }

  private func variant(_ score: Score) -> String {
    variants?.written(score.variant, of: score.measure) ?? score.variant
  }

  private func wideRows(_ record: PatientRecord, _ id: Cell) -> [[Cell]] {
    var byDay: [Day: [WideSeries: Cell]] = [:]
    for score in record.scores {
      var series = WideSeries(measure: score.measure, variant: score.variant)
      byDay[score.day, default: [:]][series] = total(score)
      if score.isTotalOnly {
        var mark = series
        mark.marksTotalOnly = true
        byDay[score.day, default: [:]][mark] = .text("yes")
      }
      series.part = library.measure(score.measure)?.comparedPart?.id
      if series.part != nil { byDay[score.day, default: [:]][series] = Cell(score.part) }
    }
    return byDay.keys.sorted().map { day in
      [id, .day(day)] + series.map { byDay[day]?[$0] ?? .empty }
    }
  }

  /// The total, as its option's value where the instrument is one choice.
  private func total(_ score: Score) -> Cell {
    guard let measure = library.measure(score.measure), measure.value != nil, score.total != nil
    else {
      return Cell(score.total)
    }
    let shown = measure.shown(total: score.total, answers: score.answers)
    return Rational(decimal: shown) == score.total ? Cell(score.total) : .text(shown)
  }

  private func itemRows(_ record: PatientRecord, _ id: Cell) -> [[Cell]] {
    guard let measure else { return [] }
    return record.scores.filter { $0.measure == measure.id }.map { score in
      let answers = measure.answers(of: score)
      return [
        id, .day(score.day), .text(measure.id.text), .text(score.version), .text(variant(score)),
        Cell(score.total), score.isTotalOnly ? .text("yes") : .empty,
      ] + answers.slots.map { $0.map(Self.cell) ?? .empty }
    }
  }

  private static func cell(_ answer: Answer) -> Cell {
    if case .number(let value) = answer { .number(value) } else { .text(answer.text) }
  }
}

extension Cell {
  /// An entered number, exactly as entered (at most four decimals).
  static func number(_ value: Rational) -> Cell {
    if value.denominator == 1 { return .integer(Int(value.numerator)) }
    var places = 1
    var scale: Int64 = 10
    while places < 4, scale % value.denominator != 0 { (places, scale) = (places + 1, scale * 10) }
    return .decimal(value, places: places)
  }
}
