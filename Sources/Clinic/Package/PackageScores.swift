import Exchange
import Outcomes
import Registry
import Reporting

/// A score, and its number within the patient.
struct NumberedScore {
  let number: Int
  let recorded: RecordedScore
  var score: Score { recorded.score }
}

extension PackageRecord {
  /// By day, measure and variant; a number of the clinic file would tell in which order patients were
  /// entered.
  var numberedScores: [NumberedScore] {
    scores.enumerated().map { NumberedScore(number: $0 + 1, recorded: $1) }
  }
}

extension PackageContext {
  static let scoreNumber = PackageColumn(
    "score", .integer, .value, "number of the score within the patient, by day"
  ).required()

  var measureColumn: PackageColumn {
    PackageColumn(
      "measure", .category, .value, "the instrument", categories: Self.named(measures)
    ).required()
  }

  /// The words that say why a total is missing.
  static let totalReasons: [PackageColumn.Category] =
    MissingReason.allCases.map { .init($0.rawValue) } + [
      .init("incomplete", "the instrument's rule gives no total from these answers"),
      .init("no-table", "the table that gives the compared value has none for this total"),
    ]

  static func missing(of column: String, named name: String) -> PackageColumn {
    var missing = PackageColumn(
      name, .category, .value, "why \(column) is empty", categories: totalReasons)
    missing.reasonFor = column
    return missing
  }

  /// The total, or the value that a table gives for it, without a name.
  func totalColumn(of measure: Measure, part: String?) -> PackageColumn {
    let scale = part == nil ? measure.totalScale : measure.scale
    if part == nil, measure.scoring.rule == .entered,
      case .options(let options)? = measure.value?.kind
    {
      return Self.column("", options, "")
    }
    var column = PackageColumn("", .number, .value, "", unit: scale.unit).within(scale.range)
    column.isOrdered = false
    return column
  }

  static func total(_ score: Score, of measure: Measure, part: String?) -> Cell {
    if part != nil { return score.part.map(Cell.number) ?? .empty }
    guard measure.scoring.rule == .entered, case .options(let options)? = measure.value?.kind
    else { return score.total.map(Cell.number) ?? .empty }
    guard score.total != nil else { return .empty }
    let shown = measure.shown(total: score.total, answers: score.answers)
    if options.contains(where: { $0.number == nil }) { return .text(shown) }
    return (Rational(decimal: shown) ?? score.total).map(Cell.number) ?? .empty
  }

  static func totalMissing(_ score: Score, of measure: Measure, part: String?) -> Cell {
    // A part may be known where the total is not.
    if part == nil ? score.total != nil : score.part != nil { return .empty }
    if score.total == nil {
      let slots = measure.answers(of: score).slots
      if let slot = measure.valueSlot, case .missing(let reason)? = slots[slot],
        slots.compactMap(\.self).count == 1
      {
        return .text(reason.rawValue)
      }
      return .text("incomplete")
    }
    return .text("no-table")
  }

  /// A row per score.
  var scores: PackageSheet {
    typealias Row = NumberedScore
    let library = library
    func measured(_ cell: @escaping (Score, Measure) -> Cell) -> (Row) -> Cell {
      { row in library.measure(row.score.measure).map { cell(row.score, $0) } ?? .empty }
    }
    var fields: [PackageField<Row>] = [
      .init(Self.scoreNumber) { .integer($0.number) },
      .init(Self.date) { .day($0.score.day) },
      .init(measureColumn) { .text($0.score.measure.text) },
      .init(.init("version", .text, .value, "version of the instrument's definition")) {
        .text($0.score.version)
      },
      .init(
        .init(
          "definition", .text, .value,
          "first \(Self.digits) digits of the definition's SHA-256; all of them in manifest.json")
      ) { .text(String($0.recorded.definitionHash.prefix(Self.digits))) },
      .init(.init("total", .number, .value, "total, in total_unit")) {
        $0.score.total.map(Cell.number) ?? .empty
      },
      .init(
        Self.missing(of: "total", named: "total_missing"),
        measured { Self.totalMissing($0, of: $1, part: nil) }),
      .init(
        .init("total_unit", .text, .value, "unit of the total"),
        measured { $0.total == nil ? .empty : .text($1.totalScale.unit) }),
      .init(
        .init(
          "total_text", .text, .value,
          "the option that was chosen, of an instrument that is one choice"),
        measured { score, measure in
          guard measure.scoring.rule == .entered, score.total != nil,
            case .options? = measure.value?.kind
          else { return .empty }
          return .text(measure.shown(total: score.total, answers: score.answers))
        }),
      .init(
        .init(
          "compared", .number, .value,
          "value on which scores are compared: that of a table where there is one, else the total"),
        measured { score, measure in
          (measure.comparedPart == nil ? score.total : score.part).map(Cell.number) ?? .empty
        }),
      .init(
        Self.missing(of: "compared", named: "compared_missing"),
        measured { Self.totalMissing($0, of: $1, part: $1.comparedPart?.id) }),
      .init(
        .init(
          "total_only", .category, .value, "whether the total was recorded without its items",
          categories: [.init("yes"), .init("no")])
      ) { .text($0.score.isTotalOnly ? "yes" : "no") },
      .init(.init("rater", .text, .identifier, "who rated")) { .text($0.recorded.rater) },
      .init(.init("note", .text, .freeText, "remark")) { .text($0.recorded.note) },
    ]
    let columns = PackageVariantColumns(measures)
    for key in columns.keys {
      let column = PackageColumn(
        columns.name(of: key), .text, .value,
        "variant of the instrument: \(key)" + (variants == nil ? "" : "; own words as numbers"))
      fields.append(
        .init(column) { row in
          guard let measure = library.measure(row.score.measure),
            measure.variants.contains(where: { $0.key == key })
          else { return .empty }
          return Cell(measure.variantValue(key, in: variant(row.score)))
        })
    }
    return PackageSheet(
      "scores", "a score", key: ["score"], references: [.patients, .visits], fields,
      rows: \.numberedScores)
  }
}
