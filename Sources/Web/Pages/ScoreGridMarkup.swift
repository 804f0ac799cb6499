import Clinic

/// The scores by visit as a table; each value leads to its answers and history.
enum ScoreGridMarkup {
  static func write(_ grid: ScoreGrid, _ address: String, to html: inout HTMLWriter) throws {
    html.markup(
      "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Scores by visit\"><table class=\"grid\"><thead><tr><th scope=\"col\">Date</th>"
    )
    for column in grid.columns {
      html.markup("<th scope=\"col\" class=\"number\">")
      html.text(column.title)
      html.markup("</th>")
    }
    html.markup("</tr></thead><tbody>\n")
    for row in grid.rows {
      html.markup("<tr><th scope=\"row\">")
      html.text(row.day.iso)
      html.markup("</th>")
      for value in row.values {
        html.markup("<td class=\"number\">")
        if let value {
          html.markup("<a href=\"")
          html.text("\(address)/\(value.number)")
          html.markup("\">")
          html.text(value.text)
          html.markup("</a>")
        }
        html.markup("</td>")
      }
      html.markup("</tr>\n")
    }
    html.markup("</tbody></table></div>\n")
  }
}
