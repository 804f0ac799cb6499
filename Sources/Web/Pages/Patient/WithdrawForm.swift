import Clinic
import Outcomes
import Registry

/// The form at the end of a fact's page, for what was entered in error.
enum WithdrawForm {
  static let field = "withdraw-reason"

  /// - Parameter path: the page of the fact; the form is sent to `withdraw` below it.
  static func write(
    _ lead: String, at path: String, _ request: PageRequest, _ problems: FormProblems,
    to html: inout HTMLWriter
  ) throws {
    html.markup("<h2>Entered in error</h2>\n")
    let reason = TextField(field, "Reason").filled(request.form[field], problems)
    let form = try PlainForm(
      request, action: path + "/withdraw", lead: lead, button: "Withdraw it",
      fields: [.text(reason)])
    html.form(form)
  }

  /// Withdraws the fact, or says at the field why not.
  static func withdraw(
    _ kind: FactKind, _ number: Int, _ request: PageRequest, _ problems: inout FormProblems
  ) async throws {
    let id = try request.patient()
    let reason = request.form[field]
    guard !reason.isEmpty else {
      problems.add(field, "Say why it is withdrawn.")
      return
    }
    do {
      try await request.atDesk { try $0.withdraw(kind, number, of: id, reason: reason) }
    } catch {
      try problems.add(refused: error, at: field)
    }
  }
}
