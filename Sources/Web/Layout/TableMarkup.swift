import Outcomes
import Reporting

/// Draws a report's table as HTML: the same cells as the text and the CSV.
struct TableMarkup {
  let table: Table
  /// What the table is about, for screen readers.
  let label: String
  /// The address that the first cell of a row links to; nil: none.
  var address: ((_ row: [Cell]) -> String?)?
  /// A second line in the first cell of a row; nil: none.
  var under: ((_ row: [Cell]) -> String?)?
  /// Keys of the columns to show; all when empty.
  var keys: [String] = []

  init(_ table: Table, label: String) {
    self.table = table
    self.label = label
  }

  func write(to html: inout HTMLWriter) {
    let shown = table.columns.indices.filter {
      keys.isEmpty || keys.contains(table.columns[$0].key)
    }
    html.markup(
      """
      <div class="wide" role="region" tabindex="0" aria-label="\(label)"><table class="stacking"><thead><tr>
      """)
    for position in shown {
      html.markup("<th scope=\"col\"\(number(position))>\(heading(position))</th>")
    }
    html.markup("</tr></thead><tbody>\n")
    for row in table.rows { write(row, shown, to: &html) }
    html.markup("</tbody></table></div>\n")
  }

  private func write(_ row: [Cell], _ shown: [Int], to html: inout HTMLWriter) {
    html.markup("<tr>")
    for position in shown {
      let text = row[position].text
      let words: Markup = "\(number(position)) data-label=\"\(heading(position))\""
      if position == shown.first {
        let target = address?(row)
        let linked: Markup = target.map { "<a href=\"\($0)\">\(text)</a>" } ?? "\(text)"
        let more: Markup? = under?(row).map { "<span class=\"under\">\($0)</span>" }
        html.markup("<th scope=\"row\"\(words)>\(linked)\(more)</th>")
      } else {
        html.markup("<td\(words)>\(text)</td>")
      }
    }
    html.markup("</tr>\n")
  }

  private func number(_ position: Int) -> Markup? {
    table.columns[position].kind == .number ? " class=\"number\"" : nil
  }

  private func heading(_ position: Int) -> String {
    let title = table.columns[position].title
    return title.isEmpty ? "Remark" : title
  }
}
