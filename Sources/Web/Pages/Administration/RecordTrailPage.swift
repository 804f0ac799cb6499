import Foundation
import Outcomes
import Registry
import Reporting

/// The trail of the clinic's records: who entered, corrected, saw or took out what.
///
/// Physicians see whom it was about and the values; administrators see neither, since they see no
/// patient.
enum RecordTrailPage {
  static let routes: [Route] = [
    .get("trail", for: access, label: "Record trail") { request in
      try await page(request, FormFields.none)
    },
    .post(
      "trail", for: access, fields: .named(["author", "action", "patient", "from", "to"]),
      use: .repeatedly
    ) { try await page($0, $0.form) },
  ]

  private static let access = Route.Access.only([.physician, .administrator])
  private static let most = 500
  private static let actions =
    [("", "all")] + Access.allCases.map { ($0.rawValue, $0.rawValue) }
    + Action.allCases.map { ($0.rawValue, $0.rawValue) }

  private static func page(_ request: PageRequest, _ form: FormFields) async throws -> PageAnswer {
    let showsPatients = try request.account.role == .physician
    guard showsPatients || form["patient"].isEmpty else { throw WebFault.wrongRole }
    var problems = FormProblems()
    let filter = AuditFilter(
      patient: form["patient"].isEmpty ? nil : Patient.ID(form["patient"]),
      author: form["author"].isEmpty ? nil : form["author"],
      action: form["action"].isEmpty ? nil : form["action"],
      from: DateText.day(form, "from", &problems), to: DateText.day(form, "to", &problems))
    let lines =
      problems.isEmpty
      ? try await request.site.desk.trail(filter, limit: most) : []
    // After reading, so that nobody sees only themselves looking.
    if showsPatients { try await request.note(.view, to: "trail", of: filter.patient) }
    var fields: [FormField] = [
      .text(TextField("author", "Who (full name)").filled(form["author"]))
    ]
    if showsPatients {
      fields.append(.text(TextField("patient", "Patient identifier").filled(form["patient"])))
    }
    fields += [
      .select(
        ChoiceField(
          "action", "What", problems,
          actions.map { Choice($0.0, $0.1, chosen: $0.0 == form["action"]) })),
      .text(TextField.date("from", "From").filled(form["from"], problems)),
      .text(TextField.date("to", "To").filled(form["to"], problems)),
    ]
    let filters = FilterForm(action: "/trail", nonce: try request.nonce(), fields: fields)
    var html = HTMLWriter()
    html.markup(filters.markup)
    writeTable(lines, showsPatients: showsPatients, to: &html)
    return request.page(try request.frame("Record trail"), html, problems)
  }

  private static func writeTable(
    _ lines: [AuditLine], showsPatients: Bool, to html: inout HTMLWriter
  ) {
    html.markup(
      """
      <p>\(Wording.counted(lines.count, "line")), newest first (at most \(most) are shown). Times are UTC.\
      \(" Whom a line is about is shown to physicians only.", if: !showsPatients)</p>
      <div class="wide" role="region" aria-label="Lines of the trail" tabindex="0">
      <table class="stacking">
      <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">By way of</th>\
      <th scope="col">What</th><th scope="col">Of what</th>\
      \("<th scope=\"col\">Patient</th><th scope=\"col\">Values</th>", if: showsPatients)</tr></thead>
      <tbody>

      """)
    for line in lines { html.markup(row(line, showsPatients: showsPatients)) }
    html.markup("</tbody>\n</table>\n</div>\n")
  }

  private static func row(_ line: AuditLine, showsPatients: Bool) -> Markup {
    // `2026-03-12T14:03:22.000Z` without its letters.
    let instant = "\(line.instant.prefix(10)) \(line.instant.dropFirst(11).dropLast())"
    let subject = line.number.map { "\(line.subject) \($0)" } ?? line.subject
    return """
      <tr><td data-label="When">\(instant)</td><td data-label="Who">\(line.author)</td>\
      <td data-label="By way of">\(line.channel ?? "")</td>\
      <td data-label="What">\(line.action)\(" <strong>by another program</strong>", if: !line.isSealed)</td>\
      <td data-label="Of what">\(subject)</td>\(showsPatients ? values(line) : nil)</tr>

      """
  }

  /// Whom it is about, and what stood there before and after.
  private static func values(_ line: AuditLine) -> Markup {
    let change: Markup? =
      line.old == nil && line.new == nil
      ? nil
      : """
      <details><summary>Before and after</summary>\
      <p>Before: \(line.old ?? "")</p><p>After: \(line.new ?? "")</p></details>
      """
    return """
      <td data-label="Patient">\(line.patient?.text ?? "")</td><td data-label="Values">\(change)</td>
      """
  }
}
