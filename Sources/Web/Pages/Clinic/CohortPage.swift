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
    let filter = CohortFilter(request.query)
    let cohort = lists.cohort.selecting(filter.selection)
    let markup = CohortMarkup(
      cohort: cohort, flags: lists.yield, filter: filter, library: request.library)
    var html = HTMLWriter()
    var form = FilterForm(
      action: "/cohort", nonce: nil,
      fields: filter.fields(lists.cohort, request.library).map(FormField.select))
    if !filter.selection.isEverything { form.aside = " <a href=\"/cohort\">Show all</a>" }
    html.markup("<div class=\"compact\">\(form.markup)</div>\n")
    html.markup(markup.quality)
    if cohort.courses.isEmpty {
      html.markup(
        lists.cohort.courses.isEmpty
          ? "<p>No course has been judged yet.</p>\n" : "<p>No course is like this.</p>\n")
    } else {
      markup.writeCharts(to: &html)
      markup.writeTable(to: &html)
      markup.writeCurves(to: &html)
    }
    html.markup(markup.yield)
    var frame = try request.frame("Cohort")
    frame.beside = """
      <p>\(Wording.counted(cohort.patients, "patient")), \
      \(Wording.counted(cohort.courses.count, "judged course")), as of <time>\(request.asOf.iso)</time></p>

      """
    return request.page(frame, html)
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
      field(
        "disease", "Disease", selection.disease?.text,
        all.diseases.map { ($0.text, CohortWords.disease($0, library)) }),
      field(
        "therapy", "Therapy", selection.therapy?.text,
        all.therapies.map { ($0.text, CohortWords.therapy($0, library)) }),
      field(
        "year", "Begun in", selection.year.map(String.init), all.years.map { ("\($0)", "\($0)") }),
      field(
        "line", "Line of immunotherapy", selection.line.map(String.init),
        Cohort.Selection.lines.map { ("\($0)", CohortWords.line($0)) }),
    ]
  }

  private func field(
    _ id: String, _ label: String, _ chosen: String?, _ choices: [(String, String)]
  ) -> ChoiceField {
    ChoiceField(
      id, label, FormProblems(),
      [Choice("", "all", chosen: chosen == nil)]
        + choices.map { Choice($0.0, $0.1, chosen: $0.0 == chosen) })
  }

  /// The address of a table as CSV with the same courses.
  func address(of table: CohortTables) -> String {
    let parts: [(String, String?)] = [
      ("name", table.rawValue), ("disease", selection.disease?.text),
      ("therapy", selection.therapy?.text), ("year", selection.year.map(String.init)),
      ("line", selection.line.map(String.init)),
    ]
    return "/cohort/table?"
      + parts.compactMap { name, value in value.map { "\(name)=\(FormFields.encode($0))" } }
      .joined(separator: "&")
  }
}
