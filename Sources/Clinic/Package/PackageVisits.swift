import Exchange
import Outcomes
import Registry
import Reporting

extension PackageContext {
  static let date = PackageColumn("date", .date, .date, "day of the visit").required()

  /// A row per patient and day with scores or a note.
  var visits: PackageSheet {
    typealias Row = (day: Day, scores: Int, note: VisitNote?)
    let answers = YesOrNo.allCases.map { PackageColumn.Category($0.rawValue) }
    return PackageSheet(
      "visits", "a patient and day with scores or a note", key: ["date"],
      references: [.patients],
      [
        PackageField<Row>(Self.date) { .day($0.day) },
        PackageField<Row>(
          .init("scores", .integer, .value, "how many scores were recorded on that day")
        ) { .integer($0.scores) },
        PackageField<Row>(
          .init(
            "illness", .category, .value,
            "whether there was another illness since the last visit; empty: not asked",
            categories: answers)
        ) { Cell($0.note?.illness.map { YesOrNo($0).rawValue }) },
        PackageField<Row>(
          .init(
            "missed_doses", .category, .value,
            "whether doses were missed or late since the last visit; empty: not asked",
            categories: answers)
        ) { Cell($0.note?.missedDoses.map { YesOrNo($0).rawValue }) },
        PackageField<Row>(
          .init(
            "days_since_dose", .integer, .value, "days since the last dose; empty: not asked",
            unit: "days")
        ) { Cell($0.note?.daysSinceDose) },
        PackageField<Row>(.init("note", .text, .freeText, "remark")) { .text($0.note?.note ?? "") },
      ]
    ) { package in
      let counts = Dictionary(grouping: package.scores, by: \.score.day).mapValues(\.count)
      let notes = package.record.visitNotes
      return Set(counts.keys).union(notes.map(\.day)).sorted().map { day in
        (day, counts[day] ?? 0, notes.first { $0.day == day })
      }
    }
  }

  /// A row per patient and day with scores, a column per measure and variant.
  var wide: PackageSheet {
    typealias Row = (day: Day, scores: [WideSeries: RecordedScore])
    var names = PackageNames(taken: [
      PackageSheet.patient.name, Self.date.name, "study_code", "day",
    ])
    var fields: [PackageField<Row>] = [PackageField(Self.date) { .day($0.day) }]
    for one in series where !one.marksTotalOnly {
      guard let measure = library.measure(one.measure) else { continue }
      let described = one.column(library, variants)
      var column = totalColumn(of: measure, part: one.part)
      let variant = variants?.written(one.variant, of: one.measure) ?? one.variant
      let values = variant.split(separator: ";").map { pair in
        String(pair.split(separator: "=", maxSplits: 1).last ?? "")
      }
      column.name = names.name([measure.id.text] + values + [one.part].compactMap(\.self))
      column.meaning = described.meaning
      column.source = described.source
      var key = one
      key.part = nil
      fields.append(
        PackageField(column) { [key] row in
          row.scores[key].map { Self.total($0.score, of: measure, part: one.part) } ?? .empty
        })
      fields.append(
        PackageField(
          Self.missing(of: column.name, named: names.missing(of: column.name))
        ) { [key] row in
          row.scores[key].map { Self.totalMissing($0.score, of: measure, part: one.part) } ?? .empty
        })
    }
    return PackageSheet(
      "wide", "a patient and day with scores; a column per measure and variant", key: ["date"],
      references: [.patients, .visits], fields
    ) { package in
      Dictionary(grouping: package.scores, by: \.score.day).sorted { $0.key < $1.key }.map {
        day, scores in
        let bySeries = scores.map {
          (WideSeries(measure: $0.score.measure, variant: $0.score.variant), $0)
        }
        return (day, Dictionary(bySeries, uniquingKeysWith: { first, _ in first }))
      }
    }
  }
}
