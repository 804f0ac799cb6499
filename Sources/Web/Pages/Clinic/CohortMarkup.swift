import Outcomes
import Reporting

/// The parts of the cohort page.
struct CohortMarkup {
  private let groups: [CohortGroup]
  private let figures: [CohortFigure]
  private let flags: FlagYield
  private let filter: CohortFilter
  private let library: Library

  init(_ cohort: Cohort, _ flags: FlagYield, _ filter: CohortFilter, _ library: Library) {
    groups = cohort.groups
    figures = CohortFigure.all(cohort, flags)
    self.flags = flags
    self.filter = filter
    self.library = library
  }

  var quality: Markup {
    """
    <section class="card" aria-label="Quality">
    <div class="facts">
    \(figures.map { figure in
      "<div><b>\(figure.value ?? "–")</b><span>\(figure.words)</span><span class=\"under\">\(figure.basis)</span></div>\n"
    })</div>
    \("<p class=\"aside\">Flags and re-evaluations are those of the whole clinic.</p>\n",
      if: !filter.selection.isEverything)\(csv(.quality))</section>

    """
  }

  private func csv(_ table: CohortTables) -> Markup {
    """
    <p class="no-print csv"><a href="\(filter.address(of: table))" download>These figures as CSV</a></p>

    """
  }

  private func heading(_ text: String, _ table: CohortTables) -> Markup {
    """
    <div class="titles"><h2>\(text)</h2><p class="no-print"><a href="\(filter.address(of: table))" \
    download>as CSV<span class="unseen">: \(text)</span></a></p></div>

    """
  }

