// Long on purpose: the lines of one table in their order, from its file to its diagnoses.
import Outcomes
import Tables

/// Writes what one sheet was found to be.
struct TableWriter {
  let plan: SheetPlan
  let project: SuggestedProject
  let isMany: Bool
  let numbers: NumberLook

  private var sheet: LookedSheet { plan.sheet }

  func write(into out: SuggestedLines, indent: Int) {
    if isMany {
      out.add(indent, "file:")
      place(out, indent + 2)
    }
    patient(out, indent)
    diagnoses(out, indent)
    if plan.analyte != nil {
      LongWriter(plan: plan, numbers: numbers).write(into: out, indent: indent)
    } else if !plan.scores.isEmpty {
      VisitWriter(plan: plan, numbers: numbers).write(into: out, indent: indent)
    }
    CourseWriter(plan: plan, library: plan.book.library, numbers: numbers)
      .write(into: out, indent: indent)
    let rest = plan.fields.filter { !$0.isUsed && !$0.texts.isEmpty }.map(\.name)
    var unread = rest
    if let reason = plan.stopReason {
      unread.append("\(reason.name) (it may be 'stop-reason' of the course, with words)")
    }
    if plan.visitDay == nil, let stamp = plan.stamp { unread.append(stamp.name) }
    if !unread.isEmpty { out.remark(indent, "Not read: \(unread.joined(separator: ", ")).") }
  }

  // MARK: Where the rows stand

  func place(_ out: SuggestedLines, _ indent: Int) {
    let begin = out.lines.count
    let isOneBook =
      project.files.allSatisfy(\.isWorkbook)
      && project.sheets.contains { $0.files.count == project.files.count }
    if isMany, isOneBook {
      // The files are alike, and which they are stands above.
    } else if isMany, project.files.filter({ $0.name != project.dictionary?.name }).count > 1 {
      let pattern = FileNames.pattern(sheet.files)
      out.add(
        indent, "name: \(YAMLText.of(pattern))",
        "the files of this shape: \(sheet.files.joined(separator: ", "))")
    } else if !isMany, sheet.files.count > 1 {
      out.add(
        indent, "name: \(YAMLText.of(FileNames.pattern(sheet.files)))",
        "the \(sheet.files.count) files of this shape")
    }
    if !sheet.sheetNames.isEmpty {
      let visible = project.files.first { $0.name == sheet.loaded.file }?.sheets.count ?? 1
      if visible > 1 || sheet.sheetNames.count > 1 {
        out.add(
          indent, "sheet: \(YAMLText.of(FileNames.pattern(sheet.sheetNames)))",
          sheet.sheetNames.count > 1
            ? "sheets of one shape: \(sheet.sheetNames.joined(separator: ", "))" : nil)
      } else {
        out.add(
          indent, "sheet: \(YAMLText.of(sheet.sheetNames[0]))", "the only sheet that one sees")
      }
      let all = Set(project.files.filter(\.isWorkbook).map(\.name))
      if all.count > sheet.files.count {
        out.add(
          indent, "optional: true",
          "\(all.subtracting(sheet.files).sorted().joined(separator: ", ")) has no such sheet")
      }
    }
    if sheet.isTurned {
      out.add(
        indent, "turned: true",
        "the first column holds the headings, and days stand beside each other")
    } else {
      header(out, indent)
    }
    if let stop = sheet.stop {
      out.add(
        indent,
        "stop-at: {column: \(YAMLText.of(stop.field.name)), text: \(YAMLText.of(stop.word))}",
        stop.why)
    }
    if let keys = plan.keyValues {
      out.add(
        indent, "only: {\(YAMLText.of(keys.name.name)): \(YAMLText.of(keys.onsetWord))}",
        "the row that says when the disease began")
    }
    if out.lines.count == begin { out.add(indent, "header: 1", "the first row") }
  }

  private func header(_ out: SuggestedLines, _ indent: Int) {
    let rows = sheet.header
    guard rows != [1] else { return }
    let titles = sheet.titles.isEmpty ? "" : "; above it \(Counted.some(sheet.titles, most: 1))"
    if rows.count == 1 {
      out.add(indent, "header: \(rows[0])", "the first row of names\(titles)")
    } else {
      out.add(
        indent, "header: [\(rows.map(String.init).joined(separator: ", "))]",
        "groups above names that come back\(titles)")
    }
  }

  // MARK: Who

