import Outcomes
import Tables

/// Writes what was found as a mapping, one line for each thing that it says.
struct SuggestionWriter {
  let project: SuggestedProject
  let plans: [SheetPlan]
  let left: [String]
  let names: [String]

  private var isMany: Bool { plans.count > 1 }
  private var isWorkbook: Bool { project.files.contains(where: \.isWorkbook) }

  func lines() -> SuggestedLines {
    let out = SuggestedLines()
    out.remark(
      0,
      "A first mapping, made from \(names.joined(separator: ", ")). Read every line: the remark says why."
    )
    out.remark(
      0,
      "Where 'choose' stands, put one of the words of the remark in its place, or take the line out where it may be."
    )
    out.add(0, "name: \(YAMLText.of(title))", "what you call these tables")
    files(out)
    days(out)
    missing(out)
    if isMany {
      if plans.allSatisfy({ $0.id == nil && $0.idChoices.isEmpty && $0.key == nil }) {
        out.add(0, "patient:")
        idOfFile(out, 2, plans[0])
      }
      out.add(0, "tables:")
      for plan in plans {
        let begin = out.lines.count
        let table = TableWriter(plan: plan, project: project, isMany: true, numbers: numbers)
        table.write(into: out, indent: 4)
        out.makeEntry(begin, indent: 4)
      }
    } else {
      TableWriter(plan: plans[0], project: project, isMany: false, numbers: numbers)
        .write(into: out, indent: 0)
    }
    if !left.isEmpty {
      out.remark(
        0,
        "Not read: \(left.joined(separator: "; ")): neither a patient with a record nor a heading was found there."
      )
    }
    for file in project.files where !file.hidden.isEmpty {
      out.remark(
        0, "Hidden, and not looked at: \(file.hidden.joined(separator: ", ")) of \(file.name).")
    }
    return out
  }

  private var title: String {
    let name = names.count == 1 ? names[0] : FileNames.pattern(names)
    let plain = name.split(separator: ".").first.map(String.init) ?? name
    let words = plain.filter { $0 != "*" }
    return words.contains(where: \.isLetter) ? words : "Our tables"
  }

  private func files(_ out: SuggestedLines) {
    out.add(0, "file:")
    if let dictionary = project.dictionary {
      out.add(2, "kind: redcap", "exports of a REDCap project")
      out.add(
        2, "dictionary: \(YAMLText.of(dictionary.name))", "its data dictionary, beside this mapping"
      )
    } else {
      out.add(2, "kind: \(isWorkbook ? "xlsx" : "text")", "by its first bytes")
    }
    if isMany, names.count > 1, project.files.allSatisfy(\.isWorkbook),
      project.sheets.contains(where: { $0.files.count == names.count })
    {
      out.add(
        2, "name: \(YAMLText.of(FileNames.pattern(names)))",
        "the \(names.count) files, one like the other")
    }
    for file in project.files.prefix(1) {
      if let choice = file.encodingChoice {
        out.choose(2, "encoding", choice)
      } else if let encoding = file.encoding {
        out.add(2, "encoding: \(encoding.rawValue)", file.encodingWhy)
      }
    }
    let separators = project.files.map(\.separator)
    if let separator = separators.first ?? nil, separators.allSatisfy({ $0 == separator }),
      project.dictionary == nil
    {
      let text = separator == .tab ? "tab" : YAMLText.quoted(separator.rawValue)
      out.add(2, "separator: \(text)", project.files[0].separatorWhy)
    }
    if !isMany {
      TableWriter(plan: plans[0], project: project, isMany: false, numbers: numbers).place(out, 2)
    }
    numberForm(out)
  }

  // MARK: Numbers

  private var numbers: NumberLook {
    NumberLook(
      plans.flatMap { plan in
        plan.scores.flatMap { $0.parts.compactMap(\.field) + [$0.total?.field].compactMap(\.self) }
          + [plan.value, plan.reference].compactMap(\.self)
      })
  }

