import Clinic
import Outcomes
import Registry
import Reporting

/// What is due by week, and what became of the courses of each disease and therapy.
enum ClinicPages {
  static let routes: [Route] = [
    .get("due", for: .clinical, label: "Due", query: ["page"]) { try await due($0) },
    .get("cohort", for: .only([.staff, .physician, .researcher]), label: "Cohort") {
      try await cohort($0)
    },
  ]

  /// Lines on one page.
  private static let linesPerPage = 200

  private static func due(_ request: PageRequest) async throws -> PageAnswer {
    let weeks = try await request.clinicLists().dueWeeks(asOf: request.asOf)
    try await request.note(.view, to: "due list", of: nil)
    let total = weeks.reduce(0) { $0 + $1.lines.count }
    let pages = Pages(of: total, each: linesPerPage, asked: request.query["page"])
    var html = HTMLWriter()
    html.markup(
      "<p class=\"lead\">Assessments that a running treatment needs, by week. As of \(request.asOf.iso).</p>\n"
    )
    if weeks.isEmpty { html.markup("<p>Nothing is due in the next eight weeks.</p>\n") }
    var position = 0
    for week in weeks {
      let shown = pages.range.clamped(to: position..<position + week.lines.count)
      if !shown.isEmpty {
        let isContinued = shown.lowerBound > position
        let first = week.lines.startIndex + shown.lowerBound - position
        let lines = week.lines[first..<first + shown.count]
        try write(week, lines, isContinued: isContinued, request, to: &html)
      }
      position += week.lines.count
    }
    pages.write(to: &html) { "/due?page=\($0)" }
    return request.page(try request.frame("Due"), html)
  }

  private static func write(
    _ week: DueWeek, _ lines: ArraySlice<DueLine>, isContinued: Bool, _ request: PageRequest,
    to html: inout HTMLWriter
  ) throws {
    html.markup("<h2>\(week.title): \(week.lines.count)\(", continued", if: isContinued)</h2>\n")
    let patients = Dictionary(
      lines.map { ($0.patient.id, $0.patient) }, uniquingKeysWith: { first, _ in first })
    var table = TableMarkup(
      Table(columns: DueTable.columns, rows: lines.map(\.cells)), label: week.title)
    table.keys = DueTable.textKeys
    table.address = { row in try? request.path(of: Patient.ID(row[0].text)) }
    table.under = { row in patients[Patient.ID(row[0].text)]?.listName }
    table.write(to: &html)
  }

  private static func cohort(_ request: PageRequest) async throws -> PageAnswer {
    let lists = try await request.clinicLists()
    let table = lists.cohort.table
    var html = HTMLWriter()
    html.markup(
      "<p class=\"lead\">Courses by disease and therapy. Counts below 5 are not shown. As of \(request.asOf.iso).</p>\n"
    )
    if table.rows.isEmpty {
      html.markup("<p>No course has been judged yet.</p>\n")
    } else {
      TableMarkup(table, label: "Response by disease and therapy").write(to: &html)
    }
    html.markup(
      "<p class=\"aside\">Median, fewest and most weeks: from the first dose to the first response index of 1 or more, of the courses that respond.</p>\n"
    )
    let yield = lists.yield.points(request.library)
    if !yield.isEmpty {
      html.markup(
        """
        <h2>What came of the red flags</h2>
        <ul class="facts">
        \(yield.map { "<li>\(sentence: $0)</li>\n" as Markup })</ul>

        """)
    }
    return request.page(try request.frame("Cohort"), html)
  }
}
