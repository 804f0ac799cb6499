import Clinic
import Outcomes
import Reporting

/// The physician's list: one line per patient with an open flag, red before amber.
enum ReviewPage {
  static let routes: [Route] = [
    .get(
      "review", for: .clinical, label: "Review",
      query: ["disease", "therapy", "flag", "physician", "page"]
    ) { try await page($0) }
  ]

  /// Lines on one page; the keyboard goes through them.
  private static let linesPerPage = 100
  /// The small chart shows so many days.
  static let chartDays = 730

  private static func page(_ request: PageRequest) async throws -> Answer {
    let lists = try await request.clinicLists()
    try await request.note(.view, to: "review list", of: nil)
    let filter = ReviewFilter(request.query)
    let shown = filter.isActive ? lists.review.filter(filter.holds) : lists.review
    let red = filter.isActive ? shown.count { $0.severity == .red } : lists.choices.red
    let pages = Pages(of: shown.count, each: linesPerPage, asked: request.query["page"])
    var html = HTMLWriter()
    let view = ReviewListView(
      counts: counts(shown.count, red: red, of: lists.review.count), asOf: request.asOf.iso,
      filters: filter.fields(lists.choices, request.library), isFiltered: filter.isActive,
      isEmpty: shown.isEmpty)
    try html.template("review", view, request.site.templates)
    if !shown.isEmpty {
      html.markup(
        """
        <div class="wide" role="region" tabindex="0" aria-label="Patients to review">
        <table class="stacking review" data-rows>
        <thead><tr><th scope="col">Urgency</th><th scope="col">Patient</th>
        <th scope="col">What to look at</th><th scope="col" class="number">Weeks</th>
        <th scope="col">Last two years</th></tr></thead>
        <tbody>

        """)
      for line in shown[pages.range] { try write(line, request, to: &html) }
      html.markup("</tbody></table></div>\n")
    }
    pages.write(to: &html) { "/review?" + filter.query(page: $0) }
    return try request.page(try request.frame("Review", notice: request.takeNotice()), html)
  }

  private static func counts(_ count: Int, red: Int, of all: Int) -> String {
    let some = count == all ? "" : " (of \(all))"
    return "\(Wording.counted(count, "patient"))\(some) to review: \(red) red, "
      + "\(count - red) amber"
  }

  private static func write(
    _ line: ReviewLine, _ request: PageRequest, to html: inout HTMLWriter
  ) throws {
    html.markup("<tr><td data-label=\"Urgency\"><span class=\"severity ")
    html.text(line.severity.rawValue)
    html.markup("\">")
    html.text(line.severity == .red ? "Red" : "Amber")
    html.markup("</span></td>\n<th scope=\"row\" data-label=\"Patient\"><a data-row href=\"")
    html.text(try request.path(of: line.patient.id, "flag"))
    html.markup("\">")
    let name = line.patient.listName
    html.text(name.isEmpty ? line.patient.id.text : name)
    html.markup("</a><span class=\"under\">")
    html.text(line.patient.id.text)
    if let born = line.patient.birthDate {
      html.markup(", born ")
      html.text(born.iso)
    }
    html.markup("</span></th>\n<td data-label=\"What to look at\"><div>")
    html.text(line.text("headline"))
    if line.text("status") == "re-opened" {
      html.markup(" <span class=\"tag\">open again</span>")
    }
    let reasons = line.text("reasons")
    if !reasons.isEmpty {
      html.markup("<span class=\"under\">Also: ")
      html.text(reasons)
      html.markup("</span>")
    }
    html.markup("</div></td>\n<td class=\"number\" data-label=\"Weeks\">")
    html.text(line.text("weeks"))
    html.markup("</td>\n<td data-label=\"Last two years\">")
    if let leading = line.leading, let latest = leading.points.last {
      write(leading, latest, asOf: request.asOf, to: &html)
    } else {
      html.markup("<span class=\"under\">no score to compare</span>")
    }
    html.markup("</td></tr>\n")
  }

  private static func write(
    _ leading: LeadingMeasure, _ latest: (day: Day, value: Rational), asOf: Day,
    to html: inout HTMLWriter
  ) {
    let chart = SVGSmallChart(
      points: leading.points, range: leading.range, first: asOf - chartDays, last: asOf,
      longestGap: leading.longestGap)
    html.markup("<div class=\"trend\">")
    html.chart(chart.markup)
    html.markup("<span><b>")
    html.text("\(leading.label) \(latest.value.plain())")
    html.markup("</b><span class=\"under\">")
    html.text("\(latest.day), \(leading.direction)")
    html.markup("</span></span></div>")
  }
}

private struct ReviewListView {
  let counts: String
  let asOf: String
  let filters: [ChoiceField]
  let isFiltered: Bool
  let isEmpty: Bool
}
