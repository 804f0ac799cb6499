import Clinic
import Outcomes
import Registry

/// Downloads as CSV.
///
/// A researcher gets pseudonymous files only, whatever the form says.
enum ExportPage {
  private static let access = Route.Access.only([.physician, .researcher])

  static let routes: [Route] = [
    .get("exports", for: access, label: "Exports") { try page($0, FormProblems()) },
    .post(
      "exports", for: access, fields: .named(["layout", "measure", "identified", "spreadsheet"]),
      use: .repeatedly
    ) { try await download($0) },
  ]

  private static func download(_ request: PageRequest) async throws -> PageAnswer {
    let form = request.form
    var problems = FormProblems()
    let layout = ExportLayout(rawValue: form["layout"])
    if layout == nil { problems.add("layout", "Choose what to export.") }
    let measure = form["measure"]
    if layout == .itemsWide, measure.isEmpty {
      problems.add("measure", "A table of items is of one measure: choose it.")
    }
    guard problems.isEmpty, let layout else { return try page(request, problems) }
    let pseudonymous = try request.account.role == .researcher || form["identified"] != "yes"
    let spreadsheet = form["spreadsheet"] == "yes"
    let subject = layout.rawValue + (pseudonymous ? ", pseudonymous" : ", identified")
    try await request.note(.export, to: subject, of: nil)
    let bytes: [UInt8]
    do {
      bytes = try await request.atDesk { desk in
        let collector = ByteCollector()
        try desk.export(
          layout, measure: layout == .itemsWide ? Measure.ID(measure) : nil,
          pseudonymous: pseudonymous, spreadsheet: spreadsheet
        ) { collector.add($0) }
        return collector.bytes
      }
    } catch {
      try problems.add(refused: error, at: "layout", request)
      return try page(request, problems)
    }
    return .file(
      bytes, name: "recheck-\(layout.rawValue)-\(request.today).csv",
      type: "text/csv; charset=utf-8")
  }

  private static func page(_ request: PageRequest, _ problems: FormProblems) throws -> PageAnswer {
    let form = request.form
    let isResearcher = try request.account.role == .researcher
    let measures = request.library.measures.sorted { $0.short.lowercased() < $1.short.lowercased() }
    var fields: [FormField] = [
      .radios(
        ChoiceField(
          "layout", "What", problems,
          ExportLayout.allCases.map {
            Choice(
              $0.rawValue, "\($0.rawValue): \($0.meaning.replacing(" (--measure)", with: ""))",
              chosen: form["layout"] == $0.rawValue)
          })),
      .select(
        ChoiceField(
          "measure", "Measure (for items-wide alone)", problems,
          [Choice("", "none", chosen: form["measure"].isEmpty)]
            + measures.map { Choice($0.id.text, $0.name, chosen: form["measure"] == $0.id.text) })),
      .confirm(
        ChoiceField(
          "spreadsheet", "", problems,
          [
            Choice(
              "yes", "For a spreadsheet program (nothing in it is run as a formula)",
              chosen: form["spreadsheet"] == "yes")
          ])),
    ]
    if !isResearcher {
      fields.append(
        .confirm(
          ChoiceField(
            "identified", "", problems,
            [
              Choice(
                "yes", "With identifiers, names and dates; without this the export is pseudonymous",
                chosen: form["identified"] == "yes")
            ])))
    }
    var html = HTMLWriter()
    html.markup("<div class=\"two exports\">\n<div>\n")
    html.form(try PlainForm(request, button: "Download", fields: fields))
    html.markup(
      """
      </div>
      <div class="side flowing"><section class="card"><h2>What is in a file</h2>
      <p>Pseudonymous exports hold study codes, ages and days in place of identifiers, names and dates. \
      They are not anonymous: keep them as carefully.</p>
      <p>Every download is noted in the audit trail.</p></section></div>
      </div>

      """)
    var frame = try request.frame("Exports")
    frame.beside = "<p>Tables of the clinic as CSV</p>\n"
    return request.page(frame, html, problems)
  }
}

/// Gathers what a writer puts out.
private final class ByteCollector {
  private(set) var bytes: [UInt8] = []

  func add(_ part: UnsafeRawBufferPointer) { bytes.append(contentsOf: part) }
}
