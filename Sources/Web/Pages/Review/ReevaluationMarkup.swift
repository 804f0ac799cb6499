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

  func write(_ title: String, _ kind: Reevaluation.Row.Kind, to html: inout HTMLWriter) {
    let rows = rows.filter { $0.row.kind == kind }
    guard !rows.isEmpty else { return }
    html.markup("<h2>\(title)</h2>\n<ul class=\"facts considered\">\n")
    for (row, field) in rows {
      let text: Markup? = row.text.isEmpty ? nil : "<p class=\"aside\">\(sentence: text(row))</p>\n"
      let said: [Markup] = row.said.reversed().map {
        "<p class=\"stands\">\(sentence: Wording.consideration($0))</p>\n"
      }
      html.markup(
        """
        <li><p><strong>\(sentence: row.name)</strong></p>
        \(text)\(said)\
        <input type="hidden" name="seen:\(field)" value="\("\(row.said.map(\.number).max() ?? 0)")">
        \(fields(field, row.name))</li>

        """)
    }
    html.markup("</ul>\n")
  }

  /// A row that is in no list.
  func writeNew(to html: inout HTMLWriter) {
    html.markup(
      """
      <h2>Something else</h2>
      <div class="card">
      \(TextField("new", "What is considered").filled(typed["new"], problems).markup)\(fields("new", "Something else"))</div>

      """)
  }

  /// The name of an alternative stands above it already.
  private func text(_ row: Reevaluation.Row) -> String {
    let named = row.name + ": "
    return row.kind == .alternative && row.text.hasPrefix(named)
      ? String(row.text.dropFirst(named.count)) : row.text
  }

  private func fields(_ field: String, _ name: String) -> Markup {
    let chosen = typed["state:" + field]
    let states =
      [Choice("", "as it is", chosen: chosen.isEmpty)]
      + Consideration.State.allCases.map {
        Choice($0.rawValue, Wording.state($0), chosen: chosen == $0.rawValue)
      }
    return """
      <div class="filters no-print">
      \(ChoiceField("state:" + field, "\(name), stands now", problems, states).select)\
      \(TextField("note:" + field, "Note").filled(typed["note:" + field], problems).markup)</div>

      """
  }
}
