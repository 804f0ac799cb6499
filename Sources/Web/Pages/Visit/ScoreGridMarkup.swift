import Clinic

/// The scores by visit as a table; each value leads to its answers and history, each day to the whole
/// visit.
enum ScoreGridMarkup {
  static func write(_ grid: ScoreGrid, _ home: String, to html: inout HTMLWriter) {
    html.markup(
      """
      <div class="wide" role="region" tabindex="0" aria-label="Scores by visit"><table class="grid"><thead><tr>\
      <th scope="col">Date</th>\
      \(grid.columns.map { "<th scope=\"col\" class=\"number\">\($0.title)</th>" })</tr></thead><tbody>

      """)
    for row in grid.rows {
      html.markup(
        "<tr><th scope=\"row\"><a href=\"\(home)/visits/\(row.day.iso)\">\(row.day.iso)</a></th>")
      for value in row.values {
        let link: Markup? = value.map { "<a href=\"\(home)/scores/\($0.number)\">\($0.text)</a>" }
        html.markup("<td class=\"number\">\(link)</td>")
      }
      html.markup("</tr>\n")
    }
    html.markup("</tbody></table></div>\n")
  }
}