  /// Of the disease with the most courses, the therapies with the most first.
  private var charted: [CohortGroup] {
    let counts = Dictionary(grouping: groups, by: \.key.disease)
      .mapValues { $0.reduce(0) { $0 + $1.times.courses } }
    guard let disease = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
      return []
    }
    return groups.filter { $0.key.disease == disease }
      .sorted { ($1.times.courses, $0.key) < ($0.times.courses, $1.key) }
  }

  func writeCharts(to html: inout HTMLWriter) {
    let groups = charted
    guard let first = groups.first else { return }
    let disease = library.short(first.key.disease)
    html.markup("<div class=\"halves\">\n")
    let curves = SVGCurves(
      groups.map { group in
        SVGCurves.Curve(
          name: library.short(group.key.therapy), CumulativeIncidence(group.times),
          expectedBy: deadline(group.key))
      })
    html.markup(
      """
      <section class="card plotted" aria-labelledby="curve-title"><h2 id="curve-title">Time to response, \(disease) \
      <span class="small">Aalen-Johansen; a stop without response competes</span></h2>

      """)
    if curves.curves.isEmpty {
      html.markup(
        "<p>No therapy has three courses with a baseline that are to bring improvement.</p>\n")
    } else {
      html.chart(curves.markup)
    }
    html.markup("</section>\n")
    writeChange(groups, to: &html)
    html.markup("</div>\n")
  }

  private func deadline(_ key: CohortGroup.Key) -> Int? {
    guard let therapy = library.therapy(key.therapy), let disease = library.disease(key.disease)
    else { return nil }
    return library.expectation(of: therapy, in: disease, intent: .induction)?.deadlineDays
  }

  private func writeChange(_ groups: [CohortGroup], to html: inout HTMLWriter) {
    let changes = groups.lazy.compactMap { group in group.change.map { (group.key, $0) } }
    guard let (key, change) = changes.first, let measure = library.measure(change.measure)
    else { return }
    let name = library.short(key.therapy)
    let chart = SVGChanges(change, measure: measure.short, unit: measure.unit)
    let courses = Wording.counted(change.courses.count, "course")
    let drawn = chart.isShaded ? "shaded: the middle half of \(courses)" : "each line a course"
    html.markup(
      """
      <section class="card plotted" aria-labelledby="change-title"><h2 id="change-title">Change of \
      \(measure.short) after \(name) <span class="small">upwards is better; \(drawn), \
      thick: median</span> <a class="small no-print" href="\(filter.address(of: .change))" download>as \
      CSV<span class="unseen">: change by four weeks</span></a></h2>

      """)
    html.chart(chart.markup)
    html.markup("</section>\n")
  }

  func writeTable(to html: inout HTMLWriter) {
    html.markup(heading("By disease and therapy", .responses))
    html.markup(
      """
      <div class="wide" role="region" tabindex="0" aria-label="By disease and therapy">
      <table class="plain stacking groups"><thead><tr><th scope="col">Disease</th><th scope="col">Therapy</th>
      <th scope="col" class="num">Courses</th>
      <th scope="col">Responding · stable · partial · missing · not decided</th>
      <th scope="col" class="num">Response</th><th scope="col" class="num">Median weeks (range)</th>
      <th scope="col">Published</th></tr></thead>
      <tbody>

      """)
    for group in groups { write(group, to: &html) }
    html.markup(
      """
      </tbody></table></div>
      <p class="aside">Response: responding, or stable where that was intended, of all courses that are \
      decided. Partial holds what is in between: partly better, mixed, possibly worse. Weeks run from the \
      first dose to the first response index of 1 or more. A published rate is of other patients at another \
      time, and no target. Counts are shown as they are: they are for \
      inside the clinic.</p>

      """)
  }

  private func write(_ group: CohortGroup, to html: inout HTMLWriter) {
    let bar = SVGShareBar(group)
    html.markup(
      """
      <tr><td data-label="Disease"><b>\(library.short(group.key.disease))</b></td>
      <th scope="row" data-label="Therapy">\(library.short(group.key.therapy))</th>
      <td class="num" data-label="Courses">\(group.courses.count)</td>
      <td data-label="How they stand"><div class="stand">
      """)
    html.chart(bar.markup)
    let rate = CohortWords.published(group.key, library)
    html.markup(
      """
      <span class="under">\(bar.words)</span></div></td>
      <td class="num" data-label="Response">\(response(group))</td>
      <td class="num" data-label="Median weeks (range)">\(CohortWords.weeks(group.daysToResponse) ?? "–")</td>
      <td data-label="Published">\(published(rate, group.key.therapy))</td></tr>

      """)
  }

  /// Its words and its whole source stand on the page of the therapy.
  private func published(_ rate: Expectation.ResponseRate?, _ therapy: Therapy.ID) -> Markup {
    guard let rate else { return "–" }
    return """
      <span><a href="/measures/\(therapy.text)">\(rate.percent.plain(1)) %</a> \
      <span class="small">\(CohortWords.origin(rate))</span></span>
      """
  }

  private func response(_ group: CohortGroup) -> Markup {
    guard let percent = CohortWords.percent(group.response) else { return "–" }
    return "\(group.response.count) <small>(\(percent))</small>"
  }

  /// The curves as numbers, with those at risk below each.
  func writeCurves(to html: inout HTMLWriter) {
    let groups = CohortReading.curved(groups)
    guard !groups.isEmpty else { return }
    html.markup(heading("Time to response as numbers", .curve))
    html.markup(
      """
      <div class="wide" role="region" tabindex="0" aria-label="Time to response as numbers">
      <table class="plain stacking groups"><thead><tr><th scope="col">Disease</th><th scope="col">Therapy</th>
      <th scope="col" class="num">Courses</th>\(CumulativeIncidence.weeks.map {
        "<th scope=\"col\" class=\"num\">Week \($0)</th>"
      })</tr></thead>
      <tbody>

      """)
    for group in groups {
      let curve = CumulativeIncidence(group.times)
      html.markup(
        """
        <tr><td data-label="Disease"><b>\(library.short(group.key.disease))</b></td>
        <th scope="row" data-label="Therapy">\(library.short(group.key.therapy))</th>
        <td class="num" data-label="Courses">\(curve.times.courses)</td>\
        \(CumulativeIncidence.weeks.map { cell(curve, week: $0) })</tr>

        """)
    }
    html.markup(
      """
      </tbody></table></div>
      <p class="aside">Per cent of courses with a response by that week, with an interval of 95 %, and how many \
      were followed so long. Courses with a baseline that are to bring improvement, where there are three or \
      more (the file has all); a stop without response \
      and the end of the diagnosis compete; a course without a response counts up to its last assessment. \
      A dash: no course was followed so long. Interval: variance of Greenwood’s type \
      (<a href="https://doi.org/10.1002/bimj.200900039">Allignol 2010</a>) on the log(-log) scale \
      (<a href="https://doi.org/10.1002/sim.1070">Choudhury 2002</a>).</p>

      """)
  }

  private func cell(_ curve: CumulativeIncidence, week: Int) -> Markup {
    """
    <td class="num" data-label="Week \(week)"><span>\(CohortReading.share(curve, week: week) ?? "–")\
    <span class="under">\(curve.times.atRisk(on: week * 7)) at risk</span></span></td>
    """
  }

  var yield: Markup {
    let points = flags.points(library)
    guard !points.isEmpty else { return "" }
    return """
      \(heading("What came of the red flags", .yield))<ul class="facts">
      \(points.map { "<li>\(sentence: $0)</li>\n" as Markup })</ul>

      """
  }
}
