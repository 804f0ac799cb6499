import Outcomes

/// Writes one instrument of a visit.
struct ScoreWriter {
  let plan: SheetPlan
  let score: ScorePlan
  let note: LookedField?
  let anchor: WordAnchor

  func write(into out: SuggestedLines, indent: Int) {
    let inner = indent + 2
    var slot: String?
    switch score.instrument {
    case .decided(let measure, let why):
      out.add(indent, "- measure: \(measure.id)", why)
    case .open(let measures, let why):
      out.choose(indent, "- measure", "\(measures.map(\.id.text).joined(separator: ", ")); \(why)")
    case .byUnit(let units, let missing):
      slot = "by-unit"
      byUnit(out, indent, units, missing)
    case .unitElsewhere(let sheet, let rowHeading, let row, let unitHeading, let units):
      out.add(indent, "- by-unit:", "the unit stands in sheet '\(sheet)'")
      out.add(inner + 2, "sheet: \(YAMLText.of(sheet))")
      out.add(inner + 2, "where: {\(YAMLText.of(rowHeading)): \(YAMLText.of(row))}")
      out.add(inner + 2, "column: \(YAMLText.of(unitHeading))")
      out.add(inner + 2, "units: \(self.units(units))")
    }
    if slot == nil {
      let items = score.parts.filter { !["total", "value"].contains($0.slot) }
      if !items.isEmpty {
        out.add(inner, "items:")
        for part in items { answer(out, inner + 2, part) }
      }
      for part in score.parts where ["total", "value"].contains(part.slot) {
        answer(out, inner, part)
      }
    }
    if let total = score.total {
      out.add(inner, "total: {column: \(YAMLText.of(total.field.name)), check: true}", total.why)
    }
    if score.hasOpenAnswers > 0 {
      out.choose(
        inner, "empty",
        "not-done, unable or refused for \(Counted.text(score.hasOpenAnswers, "open answer")) where others were given; or take this line out: they will be refused"
      )
    }
    variants(out, inner)
    if let note { source(out, inner, "note", note, "by its heading") }
    if !score.oddCells.isEmpty {
      out.remark(
        inner,
        "\(Counted.text(score.oddCells.count, "cell")) will be refused until corrected, or said in 'words': \(Counted.some(score.oddCells))"
      )
    }
  }

  private func units(_ units: [(unit: String, measure: Measure)]) -> String {
    "{" + units.map { "\(YAMLText.of($0.unit)): \($0.measure.id)" }.joined(separator: ", ") + "}"
  }

  private func byUnit(
    _ out: SuggestedLines, _ indent: Int, _ units: [(unit: String, measure: Measure)],
    _ missing: [String]
  ) {
    out.add(indent, "- by-unit:", "the unit stands behind the number")
    if let field = score.parts.first?.field { column(out, indent + 4, field) }
    out.add(indent + 4, "units: \(self.units(units))")
    if !missing.isEmpty {
      out.choose(
        indent + 4, "missing-as",
        "\(units.map(\.measure.id.text).joined(separator: " or ")); \(Counted.some(missing)) has no unit"
      )
    }
  }

  private func variants(_ out: SuggestedLines, _ indent: Int) {
    let measures: [Measure] =
      switch score.instrument {
      case .decided(let measure, _): [measure]
      case .open(let measures, _): measures
      case .byUnit(let units, _), .unitElsewhere(_, _, _, _, let units): units.map(\.measure)
      }
    guard
      let key = measures.first?.handKey
        ?? measures.first?.variants.first(where: { $0.defaultValue == nil })
    else { return }
    if let side = score.side, key.values.contains(side) {
      out.add(indent, "variant: {\(key.key): \(side)}", "by the heading")
    } else {
      out.add(indent, "variant:")
      out.choose(
        indent + 2, key.key,
        key.values.isEmpty ? "a word for it (\(key.label))" : key.values.joined(separator: " or "))
    }
  }

  private func answer(_ out: SuggestedLines, _ indent: Int, _ part: ScorePlan.Part) {
    guard let field = part.field else {
      out.add(indent, "\(part.slot):")
      out.choose(indent + 2, "is", part.fixed ?? "its value")
      return
    }
    if let open = part.open {
      let isSlot = ["total", "value"].contains(part.slot)
      return out.choose(
        indent, part.slot,
        isSlot
          ? "\(YAMLText.of(field.name)) if it is the \(part.slot); for another entry write items: {ID: \(YAMLText.of(field.name))} (\(open))"
          : "\(YAMLText.of(field.name)), \(open)")
    }
    if case .plain = part.form, part.words.isEmpty {
      return source(out, indent, part.slot, field, part.why)
    }
    out.add(indent, "\(part.slot):", part.why)
    column(out, indent + 2, field)
    if !part.words.isEmpty { words(out, indent + 2, part) }
    if case .pattern(let pattern, let why) = part.form {
      out.add(indent + 2, "pattern: \(YAMLText.quoted(pattern))", why)
    }
  }

  private func words(_ out: SuggestedLines, _ indent: Int, _ part: ScorePlan.Part) {
    let (name, isNew) = anchor.name(part.words)
    guard isNew else { return out.add(indent, "words: *\(name)", "as above") }
    out.add(indent, "words: &\(name)")
    let allowed: String =
      score.measure?.items.first { $0.id == part.slot }?.span
      .map { "\($0.lowerBound.plain()) to \($0.upperBound.plain())" } ?? "the answer"
    for word in part.words {
      out.choose(indent + 2, YAMLText.of(word), "\(allowed), or a reason for no answer\(sumHint)")
    }
  }

  private var sumHint: String {
    guard let total = score.total else { return "" }
    return "; as 0 the items are \(total.why)"
  }
}
