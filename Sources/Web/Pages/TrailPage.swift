import Foundation
import Outcomes
import Registry

/// The trail of the clinic's records: who entered, corrected, saw or took out what.
///
/// Physicians see whom it was about and the values; administrators see neither, since they see no
/// patient.
enum TrailPage {
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

  private static func page(_ request: PageRequest, _ form: FormFields) async throws -> Answer {
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
      ? try await request.site.desk.file.asyncRead { try $0.audit(filter, limit: most) } : []
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
    let view = TrailView(
      showsPatients: showsPatients,
      lines: lines.map { TrailLineView($0, showsPatients: showsPatients) }, count: "\(lines.count)",
      most: "\(most)")
    try html.template("trail", view, request.site.templates)
    return request.page(try request.frame("Record trail"), html, problems)
  }
}

private struct TrailView {
  let showsPatients: Bool
  let lines: [TrailLineView]
  let count: String
  let most: String
}

private struct TrailLineView {
  let instant: String
  let author: String
  let action: String
  let subject: String
  let foreign: Bool
  let showsPatients: Bool
  let patient: String
  let old: String
  let new: String

  init(_ line: AuditLine, showsPatients: Bool) {
    instant = line.instant.replacing("T", with: " ").replacing("Z", with: "")
    author = line.author
    action = line.action
    subject = line.number.map { "\(line.subject) \($0)" } ?? line.subject
    foreign = !line.isSealed
    self.showsPatients = showsPatients
    patient = showsPatients ? line.patient?.text ?? "" : ""
    old = showsPatients ? line.old ?? "" : ""
    new = showsPatients ? line.new ?? "" : ""
  }
}
