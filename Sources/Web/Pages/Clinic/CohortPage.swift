import Clinic
import Outcomes
import Reporting

/// What became of the courses of the clinic: quality, time to response, change, and the table by disease
/// and therapy; each table also as CSV.
enum CohortPage {
  static let routes: [Route] = [
    .get(
      "cohort", for: readers, label: "Cohort", query: ["disease", "therapy", "year", "line"]
    ) { try await page($0) },
    .get(
      "cohort/table", for: readers, query: ["disease", "therapy", "year", "line", "name"]
    ) { try await table($0) },
  ]

  private static let readers = Route.Access.only([.staff, .physician, .researcher])

  private static func table(_ request: PageRequest) async throws -> PageAnswer {
    guard let table = CohortTables(rawValue: request.query["name"]) else {
      throw WebFault.notFound
    }
    let lists = try await request.clinicLists()
    let cohort = lists.cohort.selecting(CohortFilter(request.query).selection)
    var bytes: [UInt8] = []
    try DrawnTable(table.table(cohort, lists.yield, request.library)).writeCSV {
      bytes.append(contentsOf: $0)
    }
    return .file(bytes, name: "cohort-\(table.rawValue).csv", type: "text/csv; charset=utf-8")
  }

  private static func page(_ request: PageRequest) async throws -> PageAnswer {
    let lists = try await request.clinicLists()
    let (filter, site) = (CohortFilter(request.query), request.site)
    let drawn = try await PageRequest.aside {
      site.cohorts.page(of: lists, filter) { draw(lists, filter, site.desk.library) }
    }
    var frame = try request.frame("Cohort")
    frame.beside = """
      <p>\(Wording.counted(drawn.patients, "patient")), \
      \(Wording.counted(drawn.courses, "judged course")), as of <time>\(request.asOf.iso)</time></p>

      """
    return request.page(frame, drawn.html)
  }

  private static func draw(
    _ lists: ClinicLists, _ filter: CohortFilter, _ library: Library
  ) -> DrawnCohort {
    let all = lists.cohort
    let cohort = filter.selection.isEverything ? all : all.selecting(filter.selection)
    let markup = CohortMarkup(cohort, lists.yield, filter, library)
    var html = HTMLWriter()
    var form = FilterForm(
      action: "/cohort", nonce: nil,
      fields: filter.fields(all, library).map(FormField.select))
    if !filter.selection.isEverything { form.aside = " <a href=\"/cohort\">Show all</a>" }
    UnsoundRemark.count(lists, to: &html)
    html.markup("<div class=\"compact\">\(form.markup)</div>\n")
    html.markup(markup.quality)
    if cohort.courses.isEmpty {
      html.markup(
        all.courses.isEmpty
          ? "<p>No course has been judged yet.</p>\n" : "<p>No course is like this.</p>\n")
    } else {
      markup.writeCharts(to: &html)
      markup.writeTable(to: &html)
      markup.writeCurves(to: &html)
    }
    html.markup(markup.yield)
    return DrawnCohort(html: html, patients: cohort.patients, courses: cohort.courses.count)
  }
}

/// Which courses are looked at; an empty or unknown text lets all through.
struct CohortFilter {
  let selection: Cohort.Selection

  init(_ query: FormFields) {
    func id<Kind: IdentifiedKind>(_ name: String) -> Identifier<Kind>? {
      query[name].isEmpty ? nil : Identifier(query[name])
    }
    selection = Cohort.Selection(
      disease: id("disease"), therapy: id("therapy"), year: Int(query["year"]),
      line: Int(query["line"]).flatMap { Cohort.Selection.lines.contains($0) ? $0 : nil })
  }

  /// What occurs in the clinic, to choose from.
  func fields(_ all: Cohort, _ library: Library) -> [ChoiceField] {
    [
      .filter(
        "disease", "Disease", all: "all", chosen: selection.disease?.text,
        all.diseases.map { ($0.text, library.short($0)) }),
      .filter(
        "therapy", "Therapy", all: "all", chosen: selection.therapy?.text,
        all.therapies.map { ($0.text, library.short($0)) }),
      .filter(
        "year", "Begun in", all: "all", chosen: selection.year.map(String.init),
        all.years.map { ("\($0)", "\($0)") }),
      .filter(
        "line", "Line of immunotherapy", all: "all", chosen: selection.line.map(String.init),
        Cohort.Selection.lines.map { ("\($0)", CohortWords.line($0)) }),
    ]
  }

  /// The address of a table as CSV with the same courses.
  func address(of table: CohortTables) -> String {
    "/cohort/table?"
      + FormFields.query([
        ("name", table.rawValue), ("disease", selection.disease?.text),
        ("therapy", selection.therapy?.text), ("year", selection.year.map(String.init)),
        ("line", selection.line.map(String.init)),
      ])
  }
}
