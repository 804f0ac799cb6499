import Outcomes
import Reporting

/// The rows of a re-evaluation as they are filled in.
struct ReevaluationMarkup {
  let problems: FormProblems
  let typed: FormFields

  func write(_ title: String, _ rows: [Reevaluation.Row], to html: inout HTMLWriter) {
    guard !rows.isEmpty else { return }
    html.markup("<h2>\(title)</h2>\n<ul class=\"facts considered\">\n")
    for row in rows {
      let text: Markup? = row.text.isEmpty ? nil : "<p class=\"aside\">\(sentence: text(row))</p>\n"
      let said: [Markup] = row.said.reversed().map {
        "<p class=\"stands\">\(sentence: Wording.consideration($0))</p>\n"
      }
      html.markup(
        """
        <li><p><strong>\(sentence: row.name)</strong></p>
        \(text)\(said)\
        <input type="hidden" name="seen:\(row.id)" value="\("\(row.said.map(\.number).max() ?? 0)")">
        \(fields(row.id, row.name))</li>

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

  private func fields(_ id: String, _ name: String) -> Markup {
    let chosen = typed["state:" + id]
    let states =
      [Choice("", "as it is", chosen: chosen.isEmpty)]
      + Consideration.State.allCases.map {
        Choice($0.rawValue, Wording.state($0), chosen: chosen == $0.rawValue)
      }
    return """
      <div class="filters no-print">
      \(ChoiceField("state:" + id, "\(name), stands now", problems, states).select)\
      \(TextField("note:" + id, "Note").filled(typed["note:" + id], problems).markup)</div>

      """
  }
}