  private func patient(_ out: SuggestedLines, _ indent: Int) {
    let hasOwn = plan.id != nil || !plan.idChoices.isEmpty || plan.key != nil
    if !hasOwn, isMany, sheet.files.count > 1 || plan.id == nil, allLackID { return }
    out.add(indent, "patient:")
    if let key = plan.key {
      if !plan.idChoices.isEmpty {
        out.choose(
          indent + 2, "id", idChoices + ": the number under which the clinic knows the patient")
      } else if let id = plan.id, id !== key {
        source(out, indent + 2, "id", id, plan.idWhy)
      }
      source(out, indent + 2, "key", key, "the number that all these files have")
    } else if !plan.idChoices.isEmpty {
      out.choose(indent + 2, "id", idChoices)
    } else if let id = plan.id {
      identifier(out, indent + 2, id)
    } else {
      idOfFile(out, indent + 2)
    }
    if isMany, plan.key == nil, plan.birth == nil, plan.sex == nil, plan.family == nil,
      plan.whole == nil,
      plan.disease == nil, plan.isDescribedElsewhere
    {
      out.add(
        indent + 2, "must-be-known: true", "who the patients are stands in another table of these")
    }
    if let field = plan.family { source(out, indent + 2, "family-name", field, "by its heading") }
    if let field = plan.given { source(out, indent + 2, "given-name", field, "by its heading") }
    if let name = plan.whole { wholeName(out, indent + 2, name) }
    if let field = plan.birth { source(out, indent + 2, "birth-date", field, dayWhy(field)) }
    if let field = plan.sex { sex(out, indent + 2, field) }
  }

  private var allLackID: Bool { plan.nobodyHasID }

  private var idChoices: String {
    plan.idChoices.map { field in
      "\(YAMLText.of(field.name)) (\(field.distinct.count) different in \(Counted.text(field.texts.count, "cell")), such as '\(field.texts.first ?? "")')"
    }.joined(separator: " or ")
  }

  private func identifier(_ out: SuggestedLines, _ indent: Int, _ id: LookedField) {
    var extras: [(key: String, value: String?, why: String)] = []
    if id.cells.contains(where: { $0.shown != $0.shown.withoutOuterBlanks }) {
      extras.append(("trim", "true", "blanks stand around some of them"))
    }
    let small = Dictionary(grouping: id.distinct.map(\.text), by: { $0.lowercased() })
    if let alike = small.values.filter({ $0.count > 1 }).map({ $0.sorted() }).sorted(by: {
      $0[0] < $1[0]
    }).first {
      extras.append(
        (
          "case", nil,
          "upper, if \(Counted.some(alike)) are the same patient; else take this line out"
        ))
    }
    let empty = id.cells.count(where: \.isBlank)
    if empty > 0, id.cells.first?.isBlank == false {
      extras.append(
        (
          "fill-down", nil,
          "true, if an empty cell means the patient above (\(Counted.text(empty, "cell"))); else take this line out"
        ))
    }
    block(out, indent, "id", id, plan.idWhy, extras)
  }

  func idOfFile(_ out: SuggestedLines, _ indent: Int) {
    let names = project.files.map(\.name).filter { $0 != project.dictionary?.name }
    let (begin, end) = FileNames.common(names)
    if names.count > 1, !begin.isEmpty || !end.isEmpty {
      let ids = names.map { $0.dropFirst(begin.count).dropLast(end.count) }
      out.add(
        indent, "id: {file-name: \(YAMLText.quoted(begin + "(.*)" + end))}",
        "no column names the patient; the files differ in \(Counted.some(ids.map(String.init)))")
      return
    }
    let columns = plan.fields.filter {
      !$0.isRepeated && $0.distinct.count > 1 && !plan.day($0).isOfDays
    }.prefix(4)
    out.choose(
      indent, "id",
      "the column that names the patient (\(columns.map { YAMLText.of($0.name) }.joined(separator: ", "))), or {file-name: \"PATTERN-(.*).\(names.first?.split(separator: ".").last ?? "csv")\"}; no heading says it"
    )
  }

  private func wholeName(_ out: SuggestedLines, _ indent: Int, _ name: LookedField) {
    let commas = name.texts.count { $0.contains(", ") }
    if commas * 10 >= name.texts.count * 9 {
      for (key, part) in [("family-name", 1), ("given-name", 2)] {
        out.add(
          indent, "\(key): {column: \(YAMLText.of(name.name)), split: \", \", part: \(part)}",
          "\(commas) of \(Counted.text(name.texts.count, "name")) with a comma")
      }
    } else {
      out.choose(
        indent, "family-name",
        "\(YAMLText.of(name.name)), or {column: \(YAMLText.of(name.name)), split: \" \", part: 2} if the given name is first; or take the line out"
      )
    }
  }

