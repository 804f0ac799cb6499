import Outcomes
import Reporting

/// Draws a report's table as HTML: the same cells as the text and the CSV.
struct TableMarkup {
  let table: Table
  /// What the table is about, for those who have it read out.
  let label: String
  /// The address behind the first cell of a row; nil: none.
  var address: ((_ row: [Cell]) -> String?)?
  /// What stands under the first cell of a row; nil: nothing.
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
    html.markup("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
    html.text(label)
    html.markup("\"><table class=\"stacking\"><thead><tr>")
    for position in shown {
      html.markup(isNumber(position) ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
      html.text(heading(table.columns[position]))
      html.markup("</th>")
    }
    html.markup("</tr></thead><tbody>\n")
    for row in table.rows { write(row, shown, to: &html) }
    html.markup("</tbody></table></div>\n")
  }

  private func write(_ row: [Cell], _ shown: [Int], to html: inout HTMLWriter) {
    html.markup("<tr>")
    for position in shown {
      let isFirst = position == shown.first
      html.markup(isFirst ? "<th scope=\"row\"" : "<td")
      if isNumber(position) { html.markup(" class=\"number\"") }
      html.markup(" data-label=\"")
      html.text(heading(table.columns[position]))
      html.markup("\">")
      if isFirst, let target = address?(row) {
        html.markup("<a href=\"")
        html.text(target)
        html.markup("\">")
        html.text(row[position].text)
        html.markup("</a>")
      } else {
        html.text(row[position].text)
      }
      if isFirst, let more = under?(row) {
        html.markup("<span class=\"under\">")
        html.text(more)
        html.markup("</span>")
      }
      html.markup(isFirst ? "</th>" : "</td>")
    }
    html.markup("</tr>\n")
  }

  private func isNumber(_ position: Int) -> Bool { table.columns[position].kind == .number }

  private func heading(_ column: Table.Column) -> String {
    column.title.isEmpty ? "Remark" : column.title
  }
}
