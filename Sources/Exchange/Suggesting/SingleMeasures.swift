import Outcomes
import Tables

/// Columns that are an instrument each: its total, its value or one of its few items.
extension SheetPlan {
  func single(_ field: LookedField) {
    guard !day(field).isOfDays, !ColumnMeaning.note.isMeant(by: field) else { return }
    if steroid(field) { return }
    guard let match = book.match(field.words, bracket: field.bracket) else { return }
    add(match, field, "by its heading")
  }

  /// A sheet named after an instrument, with a column `Score` or `Value`.
  func bySheetName() {
    guard scores.isEmpty, let name = sheet.name, visitDay != nil || !visitDayChoices.isEmpty,
      let match = book.match(FoldedWord.words(name), bracket: nil), match.item == nil
    else { return }
    let field = fields.first { !$0.isUsed && ColumnMeaning.value.isMeant(by: $0) && $0.isNumeric }
    guard let field else { return }
    add(match, field, "by the name of the sheet")
  }

  private func add(_ match: MeasureBook.Match, _ field: LookedField, _ why: String) {
    let texts = field.texts.filter { !MissingLook.isMissing($0) }
    guard !texts.isEmpty else { return }
    if let units = unitsBehind(texts, match.measures) {
      var plan = ScorePlan(
        instrument: .byUnit(
          units, missing: field.distinct.map(\.text).filter { MissingLook.isMissing($0) }))
      plan.parts = [.init(slot: "value", field: field, why: why)]
      setSide(&plan, match, units.map(\.measure))
      plan.oddCells = texts.filter { text in !units.contains { text.hasSuffix($0.unit) } }
      field.isUsed = true
      scores.append(plan)
      return
    }
    if match.measures.count > 1, let plan = unitElsewhere(match, field, why) {
      field.isUsed = true
      scores.append(plan)
      return
    }
    if let item = match.item, match.measures.count == 1 {
      addItem(item, of: match.measures[0], field)
      return
    }
    // The total of an instrument whose items were found.
    let place = scores.firstIndex { plan in
      plan.total == nil && plan.parts.contains { $0.slot != "total" && $0.slot != "value" }
        && match.measures.contains { $0.id == plan.measure?.id }
    }
    if let place {
      total(place, only: field)
      if field.isUsed { return }
    }
    let fitting = match.measures.filter { !slots($0, field).isEmpty }
    guard let measure = fitting.first else { return }
    // Letters and figures in one cell are no score, unless a form explains most of them.
    let open = slots(measure, field)
    let slot = open[0]
    let look = AnswerLook(
      texts, range: slot.range, units: Self.behind(measure, slot.range))
    let explained = texts.count - look.odd.count
    guard field.numbers.count * 2 >= texts.count || look.form != .plain || isWord(measure, texts),
      explained * 3 >= texts.count || field.numbers.count * 3 >= texts.count
    else { return }
    field.isUsed = true
    let why = "\(why); \(figures(field, slot.range))"
    var plan = ScorePlan(
      instrument: fitting.count == 1 ? .decided(measure, why: why) : .open(fitting, why: why))
    var part = ScorePlan.Part(slot: slot.id, field: field, form: look.form, words: [], why: "")
    if open.count > 1 {
      part.open = "\(open.map(\.id).joined(separator: " or "))"
    }
    if slot.id != "total", slot.id != "value" {
      part.why =
        "beyond \(measure.range.upperBound.plain()), the most of the total; so it is \(slot.id)"
    }
    plan.parts = [part]
    plan.oddCells = look.odd
    setSide(&plan, match, fitting)
    scores.append(plan)
  }

  /// Where numbers of an instrument can stand: its value or total, else an entry beside its items.
  private func slots(
    _ measure: Measure, _ field: LookedField
  ) -> [(id: String, range: ClosedRange<Rational>?)] {
    let main = measure.value == nil ? "total" : "value"
    let mainRange = measure.value.map(\.span) ?? measure.range
    var found: [(String, ClosedRange<Rational>?)] = []
    let isIn = { (range: ClosedRange<Rational>?) in
      range.map { range in
        let numbers = field.numbers(without: range)
        let inside = numbers.count { range.contains($0) }
        return inside * 10 >= numbers.count * 9
      } ?? true
    }
    if isIn(mainRange) { found.append((main, mainRange)) }
    for item in measure.items where !item.inTotal && isIn(item.span) {
      if case .number = item.kind { found.append((item.id, item.span)) }
    }
    return found
  }

  private func isWord(_ measure: Measure, _ texts: [String]) -> Bool {
    guard case .options(let options)? = measure.value?.kind else { return false }
    let known = Set(options.map(\.value))
    return texts.count(where: known.contains) * 2 >= texts.count
  }

