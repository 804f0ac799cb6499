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

  /// A column of `scores-wide`.
  struct WideSeries: Hashable, Comparable {
    var measure: Measure.ID
    var variant: String

    var key: String { variant.isEmpty ? measure.text : "\(measure.text) \(variant)" }

    static func < (a: WideSeries, b: WideSeries) -> Bool {
      (a.measure, a.variant) < (b.measure, b.variant)
    }
  }

  var columns: [Table.Column] {
    switch layout {
    case .scoresWide: layout.fixedColumns + series.map { Self.column($0, library) }
    case .itemsWide: layout.fixedColumns + (measure.map(Self.itemColumns) ?? [])
    default: layout.fixedColumns
    }
  }

  static func column(_ series: WideSeries, _ library: Library) -> Table.Column {
    let measure = library.measure(series.measure)
    return Table.Column(
      series.key, series.key, .number, unit: measure?.unit,
      meaning: (measure?.name ?? series.measure.text)
        + (series.variant.isEmpty ? "" : ", \(series.variant)"),
      allowed: measure.map { "\($0.range.lowerBound.plain()) to \($0.range.upperBound.plain())" },
      source: measure?.sources.first?.citation)
  }

  static func itemColumns(_ measure: Measure) -> [Table.Column] {
    measure.fields.map { field in
      let allowed: String
      var unit: String?
      switch field.kind {
      case .options(let options):
        allowed = options.map { "\($0.value)=\($0.text)" }.joined(separator: "; ")
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

  func rows(_ record: PatientRecord) -> [[Cell]] {
    let id = Cell.text(record.patient.id.text)
    switch layout {
    case .patients:
      let patient = record.patient
      return [
        [
          id, .text(patient.familyName), .text(patient.givenName), Cell(patient.birthDate),
          Cell(patient.sex?.rawValue),
        ]
      ]
    case .diagnoses:
      return record.diagnoses.map { diagnosis in
        [
          id, .text(diagnosis.disease.text), .day(diagnosis.diagnosedOn), Cell(diagnosis.onsetOn),
          Cell(diagnosis.endedOn), .text(diagnosis.note),
        ]
      }
    case .treatments:
      return record.courses.map { course in
        [
          id, .text(course.therapy.text), .day(course.start), Cell(course.stop),
          .text(course.intent.rawValue), course.dose.map { .plain($0) } ?? .empty,
          .text(course.unit),
          Cell(course.intervalDays), .text(course.note),
        ]
      }
    case .scores: return scoreRows(record, id)
    case .scoresWide: return wideRows(record, id)
    case .itemsWide: return itemRows(record, id)
    case .responses:
      return ResponsesTable.rows(
        for: library.judgeCourses(record, asOf: asOf), patient: record.patient.id, asOf: asOf)
    case .codebook: return []
    }
  }

  /// Raters and notes are not part of a record; the plain layout is written from the file itself.
  private func scoreRows(_ record: PatientRecord, _ id: Cell) -> [[Cell]] {
    record.scores.flatMap { score -> [[Cell]] in
      guard let measure = library.measure(score.measure) else { return [] }
      let answers = Answers(compact: score.answers, of: measure)
      return zip(measure.fields, answers.slots).compactMap { field, answer in
        answer.map { answer in
          let item = if case .value = field.role { "" } else { field.id }
          return [
            id, .day(score.day), .text(score.measure.text), .text(item), Self.cell(answer),
            .text(score.variant), .empty, .empty,
          ]
        }
      }
    }
  }

  private func wideRows(_ record: PatientRecord, _ id: Cell) -> [[Cell]] {
    var byDay: [Day: [WideSeries: Cell]] = [:]
    for score in record.scores {
      let series = WideSeries(measure: score.measure, variant: score.variant)
      byDay[score.day, default: [:]][series] = value(score)
    }
    return byDay.keys.sorted().map { day in
      [id, .day(day)] + series.map { byDay[day]?[$0] ?? .empty }
    }
  }

  /// The total, or the value that is compared where there is no total (a centile entered alone).
  private func value(_ score: Score) -> Cell {
    guard let measure = library.measure(score.measure), measure.value != nil, score.total != nil
    else {
      return Cell(score.total ?? score.part)
    }
    let shown = measure.shown(total: score.total, answers: score.answers)
    return Rational(decimal: shown) == score.total ? Cell(score.total) : .text(shown)
  }

  private func itemRows(_ record: PatientRecord, _ id: Cell) -> [[Cell]] {
    guard let measure else { return [] }
    return record.scores.filter { $0.measure == measure.id }.map { score in
      let answers = Answers(compact: score.answers, of: measure)
      return [
        id, .day(score.day), .text(measure.id.text), .text(score.version), .text(score.variant),
        Cell(score.total),
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
    value.denominator == 1 ? .integer(Int(value.numerator)) : .plain(value)
  }
}
