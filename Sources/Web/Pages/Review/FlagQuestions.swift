import Outcomes
import Reporting

/// What to rule out first and which alternatives to consider, as tables whose open rows take a state
/// and a note in place.
struct FlagQuestions {
  let found: Reevaluation
  /// Whether questions and alternatives are asked by this flag.
  let (asksWhy, asksToReconsider): (Bool, Bool)
  let course: CourseJudgement?
  let patient: PatientJudgement
  /// false: as a decision saw it, or without the right to say anything.
  let isOpen: Bool

  /// How many alternatives are shown; the others are folded.
  private static let shown = 5

  init(
    _ found: Reevaluation, rule: FlagRule?, course: CourseJudgement?,
    _ patient: PatientJudgement, isOpen: Bool
  ) {
    self.found = found
    asksWhy = rule?.asksWhy == true
    asksToReconsider = rule?.asksToReconsider == true
    self.course = course
    self.patient = patient
    self.isOpen = isOpen
  }

  func write(_ notes: inout SourceNotes, to html: inout HTMLWriter) {
    let rows = ReevaluationMarkup.fields(found)
    if asksWhy {
      let questions = rows.filter { $0.row.kind == .question }
      let (calm, open) = (
        questions.filter(\.row.isCalm), questions.filter { !$0.row.isCalm }
      )
      html.markup("<h2>Rule out first</h2>\n")
      writeTable(open.map(question), to: &html)
      writeFolded(
        "\(calm.count) more, for which the record shows no sign", calm.map(question), to: &html)
    }
    if asksToReconsider {
      let failed = patient.courses.filter { $0.hasFailed || $0.course == course?.course }
        .compactMap(\.therapy).reduce(into: Set()) { $0.formUnion($1.hinted) }
      let all = rows.filter { $0.row.kind == .alternative }.enumerated()
        .map { (row: $1, rank: $1.row.rank(withoutResponseTo: failed), place: $0) }
        .sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.row)
      let (first, others) = (all.prefix(Self.shown), all.dropFirst(Self.shown))
      html.markup("<h2>Alternatives to consider</h2>\n")
      writeTable(
        first.map { row in
          alternative(row, row.row.reconsideration.map { notes.number($0.evidence) })
        }, to: &html)
      writeFolded(
        "\(Wording.counted(others.count, "more alternative"))",
        others.map { alternative($0) }, to: &html)
    }
    let own = rows.filter { $0.row.kind == .own }
    if !own.isEmpty, asksWhy || asksToReconsider {
      html.markup("<h2>Also considered here</h2>\n")
      writeTable(own.map(question), to: &html)
    }
  }

  private func writeTable(_ rows: [Markup], to html: inout HTMLWriter) {
    guard !rows.isEmpty else { return }
    html.markup(
      "<div class=\"card bare\"><table class=\"plain asked\"><tbody>\n\(rows)</tbody></table></div>\n"
    )
  }

  private func writeFolded(_ title: String, _ rows: [Markup], to html: inout HTMLWriter) {
    guard !rows.isEmpty else { return }
    html.markup("<details class=\"folded\"><summary>\(title)</summary>\n")
    writeTable(rows, to: &html)
    html.markup("</details>\n")
  }

  private func question(_ row: ReevaluationMarkup.NamedRow) -> Markup {
    """
    <tr><th scope="row">\(sentence: row.row.name)</th><td>\(sentence: row.row.text)\(said(row.row))</td>\
    \(state(row))</tr>

    """
  }

  /// - Parameter note: the number of its source; nil: the source stands with it.
  private func alternative(_ row: ReevaluationMarkup.NamedRow, _ note: Int? = nil) -> Markup {
    let reason = row.row.reconsideration
    let number: Markup? = note.map { "<sup>\($0)</sup>" }
    let source: Markup? =
      note == nil ? reason.map { "<small>\(Wording.source($0.evidence))</small>" } : nil
    let work = row.row.workUp
    let more = work.dropFirst().joined(separator: "; ")
    return """
      <tr><th scope="row">\(row.row.name)\(number)\
      <small>\(sentence: row.row.hints.joined(separator: "; "))</small></th>\
      <td>\(sentence: work.first ?? "")\(source)\(said(row.row))</td>\(state(row, more))</tr>

      """
  }

  private func said(_ row: Reevaluation.Row) -> Markup? {
    row.stands.map { "<small class=\"said\">\(sentence: Wording.consideration($0))</small>" }
  }

  /// - Parameter more: what else there is to do for it, told where it is unfolded.
  private func state(_ named: ReevaluationMarkup.NamedRow, _ more: String = "") -> Markup {
    guard isOpen else {
      let stand = named.row.stands.map { Wording.state($0.state) } ?? ""
      return
        "<td class=\"state\">\(stand)\(more.isEmpty ? nil : "<small>\(sentence: more)</small>")</td>"
    }
    return "<td class=\"state no-print\">\(ReevaluationMarkup.compact(named, more))</td>"
  }
}
