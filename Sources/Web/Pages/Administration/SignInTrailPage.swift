import Foundation
import Outcomes
import Registry
import Reporting

/// The trail of sign-ins and of changes to accounts, with filters.
///
/// Filters are sent by POST, like every search, so that no address keeps them.
enum SignInTrailPage {
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
    ("sign-in-throttled", "sign-in that has to wait"), ("password-refused", "refused password"),
    ("code-refused", "refused one-time code"), ("access-refused", "page refused for the role"),
    ("password-given", "password given, second factor asked for"),
    ("second-factor-refused", "refused second factor"),
    ("second-factor-on", "second factor on"), ("second-factor-off", "second factor off"),
    ("recovery-codes", "new recovery codes"), ("recovery-code-used", "recovery code used"),
    ("many-refused", "many refusals at once"),
    ("sign-out", "sign-out"), ("unlock", "unlocked"), ("unlock-refused", "refused unlocking"),
    ("add", "account made"), ("role", "role changed"),
    ("close", "account closed"), ("open", "account opened"), ("password", "password changed"),
    ("password-code", "one-time code given"),
  ]

  private static func page(_ request: PageRequest, _ form: FormFields) async throws -> PageAnswer {
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
    writeTable(events, to: &html)
    return request.page(try request.frame("Sign-ins and accounts"), html, problems)
  }

  private static func writeTable(_ events: [AccountEvent], to html: inout HTMLWriter) {
    html.markup(
      """
      <p>\(Wording.counted(events.count, "line")), newest first (at most 500 are shown). Times are UTC.</p>
      <div class="wide" role="region" aria-label="Audit lines" tabindex="0">
      <table class="stacking">
      <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th>\
      <th scope="col">Account</th><th scope="col">Detail</th></tr></thead>
      <tbody>

      """)
    for event in events {
      html.markup(
        """
        <tr><td data-label="When">\(Instants.text(event.instant))</td><td data-label="Who">\(event.actor)</td>\
        <td data-label="What">\(event.action)</td><td data-label="Account">\(event.account)</td>\
        <td data-label="Detail">\(event.detail)</td></tr>

        """)
    }
    html.markup("</tbody>\n</table>\n</div>\n")
  }
}