  /// `42 numbers from 0 to 12, whole; the range is 0 to 24`.
  private func figures(_ field: LookedField, _ range: ClosedRange<Rational>?) -> String {
    let numbers = field.numbers(without: range)
    guard let least = numbers.min(), let most = numbers.max() else { return "no plain number" }
    let whole = numbers.allSatisfy { $0.denominator == 1 } ? ", whole" : ""
    let within =
      range.map { "; it goes from \($0.lowerBound.plain()) to \($0.upperBound.plain())" } ?? ""
    return
      "\(Counted.text(numbers.count, "number")) from \(least.plain()) to \(most.plain())\(whole)\(within)"
  }

  /// What may stand behind a number of that instrument without changing it.
  private static func behind(_ measure: Measure, _ range: ClosedRange<Rational>?) -> [String] {
    var texts = [measure.unit]
    if measure.unit.hasPrefix("%") { texts.append("%") }
    if let range {
      texts.append("/\(range.upperBound.plain())")
      texts.append("(\(range.lowerBound.plain())-\(range.upperBound.plain()))")
    }
    return texts
  }

  private func addItem(_ item: Item, of measure: Measure, _ field: LookedField) {
    let texts = field.texts.filter { !MissingLook.isMissing($0, in: item.span) }
    let look = AnswerLook(texts, range: item.span, units: [])
    var part = ScorePlan.Part(slot: item.id, field: field, form: look.form, words: look.words)
    part.why = "'\(item.label)'"
    field.isUsed = true
    let place = scores.firstIndex {
      $0.measure?.id == measure.id
        && !$0.parts.contains { $0.slot == item.id || $0.slot == "total" }
    }
    if let place {
      scores[place].parts.append(part)
      scores[place].oddCells += look.odd
    } else {
      var plan = ScorePlan(instrument: .decided(measure, why: "by the headings of its items"))
      plan.parts = [part]
      plan.oddCells = look.odd
      scores.append(plan)
    }
  }

  private func setSide(_ plan: inout ScorePlan, _ match: MeasureBook.Match, _ measures: [Measure]) {
    guard let key = measures.first?.handKey else { return }
    if let side = match.side { plan.side = side } else { plan.sideIsOpen = key.values }
  }

  /// Units that stand behind the numbers, where they tell instruments apart.
  private func unitsBehind(
    _ texts: [String], _ measures: [Measure]
  ) -> [(unit: String, measure: Measure)]? {
    guard measures.count > 1 else { return nil }
    let found = measures.compactMap { measure -> (unit: String, measure: Measure)? in
      texts.contains { $0.hasSuffix(measure.unit) } ? (measure.unit, measure) : nil
    }
    return found.isEmpty ? nil : found
  }

  /// A row of another sheet that names this one, with a unit in it.
  private func unitElsewhere(
    _ match: MeasureBook.Match, _ field: LookedField, _ why: String
  ) -> ScorePlan? {
    guard let name = sheet.name else { return nil }
    for other in others {
      guard let head = other.rows.first else { continue }
      for row in other.rows.dropFirst() {
        guard let own = row.cells.firstIndex(where: { $0.shown.withoutOuterBlanks == name }) else {
          continue
        }
        for (place, cell) in row.cells.enumerated() {
          guard match.measures.contains(where: { $0.unit == cell.shown.withoutOuterBlanks }) else {
            continue
          }
          var plan = ScorePlan(
            instrument: .unitElsewhere(
              sheet: other.sheet ?? "", rowHeading: Headings.tidy(head[own].shown), row: name,
              unitHeading: Headings.tidy(head[place].shown),
              match.measures.filter { $0.handKey != nil || match.measures.count < 4 }.map {
                ($0.unit, $0)
              }))
          plan.parts = [.init(slot: "value", field: field, why: why)]
          setSide(&plan, match, match.measures)
          return plan
        }
      }
    }
    return nil
  }

  /// The dose of a steroid at a visit.
  private func steroid(_ field: LookedField) -> Bool {
    guard field.isNumeric, analyte == nil, therapy == nil,
      let measure = book.library.measure(Measure.ID("steroid-dose")),
      let word = field.words.first, therapies.id(word) == "prednisone",
      FoldedWord.of(field.bracket ?? "mg").hasPrefix("mg")
    else { return false }
    field.isUsed = true
    var plan = ScorePlan(
      instrument: .decided(measure, why: "a steroid by its heading; \(figures(field, nil))"))
    plan.parts = [.init(slot: "dose", field: field)]
    plan.parts.append(
      .init(
        slot: "every-days",
        fixed: "1 if the dose is that of each day, 2 if it is taken every other day"))
    scores.append(plan)
    return true
  }
}
