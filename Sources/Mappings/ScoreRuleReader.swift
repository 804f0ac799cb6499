import Exchange
import Measures
import Outcomes

/// Visits and the instruments of them.
extension MappingReader {
  func visit(_ value: YAMLValue, _ context: inout MappingContext) -> VisitRule? {
    let keys = ["repeat", "suffixes", "one-per-row", "turned", "date", "scores", "note"]
    guard let table = value.table("'visits'", allowed: keys) else { return nil }
    _ = table["one-per-row"]?.flag()
    var date: CellSource?
    if let turned = table["turned"] {
      context.file.isTurned = true
      table["date"]?.fault(.eitherOr(["date", "turned"]))
      date = turned.table("'turned'", allowed: ["dates-in-row"])?.required("dates-in-row")
        .flatMap { source($0, context) }
    } else {
      date = table.required("date").flatMap { source($0, context) }
    }
    let scores = table["scores"]?.list()?.compactMap { score($0, context) } ?? []
    guard let date else { return nil }
    var rule = VisitRule(line: value.line, date: date)
    rule.repetition = repetition(table)
    rule.scores = scores
    rule.note = notes(table["note"], context)
    return rule
  }

  /// A table with one row per measurement: a visit with one instrument, whose name is in the row.
  func long(_ value: YAMLValue, _ context: MappingContext) -> VisitRule? {
    guard let table = value.table("'long'", allowed: Self.scoreKeys + ["date"]) else { return nil }
    let date = table.required("date").flatMap { source($0, context) }
    let score = score(table, context)
    guard let date, let score else { return nil }
    var rule = VisitRule(line: value.line, date: date)
    rule.scores = [score]
    return rule
  }

  private static let scoreKeys = [
    "measure", "by-unit", "items", "item", "total", "value", "variant", "note", "rater", "empty",
    "missing", "decimal", "thousands", "percent", "censored",
  ]

  private func score(_ value: YAMLValue, _ context: MappingContext) -> ScoreRule? {
    value.table("a score", allowed: Self.scoreKeys).flatMap { score($0, context) }
  }

  private func score(_ table: YAMLTable, _ outer: MappingContext) -> ScoreRule? {
    var context = outer
    if let missing = table["missing"] { context.missing = self.missing(missing) + context.missing }
    numbers(table, &context.numbers)
    censored(table, &context)
    guard let (instrument, measures) = instrument(table, context) else { return nil }
    var rule = ScoreRule(line: table.place.line, instrument: instrument)
    let fields = Set(measures.flatMap { $0.fields.map(\.id) })
    for (item, place, value) in table["items"]?.entries() ?? [] {
      if !measures.isEmpty, !fields.contains(item) {
        place.fault(.undefined(kind: "item of the measure", id: item, known: fields.sorted()))
      }
      if let source = source(value, context) { rule.items.append((item, source)) }
    }
    rule.total = table["total"].flatMap { source($0, context, keys: ["check"]) }
    rule.value = table["value"].flatMap { source($0, context) }
    rule.item = table["item"].flatMap {
      source(
        $0, context,
        target: WordTarget(
          kind: "item", allowed: measures.isEmpty ? nil : fields.sorted() + ["total"]))
    }
    if let total = table["total"], table["items"] != nil,
      total.value(of: "check")?.flag() != true
    {
      total.fault(
        .missingKey(
          "check", in: "'total'", why: "a total beside items is compared with them: check: true"))
    }
    if case .measure = rule.instrument, rule.items.isEmpty, rule.total == nil, rule.value == nil {
      table.place.fault(.neither(["items", "total", "value"]))
    }
    if let item = table["item"], rule.value == nil {
      item.fault(.missingKey("value", in: table.name, why: "'item' says what it answers"))
    }
    rule.variant = variant(table["variant"], measures, context)
    rule.note = notes(table["note"], context)
    rule.rater = table["rater"].flatMap { source($0, context) }
    rule.empty = table["empty"].flatMap { $0.choice(MissingReason.self) }
    return rule
  }

  /// The instrument of a rule, and those that are known to be meant.
  private func instrument(
    _ table: YAMLTable, _ context: MappingContext
  ) -> (ScoreRule.Instrument, [Measure])? {
    let target = WordTarget("measure", Measure.self, in: library)
    if let unit = table["by-unit"] {
      table["measure"]?.fault(.eitherOr(["measure", "by-unit"]))
      for key in ["items", "total", "item"] {
        table[key]?.fault(.notWith(key: key, kind: "'by-unit'"))
      }
      let source = source(unit, context, keys: ["units", "missing-as"])
      guard let list = unit.value(of: "units") else {
        unit.fault(.missingKey("units", in: "'by-unit'", why: "they say the measure"))
        return nil
      }
      let units = words(list, target)
      let missingAs = unit.value(of: "missing-as")?.reference(
        to: "measure", known: target.allowed)
      guard let source else { return nil }
      return (
        .byUnit(source, units: units, missingAs: missingAs),
        units.compactMap { library.measure(Measure.ID($0.becomes)) }
      )
    }
    guard let value = table.required("measure"),
      let source = source(value, context, isFixed: true, target: target)
    else { return nil }
    var ids = source.words?.entries.map(\.becomes) ?? []
    if case .fixed(let id) = source.place { ids = [id] }
    return (.measure(source), ids.compactMap { library.measure(Measure.ID($0)) })
  }

  private func variant(
    _ value: YAMLValue?, _ measures: [Measure], _ context: MappingContext
  ) -> [(key: String, source: CellSource)] {
    (value?.entries() ?? []).compactMap { key, place, value in
      let known = measures.flatMap(\.variants)
      let keys = known.filter { $0.key == key }
      if !measures.isEmpty, keys.isEmpty {
        place.fault(
          .undefined(kind: "variant", id: key, known: Set(known.map(\.key)).sorted()))
      }
      let values = Set(keys.flatMap(\.values)).sorted()
      let isOpen = keys.isEmpty || keys.contains { $0.values.isEmpty }
      return source(
        value, context, isFixed: true,
        target: WordTarget(kind: "value of '\(key)'", allowed: isOpen ? nil : values)
      ).map { (key, $0) }
    }
  }
}
