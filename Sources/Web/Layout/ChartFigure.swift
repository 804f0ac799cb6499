import Reporting

/// A chart in a frame that scrolls on narrow screens.
enum ChartFigure {
  static func write(_ chart: SVGChart, to html: inout HTMLWriter) {
    html.markup(
      "<figure class=\"chart-figure\"><div class=\"chart-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Chart\">"
    )
    html.chart(chart.markup)
    html.markup(
      """
      </div><figcaption>Time runs to scale. A line joins two scores only where the time between them is \
      no longer than one and a half monitoring intervals; the shaded band reaches from the baseline to \
      one meaningful change. All values stand in the table of scores.</figcaption></figure>

      """)
  }
}
