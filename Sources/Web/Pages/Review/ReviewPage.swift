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

  private static func page(_ request: PageRequest) async throws -> PageAnswer {
    let lists = try await request.clinicLists()
    try await request.note(.view, to: "review list", of: nil)
    let filter = ReviewFilter(request.query)
    let shown = filter.isActive ? lists.review.filter(filter.holds) : lists.review
    let red = filter.isActive ? shown.count { $0.severity == .red } : lists.choices.red
    let pages = Pages(of: shown.count, each: linesPerPage, asked: request.query["page"])
    var html = HTMLWriter()
    let counts = countText(shown.count, red: red, of: lists.review.count)
    html.markup("<p class=\"lead\">\(counts). As of \(request.asOf.iso).</p>\n")
    try await UnfinishedEntries.write(request, to: &html)
    var form = FilterForm(
      action: "/review", nonce: nil,
      fields: filter.fields(lists.choices, request.library).map(FormField.select))
    if filter.isActive { form.aside = " <a href=\"/review\">Show all</a>" }
    html.markup(form.markup)
    if shown.isEmpty {
      html.markup(
        "<p>No patient has an open flag here. That is no finding: it says only that nothing recorded asks for a review.</p>\n"
      )
    } else {
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
    return request.page(try request.frame("Review", notice: request.takeNotice()), html)
  }

  private static func countText(_ count: Int, red: Int, of all: Int) -> String {
    let some = count == all ? "" : " (of \(all))"
    return "\(Wording.counted(count, "patient"))\(some) to review: \(red) red, "
      + "\(count - red) amber"
  }

  private static func write(
    _ line: ReviewLine, _ request: PageRequest, to html: inout HTMLWriter
  ) throws {
    let patient = line.patient
    let name = patient.listName
    html.markup(
      """
      <tr><td data-label="Urgency"><span class="severity \(line.severity.rawValue)">\
      \(line.severity == .red ? "Red" : "Amber")</span></td>
      <th scope="row" data-label="Patient"><a data-row href="\(try request.path(of: patient.id, "flag"))">\
      \(name.isEmpty ? patient.id.text : name)</a><span class="under">\(patient.id.text)\
      \(patient.bornGiven.map { ", born \($0.text)" })</span></th>
      <td data-label="What to look at"><div>\(sentence: line.text("headline"))\
      \(" <span class=\"tag\">open again</span>", if: line.text("status") == "re-opened")\(reasons(line))</div></td>
      <td class="number" data-label="Weeks">\(line.text("weeks"))</td>
      <td data-label="Last two years">
      """)
    if let leading = line.leading, let latest = leading.points.last {
      write(leading, latest, asOf: request.asOf, to: &html)
    } else {
      html.markup("<span class=\"under\">no score to compare</span>")
    }
    html.markup("</td></tr>\n")
  }

  private static func reasons(_ line: ReviewLine) -> Markup? {
    let reasons = line.text("reasons")
    return reasons.isEmpty ? nil : "<span class=\"under\">Also: \(reasons)</span>"
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
    html.markup(
      """
      <span><b>\(leading.label) \(latest.value.plain())</b>\
      <span class="under">\(latest.day.iso), \(leading.direction)</span></span></div>
      """)
  }
}
