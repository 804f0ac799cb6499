// Long on purpose: all lines of a treatment, from its therapy to the pauses between doses, are one shape.
import Outcomes

/// Writes treatments: courses with a first and last dose, or single doses that make courses.
struct CourseWriter {
  let plan: SheetPlan
  let library: Library
  let numbers: NumberLook

  func write(into out: SuggestedLines, indent: Int) {
    if plan.isEventLog, let therapy = plan.therapy { return events(out, indent, therapy) }
    guard plan.start != nil || !plan.therapyDays.isEmpty else {
      if let therapy = plan.therapy, plan.scores.isEmpty, plan.analyte == nil {
        out.remark(indent, "Not read: \(therapy.name): no column says when a treatment began.")
      }
      return
    }
    out.add(indent, "courses:")
    for (therapy, field) in plan.therapyDays { once(out, indent + 2, therapy, field) }
    if let therapy = plan.therapy, let start = plan.start {
      course(out, indent + 2, therapy, start)
    }
  }

  /// A column that is called like a therapy and holds its day.
  private func once(_ out: SuggestedLines, _ indent: Int, _ therapy: Therapy, _ field: LookedField)
  {
    out.add(indent, "- therapy: \(therapy.id)", "by the heading of the column")
    let words = field.distinct.map(\.text).filter { text in
      plan.day(field).others.contains(text) && !MissingLook.isMissing(text)
    }
    for key in therapy.roles == [.surgical] ? ["start", "stop"] : ["start"] {
      guard !words.isEmpty else {
        source(out, indent + 2, key, field, key == "stop" ? "done once" : "its day")
        continue
      }
      out.add(indent + 2, "\(key):", key == "stop" ? "done once" : "its day")
      column(out, indent + 4, field)
      out.add(indent + 4, "words:")
      for word in words {
        if ["no", "nein", "non", "nao", "n"].contains(FoldedWord.of(word)) {
          out.add(indent + 6, "\(YAMLText.quoted(word)): none", "no day, no treatment")
        } else {
          out.choose(
            indent + 6, YAMLText.of(word),
            "none, or a day; \(Counted.text(field.texts.count { $0 == word }, "cell"))")
        }
      }
    }
  }

  private func course(
    _ out: SuggestedLines, _ indent: Int, _ therapy: LookedField, _ start: LookedField
  ) {
    out.add(indent, "- therapy:", "by its heading or its words")
    words(out, indent + 4, therapy)
    source(
      out, indent + 2, "start", start,
      "by its heading; \(Counted.text(plan.day(start).days, "day"))")
    if let stop = plan.stop { self.stop(out, indent + 2, stop) }
    intent(out, indent + 2, therapy)
    if let dose = plan.dose ?? doseInside(therapy) { self.dose(out, indent + 2, dose, therapy) }
    if plan.scores.isEmpty, let note = plan.notes.first, doseWords.isEmpty {
      source(out, indent + 2, "note", note, "by its heading")
    } else if !doseWords.isEmpty, let dose = plan.dose {
      let kept = doseWords.map { "\(YAMLText.of($0)): \(YAMLText.of($0))" }.joined(separator: ", ")
      let own = "{column: \(YAMLText.of(dose.name)), words: {\(kept)}, else: none}"
      let all =
        (plan.scores.isEmpty ? plan.notes.prefix(1).map { YAMLText.of($0.name) } : []) + [own]
      out.add(
        indent + 2, "note: [\(all.joined(separator: ", "))]",
        "what a dose in words said is kept as a remark")
    }
  }

  /// Each word of a column and the therapy that it is.
  private func words(_ out: SuggestedLines, _ indent: Int, _ therapy: LookedField) {
    column(out, indent, therapy)
    out.add(indent, "words:")
    var seen: Set<String> = []
    for (text, count) in therapy.distinct where !MissingLook.isMissing(text) {
      let meant = therapy.labels[text] ?? text
      let said =
        (therapy.labels[text].map { "'\($0)' in the data dictionary; " } ?? "")
        + Counted.text(count, "cell")
      if let (word, id) = plan.therapyWord(meant) {
        let key = therapy.labels[text] == nil ? word : text
        guard seen.insert(key.lowercased()).inserted else { continue }
        out.add(indent + 2, "\(YAMLText.quoted(key)): \(id)", said)
      } else {
        let key = therapy.labels[text] == nil ? product(text, therapy) : text
        guard seen.insert(key.lowercased()).inserted else { continue }
        out.choose(
          indent + 2, YAMLText.of(key), "the id of a therapy, other-immunotherapy, or none; \(said)"
        )
      }
    }
  }

