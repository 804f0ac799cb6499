import Clinic
import Outcomes
import Registry

/// Downloads as CSV.
///
/// A researcher gets pseudonymous files only, whatever the form says.
enum ExportPage {
  private static let access = Route.Access.only([.physician, .researcher])
  private static let looking = Route.Access.only([.physician, .researcher, .administrator])
  private static let packages = Route.Access.only([.physician, .administrator])

  static let routes: [Route] = [
    .get("exports", for: looking, label: "Exports") { try await page($0, FormProblems()) },
    .post(
      "exports", for: access, fields: .named(["layout", "measure", "identified", "spreadsheet"]),
      use: .repeatedly
    ) { try await download($0) },
    .post(
      "exports/package", for: packages, fields: .named(["identified"]), use: .repeatedly
    ) { try await package($0) },
  ]

  private static func package(_ request: PageRequest) async throws -> PageAnswer {
    let pseudonymous = request.form["identified"] != "yes"
    let program = request.site.settings.program
    let (bytes, outcome) = try await request.atImportDesk {
      try $0.zippedPackage(pseudonymous: pseudonymous, program: program)
    }
    request.say(
      (["Package of \(outcome.files.count) files made."]
        + [outcome.groups?.words].compactMap(\.self))
        .joined(separator: " "))
    return .file(
      bytes,
      name: "recheck-package-\(pseudonymous ? "pseudonymous-" : "")\(request.today).zip",
      type: "application/zip")
  }

  /// What a statistician needs, in one file.
  private static func packageForm(_ request: PageRequest) async throws -> PlainForm {
    let words = try await request.atImportDesk { try $0.smallGroups().smallest }.map {
      "Smallest group by disease, sex and ten-year age: \($0) patient\($0 == 1 ? "" : "s")."
    }
    return try PlainForm(
      request, action: "/exports/package",
      lead:
        "Package for statisticians: all tables, a codebook, and scripts for R and Python, as one zip file.",
      facts: [words].compactMap(\.self), button: "Download the package",
      fields: [
        .confirm(
          ChoiceField(
            "identified", "", FormProblems(),
            [
              Choice(
                "yes", "With identifiers, names and dates; without this the package is pseudonymous"
              )
            ]))
      ])
  }

  private static func download(_ request: PageRequest) async throws -> PageAnswer {
    let form = request.form
    var problems = FormProblems()
    let layout = ExportLayout(rawValue: form["layout"])
    if layout == nil { problems.add("layout", "Choose what to export.") }
    let measure = form["measure"]
    if layout == .itemsWide, measure.isEmpty {
      problems.add("measure", "A table of items is of one measure: choose it.")
    }
    guard problems.isEmpty, let layout else { return try await page(request, problems) }
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
      return try await page(request, problems)
    }
    return .file(
      bytes, name: "recheck-\(layout.rawValue)-\(request.today).csv",
      type: "text/csv; charset=utf-8")
  }

  private static func page(
    _ request: PageRequest, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let form = request.form
    let role = try request.account.role
    let isResearcher = role == .researcher
    let measures = request.library.measures.inOrder(ofName: \.short)
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
              chosen: form.isEmpty || form["spreadsheet"] == "yes")
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
    if access.allows(role) {
      html.form(try PlainForm(request, action: "/exports", button: "Download", fields: fields))
    }
    if packages.allows(role) { html.form(try await packageForm(request)) }
    html.markup(
      """
      </div>
      <div class="side flowing"><section class="card"><h2>What is in a file</h2>
      <p>Pseudonymous exports hold study codes, ages and days in place of identifiers, names and dates. \
      They are not anonymous: keep them as carefully.</p>
      <p>Every download is noted in the audit trail.</p>
      \(try SealRemark.markup(request))</section></div>
      </div>

      """)
    var frame = try request.frame("Exports", notice: request.takeNotice())
    frame.beside = "<p>Tables of the clinic as files</p>\n"
    return request.page(frame, html, problems)
  }
}

/// Gathers what a writer puts out.
private final class ByteCollector {
  private(set) var bytes: [UInt8] = []

  func add(_ part: UnsafeRawBufferPointer) { bytes.append(contentsOf: part) }
}
