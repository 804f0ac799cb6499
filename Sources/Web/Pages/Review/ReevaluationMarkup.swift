import Outcomes
import Reporting

/// The rows of a re-evaluation as they are filled in.
struct ReevaluationMarkup {
  typealias NamedRow = (row: Reevaluation.Row, field: String)

  private let rows: [NamedRow]
  private let problems: FormProblems
  private let typed: FormFields

  init(_ found: Reevaluation, problems: FormProblems, typed: FormFields) {
    rows = Self.fields(found)
    self.problems = problems
    self.typed = typed
  }

  /// The rows with the names of their fields: what the clinic wrote is no name, its place is.
  ///
  /// A row that comes meanwhile stands after it.
  static func fields(_ found: Reevaluation) -> [NamedRow] {
    found.rows.filter { $0.kind != .own }.map { ($0, $0.id) }
      + found.rows(.own).enumerated().map { ($1, "own.\($0)") }
  }

  /// State and note of a row in a cell, nothing chosen; the row's name is read out with both.
  ///
  /// - Parameter more: what else is told of it.
  static func compact(_ named: NamedRow, _ more: String) -> Markup {
    let (row, field) = named
    let stand =
      row.stands.map { Wording.state($0.state) } ?? (row.isAnswered ? "answered" : "not asked")
    // The text in the field is a hint alone; its name is read out.
    return """
      \(seen(named))\
      <details class="say"><summary><span class="unseen">\(row.name): </span>\(stand)</summary>
      \(more.isEmpty ? nil : "<small>\(sentence: more)</small>")\
      <select class="status" name="state:\(field)" aria-label="\(row.name): where it stands">
      \(nothingChosen)</select>\
      <input class="note" name="note:\(field)" type="text" placeholder="note" autocomplete="off" \
      aria-label="\(row.name): note"></details>
      """
  }

  /// Up to which statement about the row the page shows them.
  private static func seen(_ named: NamedRow) -> Markup {
    let latest = named.row.said.map(\.number).max() ?? 0
    return "<input type=\"hidden\" name=\"seen:\(named.field)\" value=\"\("\(latest)")\">"
  }

  /// Every row of every flag has it.
  private static let nothingChosen = states(chosen: "")

  private static func states(chosen: String) -> Markup {
    let states =
      [Choice("", "as it is", chosen: chosen.isEmpty)]
      + Consideration.State.allCases.map {
        Choice($0.rawValue, Wording.state($0), chosen: chosen == $0.rawValue)
      }
    return "\(states.map(\.option))"
  }

  func write(_ title: String, _ kind: Reevaluation.Row.Kind, to html: inout HTMLWriter) {
    let rows = rows.filter { $0.row.kind == kind }
    guard !rows.isEmpty else { return }
    html.markup("<h2>\(title)</h2>\n<ul class=\"considered\">\n")
    for (row, field) in rows { html.markup(item(row, field)) }
    html.markup("</ul>\n")
  }

  private func item(_ row: Reevaluation.Row, _ field: String) -> Markup {
    let said: [Markup] = row.said.reversed().map {
      "<p class=\"aside\">\(sentence: Wording.consideration($0))</p>\n"
    }
    let summary = row.kind == .question ? "What the record says" : "What to look for"
    let more: Markup? =
      row.text.isEmpty
      ? nil
      : """
      <details><summary>\(summary)<span class="unseen">: \(row.name)</span></summary>\
      <p class="aside">\(sentence: text(row))</p></details>

      """
    return """
      <li>
      <div><strong>\(sentence: row.name)</strong>
      \(said)\(more)</div>
      \(Self.seen((row, field)))
      \(fields(field, row.name))</li>

      """
  }

  /// A row that is in no list.
  func writeNew(to html: inout HTMLWriter) {
    html.markup(
      """
      <h2>Something else</h2>
      <div class="card">
      \(TextField("new", "What is considered").filled(typed["new"], problems).markup)\
      <div class="considered-new">\(fields("new", "Something else"))</div></div>

      """)
  }

  /// The name of an alternative stands above it already.
  private func text(_ row: Reevaluation.Row) -> String {
    let named = row.name + ": "
    return row.kind == .alternative && row.text.hasPrefix(named)
      ? String(row.text.dropFirst(named.count)) : row.text
  }

  /// Where a row stands now, and why; the name of the row is read out with both.
  private func fields(_ field: String, _ name: String) -> Markup {
    let (state, note) = ("state:" + field, "note:" + field)
    func message(_ id: String) -> Markup? {
      problems.message(for: id).map {
        "<p class=\"error\" id=\"\(id)-error\"><span class=\"unseen\">Error:</span> \($0)</p>\n"
      }
    }
    let (error, noteError) = (message(state), message(note))
    return """
      <div class="no-print\(" wrong", if: error != nil)">\(error)<label><span class="unseen">\(name), </span>stands\
      <select id="\(state)" name="\(state)">
      \(Self.states(chosen: typed[state]))</select></label></div>
      <div class="no-print\(" wrong", if: noteError != nil)">\(noteError)<label><span class="unseen">\(name), </span>note\
      <input id="\(note)" name="\(note)" type="text" value="\(typed[note])" autocomplete="off"></label></div>

      """
  }
}
