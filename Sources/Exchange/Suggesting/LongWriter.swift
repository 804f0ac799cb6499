import Outcomes

/// Writes a table with one row per measurement.
struct LongWriter {
  let plan: SheetPlan
  let numbers: NumberLook

  func write(into out: SuggestedLines, indent: Int) {
    guard let analyte = plan.analyte, let value = plan.value else { return }
    let known = analyte.distinct.compactMap { text, count in
      plan.measure(text).map { (text: text, count: count, measure: $0) }
    }
    let ratios = known.filter { $0.measure.isOfResults }
    let totals = known.filter { !$0.measure.isOfResults && $0.measure.value == nil }
    let values = known.filter { !$0.measure.isOfResults && $0.measure.value != nil }
    let kinds = [(ratios, 0), (totals, 1), (values, 2)].filter { !$0.0.isEmpty }
    out.add(
      indent, "long:",
      "one row per measurement: '\(analyte.name)' names the instrument in \(known.reduce(0) { $0 + $1.count }) of \(Counted.text(analyte.texts.count, "row"))"
    )
    for (list, kind) in kinds {
      let begin = out.lines.count
      let inner = kinds.count > 1 ? indent + 4 : indent + 2
      VisitWriter(plan: plan, numbers: numbers).day(out, inner)
      out.add(inner, "measure:")
      column(out, inner + 2, analyte)
      out.add(inner + 2, "words:")
      let own = Dictionary(list.map { ($0.text, $0) }, uniquingKeysWith: { first, _ in first })
      for (text, count) in analyte.distinct {
        if let one = own[text] {
          out.add(inner + 4, "\(YAMLText.of(text)): \(one.measure.id)", Counted.text(count, "row"))
        } else if known.contains(where: { $0.text == text }) {
          out.add(inner + 4, "\(YAMLText.of(text)): none", "it stands in another part of 'long'")
        } else if kind == kinds[0].1 {
          out.choose(
            inner + 4, YAMLText.of(text),
            "the id of a measure, or none if it is not read; \(Counted.text(count, "row"))")
        } else {
          out.add(inner + 4, "\(YAMLText.of(text)): none", "as decided above")
        }
      }
      switch kind {
      case 0: results(out, inner, value)
      case 1 where plan.itemName != nil: items(out, inner, value, list.map(\.measure))
      case 1: source(out, inner, "total", value, "the numbers; totals without items")
      case _: source(out, inner, "value", value, "the numbers")
      }
      variants(out, inner, list.map(\.measure))
      censored(out, inner, value)
      if kinds.count > 1 { out.makeEntry(begin, indent: inner) }
    }
  }

  /// Each item in a row of its own.
  private func items(
    _ out: SuggestedLines, _ indent: Int, _ value: LookedField, _ measures: [Measure]
  ) {
    guard let name = plan.itemName else { return }
    source(out, indent, "value", value, "the answers")
    out.add(indent, "item:", "which item a row answers")
    column(out, indent + 2, name)
    out.add(indent + 2, "words:")
    let fields = Set(measures.flatMap { $0.items.map(\.id) })
    for (text, count) in name.distinct {
      let folded = FoldedWord.of(text)
      let found = Set(measures.compactMap { ItemWords.item(FoldedWord.words(text), of: $0)?.id })
      if let same = fields.first(where: { FoldedWord.of($0) == folded }) {
        out.add(indent + 4, "\(YAMLText.of(text)): \(same)", Counted.text(count, "row"))
      } else if ["total", "sum", "summe", "gesamt", "score"].contains(folded) {
        out.add(indent + 4, "\(YAMLText.of(text)): total", Counted.text(count, "row"))
      } else {
        let near =
          found.isEmpty
          ? "the id of an item, or total"
          : found.sorted().joined(separator: ", ") + ", another item, or total"
        out.choose(indent + 4, YAMLText.of(text), "\(near); \(Counted.text(count, "row"))")
      }
    }
  }

  private func results(_ out: SuggestedLines, _ indent: Int, _ value: LookedField) {
    out.add(indent, "items:")
    source(
      out, indent + 2, "result", value,
      "by its heading; \(Counted.text(value.numbers.count, "number"))")
    guard let reference = plan.reference else {
      out.add(indent + 2, "upper-limit:")
      out.choose(indent + 4, "is", "the upper limit of the laboratory; no column says it")
      return
    }
    if reference.texts.allSatisfy({ LookedField.number($0) != nil }) {
      return source(out, indent + 2, "upper-limit", reference, "by its heading")
    }
    out.add(indent + 2, "upper-limit:", "by its heading")
    column(out, indent + 4, reference)
    out.add(
      indent + 4, "pattern: \"([0-9,.]+)$\"",
      "the last number, as in \(Counted.some(reference.distinct.map(\.text), most: 2))")
  }

  /// The unit as it stands in a column, where instruments tell units apart.
  private func variants(_ out: SuggestedLines, _ indent: Int, _ measures: [Measure]) {
    guard let unit = plan.unit else { return }
    let values = Set(measures.flatMap { $0.variants.filter { $0.key == "unit" }.flatMap(\.values) })
    guard !values.isEmpty else { return }
    out.add(indent, "variant:")
    out.add(indent + 2, "unit:")
    column(out, indent + 4, unit)
    out.add(indent + 4, "words:")
    for (text, count) in unit.distinct {
      if let same = values.first(where: { FoldedWord.of($0) == FoldedWord.of(text) }) {
        out.add(indent + 6, "\(YAMLText.of(text)): \(same)", Counted.text(count, "cell"))
      } else {
        out.choose(
          indent + 6, YAMLText.of(text),
          "\(values.sorted().joined(separator: ", ")) or none; \(Counted.text(count, "cell"))")
      }
    }
  }

  private func censored(_ out: SuggestedLines, _ indent: Int, _ value: LookedField) {
    let found = value.texts.filter { $0.hasPrefix("<") || $0.hasPrefix(">") }
    let odd = value.texts.filter {
      LookedField.number($0) == nil && !found.contains($0) && !MissingLook.isMissing($0)
    }
    if !found.isEmpty {
      out.choose(
        indent, "censored",
        "leave-out or value (the limit is stored), for \(Counted.some(found)); or take this line out: they will be refused"
      )
    }
    if !odd.isEmpty {
      out.remark(
        indent,
        "\(Counted.text(odd.count, "cell")) will be refused until corrected, or said in 'missing': \(Counted.some(odd))"
      )
    }
  }
}

extension Measure {
  /// A result over an upper limit.
  var isOfResults: Bool {
    items.contains { $0.id == "result" } && items.contains { $0.id == "upper-limit" }
  }
}
