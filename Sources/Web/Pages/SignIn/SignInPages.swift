import Foundation
import HTTPTypes
import Registry

/// Signing in and out.
enum SignInPages {
  static let routes: [Route] = [
    .get("sign-in", for: .anyone, query: ["next", "by"]) { request in
      if try await request.site.accounts.isEmpty() { return .redirect("/first-account") }
      if request.isLocked, request.query["by"].isEmpty {
        return .redirect(UnlockPages.address(next: request.query["next"]))
      }
      return try page(request, next: request.query["next"], FormProblems())
    },
    .post("sign-in", for: .anyone, fields: .named(["name", "password", "next"])) {
      try await signIn($0)
    },
    .post("sign-out", for: .everyone, fields: .named([]), use: .repeatedly) { request in
      guard let visitor = request.visitor else { return .redirect("/sign-in") }
      try await end(visitor.session, request)
      var answer = PageAnswer.redirect("/sign-in")
      answer.headers[.setCookie] = SessionCookie.expired
      // No "cookies" here: that would sign other programs on this host out as well.
      if let name = HTTPField.Name("Clear-Site-Data") {
        answer.headers[name] = "\"cache\", \"storage\""
      }
      return answer
    },
    // The script asks for it when somebody chooses to stay signed in.
    .post("stay", for: .everyone, fields: .named([]), use: .repeatedly) { request in
      if let visitor = request.visitor {
        let hash = visitor.session.tokenHash
        try await request.site.accounts.touch(tokenHash: hash, at: request.now)
      }
      return PageAnswer(status: .noContent)
    },
  ]

  /// The sign-in page that goes on to an address of this program.
  static func address(next address: String) -> String {
    guard address != "/", let next = next(address) else { return "/sign-in" }
    // Slashes may stand in a query as they are.
    return "/sign-in?next=" + FormFields.encode(next).replacing("%2F", with: "/")
  }

  /// The address to go on to, if it is one of this program and safe to put into a header.
  static func next(_ path: String) -> String? {
    let letters = path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "="),
        UInt8(ascii: "&"), UInt8(ascii: "%"), UInt8(ascii: "+"):
        true
      default: false  // not our enum
      }
    }
    guard letters, path.hasPrefix("/"), !path.hasPrefix("//") else { return nil }
    return path
  }

  private static func signIn(_ request: PageRequest) async throws -> PageAnswer {
    let site = request.site
    let name = Account.name(typed: request.form["name"])
    // A name that cannot exist is counted together with its like, or the table would grow.
    let subject = Account.isName(name) ? name : "-"
    if let seconds = try await site.accounts.beginAttempt(
      account: subject, address: request.address, at: request.now)
    {
      throw WebFault.tooMany(
        seconds: seconds,
        "There were too many attempts to sign in. Try again in \(seconds) seconds.")
    }
    let found = try await site.accounts.account(name)
    let password = request.form.exact("password")
    let check = try await site.passwords.check(password, against: found?.password)
    guard check.fits, let account = found?.account, !account.closed else {
      try await site.accounts.note(
        "sign-in-refused", account: subject, by: "-", at: request.now)
      var problems = FormProblems()
      problems.add(
        "name", "The name and the password do not fit together, or the account is closed.")
      return try page(request, next: request.form["next"], problems)
    }
    if let renewed = check.renewed {
      try await site.accounts.restore(password: renewed, of: name, at: request.now)
    }
    try await site.accounts.forgetAttempts(account: name)
    return try await begin(account, request, next: next(request.form["next"]))
  }

  /// Starts a session under a new token, whatever cookie came with the request.
  ///
  /// The session that this browser had ends: nobody could sign out of it any more.
  static func begin(
    _ account: Account, _ request: PageRequest, next: String?
  ) async throws -> PageAnswer {
    if let earlier = request.visitor?.session ?? request.idle { try await end(earlier, request) }
    let token = SessionCookie.makeToken()
    try await request.site.accounts.startSession(
      of: account.name, tokenHash: SessionCookie.hash(token),
      limits: request.site.settings.sessions, at: request.now)
    var address = next
    if address == nil { address = try await StartPage.address(for: account.role, request) }
    var answer = PageAnswer.redirect(address ?? "/")
    answer.headers[.setCookie] = SessionCookie.header(token)
    return answer
  }

  /// Ends a session, with what was kept for it alone.
  private static func end(_ session: Session, _ request: PageRequest) async throws {
    request.site.unlockCodes.remove(for: session.tokenHash)
    request.site.uploads.removeAll(of: session.tokenHash)
    try await request.site.accounts.endSession(session, at: request.now)
  }

  private static func page(
    _ request: PageRequest, next: String, _ problems: FormProblems
  ) throws -> PageAnswer {
    var name = TextField("name", "Name").filled(request.form["name"], problems)
    name.autocomplete = "username"
    name.hasFocus = true
    var form = PlainForm(
      openTo: "/sign-in", button: "Sign in",
      fields: [.text(name), .text(.password("password", "Password", isNew: false))])
    if let next = self.next(next) { form.fields.append(.hidden(name: "next", value: next)) }
    form.aside = """
      <p class="aside">New here, with a one-time code? <a href="/choose-password">Choose your password</a></p>

      """
    return request.page(Frame(title: "Sign in"), form, problems)
  }
}