  private func sex(_ out: SuggestedLines, _ indent: Int, _ field: LookedField) {
    let texts = field.distinct.map(\.text).filter { !MissingLook.isMissing($0) }
    out.add(indent, "sex:", "by its heading")
    column(out, indent + 2, field)
    out.add(indent + 2, "words:")
    var seen: Set<String> = []
    for text in texts where seen.insert(text.lowercased()).inserted {
      let count = field.texts.count { $0.lowercased() == text.lowercased() }
      if let sex = SexWords.sex(field.labels[text] ?? text, beside: texts) {
        out.add(indent + 4, "\(YAMLText.of(text)): \(sex.rawValue)", said(field, text, count))
      } else {
        out.choose(indent + 4, YAMLText.of(text), "female or male; \(Counted.text(count, "cell"))")
      }
    }
  }

  // MARK: What disease

  private func diagnoses(_ out: SuggestedLines, _ indent: Int) {
    let onset = plan.onset
    if let keys = plan.keyValues {
      out.add(indent, "diagnoses:")
      out.choose(indent + 2, "- disease", diseaseOfAll)
      out.add(indent + 4, "on: none", "the table does not say")
      source(out, indent + 4, "onset", keys.value, "beside '\(keys.onsetWord)'")
      return
    }
    guard plan.disease != nil || plan.diagnosisDay != nil || onset != nil || namedDisease != nil
    else {
      if plan.birth != nil || plan.sex != nil {
        out.remark(
          indent,
          "No column names a diagnosis. Where all patients have the same: diagnoses: [{disease: ID, on: none}]"
        )
      }
      return
    }
    out.add(indent, "diagnoses:")
    if let field = plan.disease {
      out.add(indent + 2, "- disease:", "by its heading or its words")
      column(out, indent + 6, field)
      out.add(indent + 6, "words:")
      for (text, count) in field.distinct where !MissingLook.isMissing(text) {
        let meant = field.labels[text] ?? text
        if let id = plan.diseases.id(meant) {
          out.add(indent + 8, "\(YAMLText.of(text)): \(id)", said(field, text, count))
        } else {
          out.choose(
            indent + 8, YAMLText.of(text), "\(near(meant)), or none; \(Counted.text(count, "cell"))"
          )
        }
      }
    } else {
      out.choose(indent + 2, "- disease", diseaseOfAll)
    }
    if let field = plan.diagnosisDay {
      source(out, indent + 4, "on", field, dayWhy(field))
    } else {
      out.add(indent + 4, "on: none", "no column says when")
    }
    if let onset {
      if onset.name.lowercased().contains("unknown day") {
        block(
          out, indent + 4, "onset", onset, dayWhy(onset), [("known-to", "month", "by its heading")])
      } else {
        source(out, indent + 4, "onset", onset, dayWhy(onset))
      }
    }
  }

  /// A disease that the sheet, its title or the file's name names.
  private var namedDisease: String? {
    if plan.isDescribedElsewhere { return nil }
    let texts = [sheet.name ?? ""] + sheet.titles
    for text in texts {
      for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber) }) {
        if let id = plan.diseases.id(String(word)),
          plan.book.library.disease(Disease.ID(id))?.isJudged == true
        {
          return id
        }
      }
    }
    return nil
  }

  private var diseaseOfAll: String {
    (namedDisease.map { "\($0), which the sheet names, if all patients here have it" }
      ?? "the disease of all patients here, such as cidp or mg; no column says it")
      + "; else take these lines out"
  }

  /// Diseases that share a word with a text.
  private func near(_ text: String) -> String {
    let words = Set(FoldedWord.words(text))
    let known = plan.book.library.diseases.filter(\.isJudged)
    let found = known.map { disease -> (String, Int) in
      let own = Set(
        FoldedWord.words(disease.name) + FoldedWord.words(disease.short)
          + FoldedWord.words(disease.id.text))
      let same = words.count { word in
        own.contains { $0 == word || word.count > 4 && $0.hasPrefix(word.prefix(5)) }
      }
      return (disease.id.text, same)
    }.filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    return found.isEmpty ? "the id of a disease" : found.prefix(4).map(\.0).joined(separator: ", ")
  }

  private func dayWhy(_ field: LookedField) -> String {
    let look = plan.day(field)
    let odd = look.others.filter { !MissingLook.isMissing($0) && !MissingLook.isRunning($0) }
    return "by its heading; \(Counted.text(look.days, "day"))"
      + (odd.isEmpty ? "" : "; no day, and refused until it is corrected: \(Counted.some(odd))")
  }

  private func said(_ field: LookedField, _ text: String, _ count: Int) -> String {
    (field.labels[text].map { "'\($0)' in the data dictionary; " } ?? "")
      + Counted.text(count, "cell")
  }
}
