import Exchange
import Outcomes
import Registry
import Reporting

/// The form of an instrument: day, variant, answers, total, who rated, remark.
struct REDCapInstrument {
  private typealias Row = RecordedScore

  private let measure: Measure
  private let context: PackageContext
  private var fields: [PackageField<RecordedScore>] = []
  private var details: [REDCapDetail] = []

  init(_ measure: Measure, _ context: PackageContext) {
    self.measure = measure
    self.context = context
    add(PackageField(PackageContext.date) { .day($0.score.day) }, .init(role: .fact("date")))
    for key in measure.variants { addVariant(key) }
    for (slot, field) in measure.fields.enumerated() { addAnswer(field, slot) }
    if measure.isPlainSum { addSum() }
    if measure.mayBeTotalOnly { addTotalOnly() }
    add(
      PackageField(.init("rater", .text, .identifier, "Rated by")) { .text($0.rater) },
      .init(role: .fact("rater")))
    add(
      PackageField(.init("note", .text, .freeText, "Remark")) { .text($0.note) },
      .init(role: .fact("note"), hasLines: true))
  }

  /// - Parameter name: of the form.
  func form(named name: String) -> REDCapForm {
    let measure = measure
    return REDCapForm(
      name: name, title: measure.name, isRepeating: true, prefix: name,
      sheet: PackageSheet(name, "a score", key: [], references: [], fields) { package in
        package.scores.filter { $0.score.measure == measure.id }
      }, details: details, measure: measure)
  }

  private mutating func add(_ field: PackageField<RecordedScore>, _ detail: REDCapDetail) {
    fields.append(field)
    details.append(detail)
  }

  private mutating func addVariant(_ key: VariantKey) {
    let (measure, context) = (measure, context)
    let codes = REDCapCodes(key.values)
    let column = PackageColumn(
      key.key, key.values.isEmpty ? .text : .category, .value, key.label,
      categories: codes.all.map { .init($0.code, $0.value) })
    add(
      PackageField(column) { row in
        let value = measure.variantValue(key.key, in: context.variant(row.score))
        return Cell(value.map { codes.code(of: $0) ?? $0 })
      }, .init(role: .variant(key.key), words: codes.otherwise))
  }

  private mutating func addAnswer(_ field: Field, _ slot: Int) {
    let measure = measure
    var detail = REDCapDetail(role: .answer(field.id))
    var column = PackageColumn(field.id, .number, .value, field.label)
    var codes: REDCapCodes?
    switch field.kind {
    case .options(let options):
      let chosen = REDCapCodes(options.map { $0.number?.plain(4) ?? $0.value })
      column.kind = .category
      column.categories = zip(options, chosen.all).map { option, code in
        .init(code.code, option.text.isEmpty ? code.value : option.text)
      }
      detail.words = chosen.otherwise
      codes = chosen
    case .number(let range):
      let isWhole = range.minimum.denominator == 1 && range.step.denominator == 1
      column.kind = isWhole ? .integer : .number
      column.unit = range.unit
      column.range = range.minimum...range.maximum
    }
    add(
      PackageField(column) { [codes] row in
        switch measure.answers(of: row.score).slots[slot] {
        case .missing(let reason): .text(reason.redcapCode)
        case .number(let number):
          codes?.code(of: number.plain(4)).map(Cell.text) ?? .number(number)
        case .word(let word): .text(codes?.code(of: word) ?? word)
        case nil: .empty
        }
      }, detail)
  }

  /// Added up by REDCap: blank where an item is.
  private mutating func addSum() {
    add(
      PackageField(
        PackageColumn("total", .number, .value, "Total", unit: measure.totalScale.unit)
      ) { _ in .empty },
      .init(
        role: .total,
        sum: measure.items.filter(\.inTotal).map { .answer($0.id) }))
  }

  private mutating func addTotalOnly() {
    let range = measure.possibleTotals
    let isWhole = range.minimum.denominator == 1 && range.step.denominator == 1
    add(
      PackageField(
        PackageColumn(
          "total_only", isWhole ? .integer : .number, .value, "Total, recorded without its items",
          unit: range.unit
        ).within(range.minimum...range.maximum)
      ) { row in row.score.isTotalOnly ? row.score.total.map(Cell.number) ?? .empty : .empty },
      .init(role: .totalOnly))
  }
}

extension Measure {
  /// Whether the total is nothing but the sum of what is chosen or entered, with no item left out.
  var isPlainSum: Bool {
    guard scoring.rule == .sum, scoring.missingAllowed == 0 else { return false }
    let counted = items.filter(\.inTotal)
    return !counted.isEmpty
      && counted.allSatisfy { item in
        guard !item.optional, item.raw == nil, item.aid == nil else { return false }
        return switch item.kind {
        case .options(let options): options.allSatisfy { $0.number == $0.score }
        case .number: true
        }
      }
  }
}
