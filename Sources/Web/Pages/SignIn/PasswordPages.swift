import Foundation
import Registry

/// Changing one's own password, and choosing the first one with a one-time code.
enum PasswordPages {
  static let routes: [Route] = [
    .get("password", for: .everyone, label: "Your password") { request in
      try changePage(request, FormProblems())
    },
    .post("password", for: .everyone, fields: .named(["current", "password", "again"])) {
      try await change($0)
    },
    .get("choose-password", for: .anyone) { request in
      try choosePage(request, FormProblems())
    },
    .post(
      "choose-password", for: .anyone, fields: .named(["name", "code", "password", "again"])
    ) { try await choose($0) },
  ]

  private static func change(_ request: PageRequest) async throws -> PageAnswer {
    let account = try request.account
    let site = request.site
    let attempt = try await request.attempt(at: account.name)
    try await request.begin(attempt)
    let stored = try await site.accounts.account(account.name)?.password
    let check = try await site.passwords.check(request.form.exact("current"), against: stored)
    var problems = FormProblems()
    if check.fits {
      try await site.accounts.succeeded(attempt)
    } else {
      await request.refused(attempt, "password")
      problems.add("current", "This is not your present password.")
    }
    AccountText.check(
      password: request.form.exact("password"), again: request.form.exact("again"),
      name: account.name, fullName: account.fullName, &problems)
    guard problems.isEmpty else { return try changePage(request, problems) }
    try await store(for: account, by: account.name, request)
    return try await SignInPages.begin(account, request, next: nil)
  }

  private static func choose(_ request: PageRequest) async throws -> PageAnswer {
    let site = request.site
    let name = Account.name(typed: request.form["name"])
    let attempt = try await request.attempt(at: name, .code)
    try await request.begin(attempt)
    let isOpen = try await site.accounts.isOpenCode(
      OneTimeCode.hash(request.form["code"]), of: name, at: request.now)
    var problems = FormProblems()
    guard isOpen, let account = try await site.accounts.account(name)?.account else {
      await request.refused(attempt, "code")
      problems.add(
        "code",
        "The name and the code do not fit together, or the code is older than 7 days. "
          + "Whoever looks after accounts can give you a new one.")
      return try choosePage(request, problems)
    }
    try await site.accounts.succeeded(attempt)
    AccountText.check(
      password: request.form.exact("password"), again: request.form.exact("again"),
      name: account.name, fullName: account.fullName, &problems)
    guard problems.isEmpty else { return try choosePage(request, problems) }
    try await store(for: account, by: account.name, request)
    return try await SignInPages.begin(account, request, next: nil)
  }

  /// Stores the new password; every session of the account ends, the one that asks too.
  private static func store(
    for account: Account, by actor: String, _ request: PageRequest
  ) async throws {
    let hash = try await request.site.passwords.hash(request.form.exact("password"))
    try await request.site.accounts.setPassword(
      hash, of: account.name, by: actor, at: request.now)
  }

  private static func changePage(
    _ request: PageRequest, _ problems: FormProblems
  ) throws -> PageAnswer {
    var form = try PlainForm(
      request, lead: "A new password signs you out everywhere else.",
      button: "Change the password",
      fields: [
        .text(.password("current", "Present password", isNew: false).filled("", problems)),
        .text(AccountText.passwordField.filled("", problems)),
        .text(.password("again", "New password again", isNew: true).filled("", problems)),
      ])
    form.aside = "<p><a href=\"/\(SessionsPage.path)\">Where you are signed in</a></p>\n"
    return request.page(try request.frame("Change your password"), form, problems)
  }

  private static func choosePage(
    _ request: PageRequest, _ problems: FormProblems
  ) throws -> PageAnswer {
    var code = TextField("code", "One-time code")
    code.hint = "From whoever looks after accounts"
    var name = TextField("name", "Name to sign in with")
    name.autocomplete = "username"
    let form = PlainForm(
      openTo: "/choose-password", button: "Choose this password",
      fields: [
        .text(name.filled(request.form["name"], problems)),
        .text(code.filled(request.form["code"], problems)),
        .text(AccountText.passwordField.filled("", problems)),
        .text(.password("again", "New password again", isNew: true).filled("", problems)),
      ])
    return request.page(Frame(title: "Choose your password"), form, problems)
  }
}
