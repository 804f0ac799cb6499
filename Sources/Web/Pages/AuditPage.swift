import Foundation
import Outcomes
import Registry

/// The trail of sign-ins and of changes to accounts, with filters.
///
/// Filters are sent by POST, like every search, so that no address keeps them.
enum AuditPage {
  static let routes: [Route] = [
    .get("audit", for: .administrators, label: "Sign-ins and accounts") { request in
      try await page(request, FormFields.none)
    },
    .post(
      "audit", for: .administrators, fields: .named(["actor", "action", "from", "to"]),
      use: .repeatedly
    ) { request in
      try await page(request, request.form)
    },
  ]

  private static let actions = [
    ("", "all"), ("sign-in", "sign-in"), ("sign-in-refused", "refused sign-in"),
    ("sign-out", "sign-out"), ("add", "account made"), ("role", "role changed"),
    ("close", "account closed"), ("open", "account opened"), ("password", "password changed"),
    ("password-code", "one-time code given"),
  ]

  private static func page(_ request: PageRequest, _ form: FormFields) async throws -> Answer {
    var problems = FormProblems()
    let from = DateText.day(form, "from", &problems)
    let to = DateText.day(form, "to", &problems)
    let actor = Account.name(typed: form["actor"])
    let action = form["action"]
    let events =
      problems.isEmpty
      ? try await request.site.accounts.events(
        actor: actor.isEmpty ? nil : actor, action: action.isEmpty ? nil : action,
        from: from.map(Instants.start), to: to.map { Instants.start(of: $0 + 1) - 1 })
      : []
    let broken = try await request.site.accounts.firstBrokenEvent()
    var html = HTMLWriter()
    if let broken {
      html.markup(
        """
        <p class="problems" role="alert">Line \(broken) of the trail does not fit the one before it. \
        Something outside this program changed the clinic file.</p>

        """)
    } else {
      html.markup("<p class=\"lead\">The trail is whole: every line fits the one before it.</p>\n")
    }
    let filters = FilterForm(
      action: "/audit", nonce: try request.nonce(),
      fields: [
        .text(TextField("actor", "Who").filled(form["actor"], problems)),
        .select(
          ChoiceField(
            "action", "What", problems,
            actions.map { Choice($0.0, $0.1, chosen: $0.0 == action) })),
        .text(TextField.date("from", "From").filled(form["from"], problems)),
        .text(TextField.date("to", "To").filled(form["to"], problems)),
      ])
    html.markup(filters.markup)
    let view = AuditView(lines: events.map(AuditLineView.init), count: "\(events.count)")
    try html.template("audit", view, request.site.templates)
    return request.page(try request.frame("Sign-ins and accounts"), html, problems)
  }
}

private struct AuditView {
  let lines: [AuditLineView]
  let count: String
}

private struct AuditLineView {
  let instant: String
  let actor: String
  let action: String
  let account: String
  let detail: String

  init(_ event: AccountEvent) {
    instant = Instants.text(event.instant)
    actor = event.actor
    action = event.action
    account = event.account
    detail = event.detail
  }
}
