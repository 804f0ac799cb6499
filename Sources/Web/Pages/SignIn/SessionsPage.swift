import Foundation
import Registry
import Reporting

/// Where somebody is signed in, and the way to end it there.
enum SessionsPage {
  static let path = "sessions"

  static let routes: [Route] = [
    .get(path, for: .everyone) { try await page($0, FormProblems()) },
    .post(path + "/end", for: .everyone, fields: .named(["password"])) { request in
      guard let session = request.visitor?.session else { throw WebFault.notFound }
      var problems = FormProblems()
      guard try await request.isPassword("password", &problems) else {
        return try await page(request, problems)
      }
      let ended = try await request.site.accounts.endOtherSessions(
        than: session, at: request.now)
      return request.done("\(Wording.counted(ended, "other session")) ended", at: "/" + path)
    },
  ]

  private static func page(
    _ request: PageRequest, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let own = request.visitor?.session.tokenHash
    let sessions = try await request.site.accounts.liveSessions(
      of: request.account.name, limits: request.site.settings.sessions, at: request.now)
    var html = HTMLWriter()
    html.markup(
      """
      <div class="wide" role="region" tabindex="0" aria-label="Where you are signed in">
      <table class="stacking"><thead><tr><th scope="col">Signed in at (UTC)</th>\
      <th scope="col">Last used at (UTC)</th><th scope="col">Where</th></tr></thead>
      <tbody>
      \(sessions.map { session in
        """
        <tr><th scope="row" data-label="Signed in at (UTC)">\(Instants.text(session.started))</th>\
        <td data-label="Last used at (UTC)">\(Instants.text(session.seen))</td>\
        <td data-label="Where">\(session.tokenHash == own ? "this browser" : "another browser")</td></tr>

        """ as Markup
      })</tbody></table></div>

      """)
    if sessions.contains(where: { $0.tokenHash != own }) {
      html.form(
        try PlainForm(
          request, action: "/\(path)/end",
          lead:
            "One that is not yours? End it and change the password: somebody else may know it.",
          button: "End the others",
          fields: [
            .text(.password("password", "Your password", isNew: false).filled("", problems))
          ]))
    } else {
      html.markup("<p>You are signed in nowhere else.</p>\n")
    }
    return request.page(
      try request.frame("Where you are signed in", notice: request.takeNotice()), html, problems)
  }
}
