import Outcomes

/// Writes the days of visits and the instruments of them.
struct VisitWriter {
  let plan: SheetPlan
  let numbers: NumberLook

  func write(into out: SuggestedLines, indent: Int) {
    out.add(indent, "visits:")
    switch plan.sheet.repetition {
    case .once: break
    case .groups(let names):
      out.add(indent + 2, "repeat: \(YAMLText.list(names))", plan.sheet.repetitionWhy)
    case .suffixes(let words):
      out.add(indent + 2, "suffixes: \(YAMLText.list(words))", plan.sheet.repetitionWhy)
    case .times(let times):
      out.add(indent + 2, "repeat: {times: \(times)}", plan.sheet.repetitionWhy)
    }
    day(out, indent + 2)
    out.add(indent + 2, "scores:")
    let anchor = answers
    for score in plan.scores {
      ScoreWriter(plan: plan, score: score, note: note(of: score), anchor: anchor).write(
        into: out, indent: indent + 4)
    }
    if noteOwner == nil, let note = plan.notes.first {
      source(out, indent + 2, "note", note, "by its heading; a remark on the visit")
    }
  }

  /// One table of words for all columns of words alone.
  private var answers: WordAnchor { WordAnchor() }

  private var noteOwner: Int? { plan.scores.firstIndex { $0.parts.count > 2 } }

  private func note(of score: ScorePlan) -> LookedField? {
    guard let owner = noteOwner, plan.scores[owner].parts.first?.field === score.parts.first?.field
    else { return nil }
    return plan.notes.first
  }

  func day(_ out: SuggestedLines, _ indent: Int) {
    guard let field = plan.visitDay else {
      let names = plan.visitDayChoices.map { YAMLText.of($0.name) }
      let rest =
        names.isEmpty
        ? "the column with the day of the visit; no column of days was found"
        : names.joined(separator: " or ")
      return out.choose(indent, "date", rest)
    }
    let extras = outliers(field) + near(field)
    if plan.sheet.isTurned, extras.isEmpty {
      return out.add(indent, "date: \(YAMLText.of(field.name))", plan.visitDayWhy)
    }
    block(out, indent, "date", field, plan.visitDayWhy + odd(field), extras)
  }

  private func odd(_ field: LookedField) -> String {
    let odd = plan.day(field).others.filter { !MissingLook.isMissing($0) }
    return odd.isEmpty ? "" : "; no day, and refused until it is corrected: \(Counted.some(odd))"
  }

  /// Days long before all others, such as 1980-01-01.
  private func outliers(_ field: LookedField) -> [(key: String, value: String?, why: String)] {
    var forms = DateForms()
    forms.forms = DateForms.Form.allCases
    let days = field.cells.compactMap { cell -> Day? in
      if case .date(let date) = cell.kind {
        return Day(year: date.year, month: date.month, day: date.day)
      }
      return forms.day(cell.shown.withoutOuterBlanks)?.earliest
    }.sorted()
    guard days.count > 2 else { return [] }
    let middle = days[days.count / 2]
    guard let first = days.first, (middle - first) > 20 * 365 else { return [] }
    let early = days.count { (middle - $0) > 20 * 365 }
    return [
      (
        "from", nil,
        "the first day that counts, such as 2000-01-01: \(Counted.text(early, "day")) such as \(first.iso) may stand for none; they will be refused. Or take this line out"
      )
    ]
  }

  /// A time stamp of the same row.
  private func near(_ field: LookedField) -> [(key: String, value: String?, why: String)] {
    guard let stamp = plan.stamp, stamp !== field else { return [] }
    let form = plan.day(stamp).forms.filter { $0.value > 0 }.keys.map(\.rawValue).sorted()
    let own = plan.day(field).forms.filter { $0.value > 0 }.keys.map(\.rawValue).sorted()
    let dates =
      form == own || form.isEmpty ? "" : ", dates: \(form.contains("y/m/d") ? "y/m/d" : form[0])"
    return [
      (
        "near", "{column: \(YAMLText.of(stamp.name))\(dates), days: 31}",
        "a day far from the time stamp of its row is asked about"
      )
    ]
  }
}

/// The first place of a table of words that several columns share.
final class WordAnchor {
  private var names: [[String]: String] = [:]

  /// `*answers` where these words stood before; else a new name for them.
  func name(_ words: [String]) -> (name: String, isNew: Bool) {
    let key = words.sorted()
    if let name = names[key] { return (name, false) }
    let name = names.isEmpty ? "answers" : "answers\(names.count + 1)"
    names[key] = name
    return (name, true)
  }
}
