import Cryptography
import Foundation
import Registry

/// The code that is asked for after the password, and what somebody does about their own second
/// factor while signed in.
enum SecondFactorPages {
  static let path = "second-factor"

  static let routes: [Route] =
    [
      forHalf(
        .get(path, for: .everyone, label: "Second factor", query: ["next"]) { try await look($0) }),
      forHalf(
        .post(path, for: .everyone, fields: .named(["code", "next"])) { try await give($0) }),
      .post(path + "/codes", for: .everyone, fields: .named(["password"])) { request in
        try await change(request) { account in
          let codes = RecoveryCodes.make()
          try await request.site.accounts.setRecoveryCodes(
            codes.map(OneTimeCode.hash), of: account.name, at: request.now)
          return RecoveryCodes.page(
            codes, of: account.name, next: "/" + path, frame: try request.frame("Recovery codes"))
        }
      },
      .post(path + "/off", for: .everyone, fields: .named(["password"])) { request in
        guard try !request.site.settings.secondFactor.demands(request.account.role) else {
          throw WebFault.forbidden("This clinic asks a second factor of your account.")
        }
        return try await change(request) { account in
          try await request.site.accounts.turnOffSecondFactor(
            of: account.name, by: account.name, at: request.now)
          return request.done("Turned off", at: "/" + path)
        }
      },
    ] + SecondFactorSetUp.routes

  static func forHalf(_ route: Route) -> Route {
    var route = route
    route.isForHalf = true
    return route
  }

  /// Whether the password alone does not sign the account in.
  static func isNeeded(_ account: Account, _ site: Site) async throws -> Bool {
    guard site.settings.secondFactor != .off else { return false }
    if site.settings.secondFactor.demands(account.role) { return true }
    return try await site.accounts.secondFactor(of: account.name) != nil
  }

  static func address(next: String?) -> String {
    SignInPages.address(next: next ?? "/")
      .replacing("/sign-in", with: "/" + path, maxReplacements: 1)
  }

  private static func look(_ request: PageRequest) async throws -> PageAnswer {
    guard request.site.settings.secondFactor != .off else { throw WebFault.notFound }
    let account = try request.account
    let factor = try await request.site.accounts.secondFactor(of: account.name)
    guard request.isHalf else { return try statePage(request, factor, FormProblems()) }
    guard factor != nil else {
      return .redirect(SecondFactorSetUp.address(next: request.query["next"]))
    }
    return try codePage(request, next: request.query["next"], FormProblems())
  }

  // MARK: - Signing in

  private static func give(_ request: PageRequest) async throws -> PageAnswer {
    let account = try request.account
    guard let half = request.visitor?.session, half.isHalf,
      let factor = try await request.site.accounts.secondFactor(of: account.name)
    else { return .redirect("/" + path) }
    let attempt = try await request.attempt(at: account.name, .secondFactor)
    try await request.begin(attempt)
    var problems = FormProblems()
    let typed = request.form["code"]
    switch try await proof(typed, factor, account, request) {
    case .step(let step):
      try await request.site.accounts.succeeded(attempt)
      do {
        return try await SignInPages.complete(
          half, step: step, request, next: SignInPages.next(request.form["next"]))
      } catch is AccountBook.UsedMeanwhile {
        problems.add("code", "This code was used already. Wait for the next one.")
      }
    case .recoveryCode:
      try await request.site.accounts.succeeded(attempt)
      return try await SignInPages.complete(
        half, step: nil, request, next: SignInPages.next(request.form["next"]))
    case nil:
      await request.refused(attempt, "second-factor")
      problems.add(
        "code",
        "This is not the code of this moment, or it was used already. Wait for the next one; the phone "
          + "must have the right time.")
    }
    return try codePage(request, next: request.form["next"], problems)
  }

  private enum Proof {
    case step(Int64)
    case recoveryCode
  }

  private static func proof(
    _ typed: String, _ factor: SecondFactor, _ account: Account, _ request: PageRequest
  ) async throws -> Proof? {
    let letters = typed.filter { $0 != " " && $0 != "-" }
    guard letters.utf8.count <= TimedCode.digits else {
      let isOne = try await request.site.accounts.useRecoveryCode(
        OneTimeCode.hash(typed), of: account.name, at: request.now)
      return isOne ? .recoveryCode : nil
    }
    guard let secret = try request.site.secrets.open(factor.sealedSecret, for: account.name) else {
      return nil
    }
    return try TimedCode.step(
      of: letters, secret: secret, at: Int64(request.now.timeIntervalSince1970), after: factor.last
    ).map(Proof.step)
  }

  private static func codePage(
    _ request: PageRequest, next: String, _ problems: FormProblems
  ) throws -> PageAnswer {
    var code = TextField("code", "Code").filled("", problems)
    code.hint = "The six digits that the phone shows now, or one of the recovery codes"
    code.autocomplete = "one-time-code"
    code.hasFocus = true
    var form = try PlainForm(
      request, action: "/" + path, lead: "The password was right. Now the second factor.",
      button: "Sign in", fields: [.text(code)])
    if let next = SignInPages.next(next) { form.fields.append(.hidden(name: "next", value: next)) }
    form.aside = """
      <p class="aside">Neither phone nor recovery codes? Whoever looks after accounts can take the second factor away.</p>

      """
    return request.page(try request.frame("Second factor"), form, problems)
  }

  // MARK: - While signed in

  /// Does something that the password is asked for.
  private static func change(
    _ request: PageRequest, _ body: (Account) async throws -> PageAnswer
  ) async throws -> PageAnswer {
    let account = try request.account
    let factor = try await request.site.accounts.secondFactor(of: account.name)
    guard factor != nil else { return .redirect("/" + path) }
    var problems = FormProblems()
    guard try await request.isPassword("password", &problems) else {
      return try statePage(request, factor, problems)
    }
    return try await body(account)
  }

  private static func statePage(
    _ request: PageRequest, _ factor: SecondFactor?, _ problems: FormProblems
  ) throws -> PageAnswer {
    let frame = try request.frame("Second factor", notice: request.takeNotice())
    var html = HTMLWriter()
    guard let factor else {
      html.markup(
        """
        <p class="lead">Off. With it, signing in takes a code from your phone beside the password, so that \
        a password that somebody else knows is not enough.</p>
        <p><a class="button" href="\(SecondFactorSetUp.address(next: nil))">Set it up</a></p>

        """)
      return request.page(frame, html, problems)
    }
    let left = factor.codesLeft
    html.markup(
      """
      <p class="lead">On since \(Instants.text(factor.since)) UTC. \
      \(left == 1 ? "1 recovery code is" : "\(left) recovery codes are") left.</p>
      <p><a href="\(SecondFactorSetUp.address(next: nil))">Set it up anew</a>, such as for another phone.</p>
      <h2>New recovery codes</h2>

      """)
    html.form(try form(request, "codes", "Make new codes; the old ones stop working", problems))
    if try !request.site.settings.secondFactor.demands(request.account.role) {
      html.markup("<h2>Turn it off</h2>\n")
      html.form(try form(request, "off", "Turn it off", problems))
    }
    return request.page(frame, html, problems)
  }

  private static func form(
    _ request: PageRequest, _ action: String, _ button: String, _ problems: FormProblems
  ) throws -> PlainForm {
    let address = "/\(path)/\(action)"
    let shown = request.path == address ? problems : FormProblems()
    return try PlainForm(
      request, action: address, button: button,
      fields: [.text(.password("password", "Your password", isNew: false).filled("", shown))])
  }
}
