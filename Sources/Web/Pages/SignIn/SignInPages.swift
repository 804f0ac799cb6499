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
    SecondFactorPages.forHalf(
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
      }),
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
    let attempt = try await request.attempt(at: name)
    try await request.begin(attempt)
    let found = try await site.accounts.account(name)
    let password = request.form.exact("password")
    let check = try await site.passwords.check(password, against: found?.password)
    guard check.fits, let account = found?.account, !account.closed else {
      await request.refused(attempt)
      var problems = FormProblems()
      problems.add(
        "name", "The name and the password do not fit together, or the account is closed.")
      return try page(request, next: request.form["next"], problems)
    }
    if let renewed = check.renewed {
      try await site.accounts.restore(password: renewed, of: name, at: request.now)
    }
    try await site.accounts.succeeded(attempt)
    return try await begin(account, request, next: next(request.form["next"]))
  }

  /// Starts a session under a new token, whatever cookie came with the request: a half one where the
  /// second factor is still to be given or set up.
  ///
  /// The session that this browser had ends: nobody could sign out of it any more.
  static func begin(
    _ account: Account, _ request: PageRequest, next: String?
  ) async throws -> PageAnswer {
    if let earlier = request.visitor?.session ?? request.idle { try await end(earlier, request) }
    let token = SessionCookie.makeToken()
    let hash = SessionCookie.hash(token)
    guard try await !SecondFactorPages.isNeeded(account, request.site) else {
      try await request.site.accounts.startHalfSession(
        of: account.name, tokenHash: hash, at: request.now)
      var answer = PageAnswer.redirect(SecondFactorPages.address(next: next))
      answer.headers[.setCookie] = SessionCookie.header(token)
      return answer
    }
    try await request.site.accounts.startSession(
      of: account.name, tokenHash: hash, limits: request.site.settings.sessions, at: request.now)
    return try await welcome(account, token, request, next)
  }

  /// Puts a whole session in the place of a half one.
  ///
  /// - Parameter step: of the code that was given.
  static func complete(
    _ half: Session, step: Int64?, _ request: PageRequest, next: String?
  ) async throws -> PageAnswer {
    let token = SessionCookie.makeToken()
    let isDone = try await request.site.accounts.complete(
      half, tokenHash: SessionCookie.hash(token), step: step, at: request.now)
    guard isDone else { throw WebFault.signInAgain(draftKept: false) }
    return try await welcome(half.account, token, request, next)
  }

  /// Where somebody who is signed in now goes on, with the cookies of it.
  private static func welcome(
    _ account: Account, _ token: Data, _ request: PageRequest, _ next: String?
  ) async throws -> PageAnswer {
    var address = next
    if address == nil { address = try await StartPage.address(for: account.role, request) }
    var answer = PageAnswer.redirect(address ?? "/")
    answer.headers[.setCookie] = SessionCookie.header(token)
    if let stored = try await request.site.accounts.account(account.name)?.password {
      var browser = request.browser ?? KnownBrowser()
      try browser.add(account.name, password: stored, key: request.site.browserKey)
      answer.headers.append(HTTPField(name: .setCookie, value: browser.header))
    }
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