  private func numberForm(_ out: SuggestedLines) {
    guard !isWorkbook, project.dictionary == nil else { return }
    let look = numbers
    switch (look.commas.isEmpty, look.points.isEmpty) {
    case (false, false):
      out.choose(
        2, "decimal",
        "\".\" or \",\"; \(Counted.some(look.points, most: 2)) and \(Counted.some(look.commas, most: 2)) both stand there"
      )
    case (false, true):
      out.add(
        2, "decimal: \",\"",
        "\(Counted.text(look.commas.count, "number")) such as \(look.commas[0])")
      if let open = look.openPoints.first {
        out.add(
          2, "thousands: \".\"",
          "a comma stands before decimals, so the point in \(open) parts thousands")
      }
    case (true, false):
      if let open = look.openCommas.first {
        out.add(
          2, "thousands: \",\"",
          "a point stands before decimals, so the comma in \(open) parts thousands")
      }
    case (true, true):
      if let open = look.openCommas.first {
        out.choose(
          2, "decimal",
          "\",\" if \(open) has decimals; \".\" with a line thousands: \",\" if it is above 999")
      } else if let open = look.openPoints.first {
        out.choose(
          2, "decimal",
          "\".\" if \(open) has decimals; \",\" with a line thousands: \".\" if it is above 999")
      }
    }
  }

  // MARK: Days

  private func days(_ out: SuggestedLines) {
    var all = DayLook()
    for plan in plans {
      let fields =
        [plan.birth, plan.diagnosisDay, plan.onset, plan.visitDay, plan.start, plan.stop]
        + plan.visitDayChoices + plan.therapyDays.map(\.field) + [plan.keyValues?.value]
      for field in fields.compactMap(\.self) { all.add(plan.day(field)) }
    }
    DayLines(look: all, isRedcap: project.dictionary != nil).write(into: out, indent: 0)
  }

  // MARK: Missing words

  private func missing(_ out: SuggestedLines) {
    var found: [String: (count: Int, columns: [String])] = [:]
    var order: [String] = []
    for plan in plans {
      for (field, range) in plan.fieldsThatMayMiss {
        for (text, count) in field.distinct where MissingLook.isMissing(text, in: range) {
          if found[text] == nil { order.append(text) }
          found[text, default: (0, [])].count += count
          found[text]?.columns.append(field.name)
        }
      }
    }
    guard !order.isEmpty else { return }
    out.add(0, "missing:", "words that stand for no answer")
    for text in order {
      guard let uses = found[text] else { continue }
      let place = "\(Counted.text(uses.count, "cell")), in \(Counted.some(uses.columns, most: 2))"
      let key = YAMLText.of(text)
      if let meaning = MissingLook.meaning(text) {
        out.add(2, "\(key): \(meaning)", place)
      } else {
        out.choose(
          2, key, "not-done, unable, refused or leave-out (as if nothing stood there); \(place)")
      }
    }
  }

  // MARK: Patients

  /// The identifier in the file's name, where no column has one.
  private func idOfFile(_ out: SuggestedLines, _ indent: Int, _ plan: SheetPlan) {
    TableWriter(plan: plan, project: project, isMany: true, numbers: numbers).idOfFile(out, indent)
  }
}

extension SheetPlan {
  /// Columns in which a word can stand for no answer, with the range that figures of them have.
  var fieldsThatMayMiss: [(LookedField, ClosedRange<Rational>?)] {
    var fields: [(LookedField, ClosedRange<Rational>?)] = []
    for plan in scores {
      for part in plan.parts {
        guard let field = part.field else { continue }
        let range = plan.measure.flatMap { measure -> ClosedRange<Rational>? in
          measure.items.first { $0.id == part.slot }?.span ?? measure.value?.span ?? measure.range
        }
        fields.append((field, range ?? Rational(0)...Rational(1_000_000)))
      }
      if let total = plan.total { fields.append((total.field, plan.measure?.range)) }
    }
    let days = [birth, diagnosisDay, onset, visitDay, start, stop].compactMap(\.self)
    fields += (days + therapyDays.map(\.field)).map { ($0, nil) }
    if let dose { fields.append((dose, nil)) }
    if let value { fields.append((value, Rational(0)...Rational(10_000_000))) }
    return fields
  }
}

extension SuggestedLines {
  /// Makes the lines from there on one entry of a list.
  func makeEntry(_ begin: Int, indent: Int) {
    guard let first = lines.indices.first(where: { $0 >= begin && !isRemark($0) }) else { return }
    replace(first) { line in
      let place = line.index(line.startIndex, offsetBy: indent - 2)
      return line[..<place] + "- " + line[line.index(place, offsetBy: 2)...]
    }
  }
}
