import Clinic
import Outcomes
import Registry
import Reporting

/// What is due by week, and what became of the courses of each disease and therapy.
enum ClinicPages {
  static let routes: [Route] = [
    .get("due", for: .clinical, label: "Due") { try await due($0) },
    .get("cohort", for: .only([.staff, .physician, .researcher]), label: "Cohort") {
      try await cohort($0)
    },
  ]

  private static func due(_ request: PageRequest) async throws -> Answer {
    let weeks = try await request.atDesk { try $0.dueWeeks() }
    try await request.note(.view, to: "due list", of: nil)
    var html = HTMLWriter()
    html.markup("<p class=\"lead\">Assessments that a running treatment needs, by week. As of ")
    html.text(request.asOf.iso)
    html.markup(".</p>\n")
    if weeks.isEmpty { html.markup("<p>Nothing is due in the next eight weeks.</p>\n") }
    for week in weeks {
      html.markup("<h2>")
      html.text("\(week.title): \(week.table.rows.count)")
      html.markup("</h2>\n")
      var table = TableMarkup(week.table, label: week.title)
      table.keys = DueTable.textKeys
      table.address = { row in try? request.path(of: Patient.ID(row[0].text)) }
      table.under = { row in week.names[Patient.ID(row[0].text)] }
      table.write(to: &html)
    }
    return try request.page(try request.frame("Due"), html)
  }

  private static func cohort(_ request: PageRequest) async throws -> Answer {
    let table = try await request.atDesk { try $0.cohort().table }
    var html = HTMLWriter()
    html.markup(
      "<p class=\"lead\">Courses by disease and therapy. Counts below 5 are not shown. As of ")
    html.text(request.asOf.iso)
    html.markup(".</p>\n")
    if table.rows.isEmpty {
      html.markup("<p>No course has been judged yet.</p>\n")
    } else {
      TableMarkup(table, label: "Response by disease and therapy").write(to: &html)
    }
    html.markup(
      "<p class=\"aside\">Median, fewest and most weeks: from the first dose to the first response index of 1 or more, of the courses that respond.</p>\n"
    )
    return try request.page(try request.frame("Cohort"), html)
  }
}
