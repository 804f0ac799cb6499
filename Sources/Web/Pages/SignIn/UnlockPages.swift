import Foundation
import Registry

/// Locking a session after a pause instead of ending it, where the site offers that: a short code of
/// the person's own, for this browser and this session alone.
enum UnlockPages {
  static let settingPath = "unlock-code"

  static let routes: [Route] = [
    .get("unlock", for: .anyone, query: ["next"]) { request in
      guard request.isLocked else {
        return .redirect(SignInPages.address(next: next(request) ?? "/"))
      }
      return try page(request, FormProblems())
    },
    .post("unlock", for: .anyone, fields: .named(["code", "next"])) { try await unlock($0) },
    .get(settingPath, for: .everyone, label: "Short code for this browser") { request in
      guard request.site.settings.hasUnlocking else { throw WebFault.notFound }
      return try settingPage(request, FormProblems())
    },
    .post(settingPath, for: .everyone, fields: .named(["current", "code", "again"])) {
      try await set($0)
    },
  ]

  /// The page that unlocks and goes on to an address of this program.
  static func address(next: String) -> String {
    SignInPages.address(next: next).replacing("/sign-in", with: "/unlock", maxReplacements: 1)
  }

  private static func next(_ request: PageRequest) -> String? {
    let given = request.route.method == .get ? request.query["next"] : request.form["next"]
    return SignInPages.next(given)
  }

  private static func unlock(_ request: PageRequest) async throws -> PageAnswer {
    let site = request.site
    guard let session = request.idle, request.isLocked,
      let stored = site.unlockCodes.beginAttempt(for: session.tokenHash)
    else { return .redirect(SignInPages.address(next: next(request) ?? "/")) }
    let name = session.account.name
    let check = try await site.passwords.check(request.form.exact("code"), against: stored)
    if check.fits {
      site.unlockCodes.forgetAttempts(for: session.tokenHash)
      try await site.accounts.touch(tokenHash: session.tokenHash, at: request.now)
      try await site.accounts.note("unlock", account: name, by: name, at: request.now)
      return .redirect(next(request) ?? SiteMap.start(for: session.account.role))
    }
    try await site.accounts.note("unlock-refused", account: name, by: "-", at: request.now)
    let left = site.unlockCodes.attemptsLeft(for: session.tokenHash)
    guard left > 0 else {
      site.unlockCodes.remove(for: session.tokenHash)
      try await site.accounts.endSession(session, at: request.now)
      return .redirect(SignInPages.address(next: next(request) ?? "/"))
    }
    var problems = FormProblems()
    problems.add(
      "code",
      "This is not the code. \(left == 1 ? "One attempt is" : "\(left) attempts are") left, then the"
        + " password is needed.")
    return try page(request, problems)
  }

  private static func page(
    _ request: PageRequest, _ problems: FormProblems
  ) throws -> PageAnswer {
    var code = TextField.password("code", "Short code", isNew: false).filled("", problems)
    code.inputMode = "numeric"
    code.autocomplete = "off"
    var form = PlainForm(
      openTo: "/unlock",
      lead: "Locked after a pause. Nothing was lost: what was typed is kept as a draft.",
      button: "Unlock", fields: [.text(code)])
    let next = next(request)
    if let next { form.fields.append(.hidden(name: "next", value: next)) }
    let path = SignInPages.address(next: next ?? "/")
    let other = path + (path.contains("?") ? "&" : "?") + "by=password"
    form.aside = """
      <p class="aside"><a href="\(other)">Sign in with a password instead</a></p>

      """
    return request.page(Frame(title: "Locked"), form, problems)
  }

  private static func set(_ request: PageRequest) async throws -> PageAnswer {
    let site = request.site
    guard site.settings.hasUnlocking, let session = request.visitor?.session else {
      throw WebFault.notFound
    }
    let name = session.account.name
    let attempt = try await request.attempt(at: name)
    try await request.begin(attempt)
    let stored = try await site.accounts.account(name)?.password
    var problems = FormProblems()
    if try await site.passwords.check(request.form.exact("current"), against: stored).fits {
      try await site.accounts.succeeded(attempt)
    } else {
      await request.refused(attempt, "password")
      problems.add("current", "This is not your password.")
    }
    let code = request.form.exact("code")
    if let objection = UnlockCodes.objection(to: code) { problems.add("code", objection) }
    if code != request.form.exact("again") { problems.add("again", "The two codes differ.") }
    guard problems.isEmpty else { return try settingPage(request, problems) }
    site.unlockCodes.set(
      try await site.passwords.hash(code), for: session, limits: site.settings.sessions,
      at: request.now)
    return request.done("Code set", at: SiteMap.start(for: session.account.role))
  }

  private static func settingPage(
    _ request: PageRequest, _ problems: FormProblems
  ) throws -> PageAnswer {
    func code(_ name: String, _ label: String) -> FormField {
      var field = TextField.password(name, label, isNew: true).filled("", problems)
      field.inputMode = "numeric"
      field.autocomplete = "off"
      return .text(field)
    }
    let form = try PlainForm(
      request,
      lead:
        "After a pause this browser asks for the code instead of the password, until this session ends. It works nowhere else; after \(UnlockCodes.mostAttempts) wrong ones the password is needed.",
      button: "Set the code",
      fields: [
        .text(.password("current", "Your password", isNew: false).filled("", problems)),
        code("code", "Short code, at least \(UnlockCodes.allowedLength.lowerBound) digits"),
        code("again", "Short code again"),
      ])
    return request.page(try request.frame("Short code for this browser"), form, problems)
  }
}

extension PageRequest {
  /// The session of this browser waits for its short code.
  var isLocked: Bool {
    site.settings.hasUnlocking
      && idle.map { site.unlockCodes.isSet(for: $0.tokenHash) } ?? false
  }
}
