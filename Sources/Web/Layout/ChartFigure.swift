import Reporting

/// A chart in a frame that scrolls on narrow screens.
enum ChartFigure {
  static func write(_ chart: SVGChart, to html: inout HTMLWriter) {
    html.markup(
      "<figure class=\"chart-figure\"><div class=\"chart-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Chart\">"
    )
    html.chart(chart.markup)
    html.markup("</div>\n")
    let notes: [Markup] = chart.notes.map { "<li>\(sentence: $0)</li>\n" }
    html.markup(
      """
      <details class="chart-notes"><summary>How to read the chart</summary>
      <ul>
      <li>Time runs to scale. A line joins two scores only where the time between them is no longer \
      than one and a half monitoring intervals.</li>
      <li>The shaded band of a row reaches from the baseline to one meaningful change; at the right \
      stands the change in meaningful changes. Hollow points are not judged with the course.</li>
      \(notes)</ul></details></figure>

      """)
  }
}