  /// A product by its first word, where it comes with several others behind it.
  private func product(_ text: String, _ therapy: LookedField) -> String {
    guard let first = text.split(separator: " ").first, first.count > 3 else { return text }
    let same = therapy.distinct.filter { $0.text.lowercased().hasPrefix(first.lowercased()) }
    return same.count > 1 ? "\(first)*" : text
  }

  private func stop(_ out: SuggestedLines, _ indent: Int, _ field: LookedField) {
    let running = field.distinct.filter { MissingLook.isRunning($0.text) }
    guard !running.isEmpty else {
      return source(
        out, indent, "stop", field, "by its heading; \(Counted.text(plan.day(field).days, "day"))")
    }
    out.add(indent, "stop:", "by its heading")
    column(out, indent + 2, field)
    out.add(indent + 2, "words:")
    for (text, count) in running {
      out.add(
        indent + 4, "\(YAMLText.of(text)): none", "it goes on; \(Counted.text(count, "cell"))")
    }
  }

  /// Therapies that act on symptoms alone.
  private func intent(_ out: SuggestedLines, _ indent: Int, _ therapy: LookedField) {
    let symptomatic = therapy.distinct.compactMap { text, _ -> String? in
      guard let (word, id) = plan.therapyWord(therapy.labels[text] ?? text),
        library.therapy(Therapy.ID(id))?.roles == [.symptomatic]
      else { return nil }
      return therapy.labels[text] == nil ? word : text
    }
    guard !symptomatic.isEmpty else { return }
    out.add(indent, "intent:", "by the definitions of these therapies")
    column(out, indent + 2, therapy)
    out.add(
      indent + 2,
      "words: {\(Set(symptomatic).sorted().map { "\(YAMLText.quoted($0)): symptomatic" }.joined(separator: ", "))}"
    )
    out.add(indent + 2, "else: none")
  }

  // MARK: Doses

  private func doseInside(_ therapy: LookedField) -> LookedField? {
    let doses = therapy.texts.count { DoseWords.parts($0) != nil }
    return doses * 2 >= max(1, therapy.texts.count) ? therapy : nil
  }

  /// Doses of a column of their own that say more than a number, a unit and an interval.
  private var doseWords: [String] {
    guard let dose = plan.dose else { return [] }
    return dose.distinct.map(\.text).filter { text in
      guard !MissingLook.isMissing(text), LookedField.number(text) == nil else { return false }
      guard let parts = DoseWords.parts(text), text.hasPrefix(parts.number) else { return true }
      return !parts.rest.isEmpty
        && DoseWords.interval(text).map { !text.hasSuffix($0.word) } ?? true
        && !parts.rest.isEmpty
    }
  }

  private func dose(
    _ out: SuggestedLines, _ indent: Int, _ dose: LookedField, _ therapy: LookedField
  ) {
    let isInside = dose === therapy
    let number = dose.texts.allSatisfy {
      LookedField.number($0) != nil || MissingLook.isMissing($0)
    }
    if number {
      let look = NumberLook([dose])
      let own = look.commas.isEmpty || !numbers.commas.isEmpty ? nil : ","
      if let own {
        out.add(
          indent, "dose: {column: \(YAMLText.of(dose.name)), decimal: \"\(own)\"}",
          "by its heading; numbers such as \(look.commas[0])")
      } else {
        source(out, indent, "dose", dose, "by its heading")
      }
      unit(out, indent, dose, therapy)
    } else {
      out.add(indent, "dose:", isInside ? "inside the words of the therapy" : "by its heading")
      column(out, indent + 2, dose)
      if !isInside, !doseWords.isEmpty {
        out.add(indent + 2, "words:")
        for text in doseWords {
          out.choose(indent + 4, YAMLText.of(text), "the dose with its unit, such as 2 g; or none")
        }
      }
      let pattern = "([0-9.,]+) ?(\(DoseWords.units.joined(separator: "|")))"
      out.add(
        indent + 2, "pattern: \(YAMLText.quoted((isInside ? "" : "^") + pattern))",
        "a number and its unit in \(Counted.text(dose.texts.count { DoseWords.parts($0) != nil }, "cell"))"
      )
      let look = NumberLook([dose])
      if look.commas.isEmpty, let point = look.points.first, !numbers.commas.isEmpty {
        out.add(indent + 2, "decimal: \".\"", "here numbers such as \(point)")
      }
    }
    interval(out, indent, dose, therapy)
  }

