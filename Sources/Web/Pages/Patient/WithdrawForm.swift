import Clinic
import Outcomes
import Registry

/// The form at the end of a fact's page, for what was entered in error.
enum WithdrawForm {
  static let field = "withdraw-reason"

  /// - Parameters:
  ///   - path: the page of the fact; the form is sent to `withdraw` below it.
  ///   - version: of the fact as the page shows it.
  static func write(
    _ lead: String, at path: String, version: Int, _ request: PageRequest,
    _ problems: FormProblems, to html: inout HTMLWriter
  ) throws {
    html.markup("<h2>Entered in error</h2>\n")
    let reason = TextField(field, "Reason").filled(request.form[field], problems)
    let form = try PlainForm(
      request, action: path + "/withdraw", lead: lead, button: "Withdraw it",
      fields: [.text(reason), ChangeForm.seen(version)])
    html.form(form)
  }

  static let names: Set<String> = [field, ChangeForm.seenField]

  /// Withdraws the fact as it was seen, or says at the field why not.
  static func withdraw<Fact>(
    _ kind: FactKind, _ fact: SeenFact<Fact>, _ request: PageRequest, _ problems: inout FormProblems
  ) async throws {
    let id = try request.patient()
    let reason = request.form[field]
    if ChangeForm(fact, request, typed: { _ in nil }).add(to: &problems) { return }
    guard !reason.isEmpty else {
      problems.add(field, "Say why it is withdrawn.")
      return
    }
    let (number, seen) = (fact.now.number, fact.seen.version)
    do {
      try await request.atDesk {
        try $0.withdraw(kind, number, of: id, seen: seen, reason: reason)
      }
    } catch {
      try problems.add(refused: error, at: field, request)
    }
  }
}
