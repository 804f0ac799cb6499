import Exchange
import Outcomes
import Reporting

extension PackageContext {
  static let answerReasons = MissingReason.allCases.map { PackageColumn.Category($0.rawValue) }

  /// A column for one of some options: numbers where all are, else words in their order.
  static func column(_ name: String, _ options: [Item.Option], _ meaning: String) -> PackageColumn {
    let numbers = options.compactMap(\.number)
    let kind: PackageColumn.Kind =
      numbers.count < options.count
      ? .category : numbers.allSatisfy { $0.denominator == 1 } ? .integer : .number
    var column = PackageColumn(
      name, kind, .value, meaning,
      categories: options.map { .init($0.number?.plain(4) ?? $0.value, $0.text) })
    column.isOrdered = true
    if kind != .category, let least = numbers.min(), let most = numbers.max() {
      column.range = least...most
    }
    return column
  }

  private static func column(_ name: String, _ field: Field, of measure: Measure) -> PackageColumn {
    let meaning = "\(measure.short): \(field.label)"
    var column: PackageColumn
    switch field.kind {
    case .options(let options): column = Self.column(name, options, meaning)
    case .number(let range):
      let isWhole = range.minimum.denominator == 1 && range.step.denominator == 1
      column = PackageColumn(
        name, isWhole ? .integer : .number, .value, meaning, unit: range.unit
      ).within(range.minimum...range.maximum)
    }
    column.source = measure.sources.first?.citation
    return column
  }

  private static func cell(_ answer: Answer?) -> Cell {
    switch answer {
    case .number(let value): .number(value)
    case .word(let word): .text(word)
    case .missing, nil: .empty
    }
  }

  private static func missing(_ answer: Answer?) -> Cell {
    if case .missing(let reason) = answer { .text(reason.rawValue) } else { .empty }
  }

  /// A row per answer to an item.
  var answers: PackageSheet {
    typealias Row = (number: Int, measure: Measure, field: Field, answer: Answer)
    let library = library
    return PackageSheet(
      "answers", "an answer to an item of an instrument, or its value alone",
      key: ["score", "item"], references: [.patients, .scores],
      [
        PackageField<Row>(Self.scoreNumber) { .integer($0.number) },
        PackageField<Row>(measureColumn) { .text($0.measure.id.text) },
        PackageField<Row>(
          PackageColumn("item", .text, .value, "the item; value: the instrument's value alone")
            .required()
        ) { .text($0.field.id) },
        PackageField<Row>(
          .init(
            "value", .number, .value,
            "the answer as a number; of options that are words, what they count")
        ) { row in row.answer.score(of: row.field.kind).map(Cell.number) ?? .empty },
        PackageField<Row>(
          Self.reason(of: "value", named: "missing")
        ) { Self.missing($0.answer) },
        PackageField<Row>(
          .init("text", .text, .value, "what the chosen option means; of numbers empty")
        ) { row in
          guard case .options(let options) = row.field.kind else { return .empty }
          return Cell(
            options.first { option in
              switch row.answer {
              case .number(let value): option.number == value
              case .word(let word): option.value == word
              case .missing: false
              }
            }?.text)
        },
      ]
    ) { package in
      package.numberedScores.flatMap { scored -> [Row] in
        guard let measure = library.measure(scored.score.measure) else { return [] }
        return zip(measure.fields, measure.answers(of: scored.score).slots).compactMap {
          field, answer in answer.map { (scored.number, measure, field, $0) }
        }
      }
    }
  }

  private static func reason(of column: String, named name: String) -> PackageColumn {
    var missing = PackageColumn(
      name, .category, .value, "why \(column) is empty", categories: answerReasons)
    missing.reasonFor = column
    return missing
  }

  /// For each recorded measure with items a table with a column for each.
  var items: [PackageSheet] {
    var names = PackageNames()
    return measures.filter { !$0.items.isEmpty }.map { measure in
      items(of: measure, named: names.name(["items", measure.id.text]))
    }
  }

  private func items(of measure: Measure, named name: String) -> PackageSheet {
    typealias Row = (scored: NumberedScore, slots: [Answer?])
    var total = totalColumn(of: measure, part: nil)
    total.name = "total"
    total.meaning = "\(measure.short): total"
    var fields: [PackageField<Row>] = [
      .init(Self.scoreNumber) { .integer($0.scored.number) },
      .init(Self.date) { .day($0.scored.score.day) },
      .init(total) { Self.total($0.scored.score, of: measure, part: nil) },
      .init(Self.missing(of: "total", named: "total_missing")) {
        Self.totalMissing($0.scored.score, of: measure, part: nil)
      },
    ]
    var names = PackageNames(
      taken: fields.map(\.column.name) + [PackageSheet.patient.name, "study_code", "day"])
    for (position, field) in measure.fields.enumerated() {
      let column = Self.column(names.name([field.id]), field, of: measure)
      fields.append(.init(column) { Self.cell($0.slots[position]) })
      fields.append(
        .init(Self.reason(of: column.name, named: names.missing(of: column.name))) {
          Self.missing($0.slots[position])
        })
    }
    return PackageSheet(
      name, "a score of \(measure.name); a column per item", key: ["score"],
      references: [.patients, .scores, .visits], fields
    ) { package in
      package.numberedScores.filter { $0.score.measure == measure.id }.map {
        ($0, measure.answers(of: $0.score).slots)
      }
    }
  }
}