  private func unit(
    _ out: SuggestedLines, _ indent: Int, _ dose: LookedField, _ therapy: LookedField
  ) {
    if let unit = plan.unit { return source(out, indent, "unit", unit, "by its heading") }
    if let said = unitOfHeading(dose) {
      return out.add(indent, "unit: \(said)", "by the heading of the dose")
    }
    out.add(indent, "unit:", "no column says it")
    column(out, indent + 2, therapy)
    out.add(indent + 2, "words:")
    for (text, count) in therapy.distinct where !MissingLook.isMissing(text) {
      out.choose(
        indent + 4, YAMLText.of(text),
        "mg, g, g/kg or mg/kg; '\(therapy.labels[text] ?? text)' in \(Counted.text(count, "row"))")
    }
  }

  func unitOfHeading(_ dose: LookedField) -> String? {
    DoseWords.units.first { unit in
      dose.bracket == unit || dose.name.split(separator: " ").last.map(String.init) == unit
    }
  }

  private func interval(
    _ out: SuggestedLines, _ indent: Int, _ dose: LookedField, _ therapy: LookedField
  ) {
    var found: [(word: String, days: Int)] = []
    var without: [String] = []
    for (text, _) in dose.distinct where !MissingLook.isMissing(text) {
      if let one = DoseWords.interval(text) {
        if !found.contains(where: { $0.word == one.word }) { found.append(one) }
      } else {
        without.append(text)
      }
    }
    let isEachNamed =
      !found.isEmpty
      && (without.isEmpty || dose === therapy || without.allSatisfy(doseWords.contains))
    if isEachNamed {
      let list = found.sorted { $0.word.count > $1.word.count }
        .map { "\(YAMLText.quoted($0.word)): \($0.days)" }.joined(separator: ", ")
      return out.add(
        indent, "interval-days: {words: {\(list)}}",
        "days between two doses, by these words in the cell of the dose")
    }
    out.add(indent, "interval-days:", "days between two doses")
    column(out, indent + 2, therapy)
    out.add(indent + 2, "words:")
    var seen: Set<String> = []
    for (text, _) in therapy.distinct where !MissingLook.isMissing(text) {
      let word = therapy.labels[text] == nil ? plan.therapyWord(text)?.word ?? text : text
      guard seen.insert(word.lowercased()).inserted else { continue }
      out.choose(
        indent + 4, YAMLText.quoted(word),
        "1 for each day, 7 for each week and so on, or none\(therapy.labels[text].map { "; '\($0)'" } ?? "")"
      )
    }
  }

  // MARK: Single doses

  private func events(_ out: SuggestedLines, _ indent: Int, _ therapy: LookedField) {
    guard let day = plan.visitDay else { return }
    out.add(
      indent, "events:",
      "one row per dose: \(Counted.text(day.texts.count, "day")) of \(Counted.text(plan.id?.distinct.count ?? 0, "patient")), and no column for the end"
    )
    out.add(indent + 2, "therapy:", "by its heading or its words")
    words(out, indent + 4, therapy)
    source(out, indent + 2, "date", day, plan.visitDayWhy)
    if let dose = plan.dose {
      source(out, indent + 2, "dose", dose, "by its heading")
      if let unit = unitOfHeading(dose) {
        out.add(indent + 2, "unit: \(unit)", "by the heading of the dose")
      } else if let unit = plan.unit {
        source(out, indent + 2, "unit", unit, "by its heading")
      } else {
        out.choose(indent + 2, "unit", "mg, g, g/kg or mg/kg")
      }
    }
    out.choose(
      indent + 2, "gap-weeks",
      "the weeks without a dose after which a course has ended, such as 12; \(pauses(day))")
  }

  /// The pauses between doses of one patient, in weeks.
  private func pauses(_ day: LookedField) -> String {
    guard let id = plan.id else { return "pauses are not known" }
    var last: [String: Day] = [:]
    var weeks: [Int] = []
    var forms = DateForms()
    forms.forms = DateForms.Form.allCases
    for place in day.cells.indices {
      let cell = day.cells[place]
      let found: Day? =
        if case .date(let date) = cell.kind {
          Day(year: date.year, month: date.month, day: date.day)
        } else {
          forms.day(cell.shown.withoutOuterBlanks)?.earliest
        }
      guard let found, place < id.cells.count else { continue }
      let who = id.cells[place].shown
      if let before = last[who] { weeks.append((found - before) / 7) }
      last[who] = found
    }
    let sorted = weeks.filter { $0 > 0 }.sorted()
    guard let least = sorted.first, let most = sorted.last else { return "no patient has two" }
    return "pauses of \(least) to \(most) weeks, half of them up to \(sorted[sorted.count / 2])"
  }
}
