import Cryptography
import Foundation
import Registry

/// Making the first account, with the code that the terminal printed.
///
/// Gone once it exists.
enum FirstAccountPages {
  static let routes: [Route] = [
    .get("first-account", for: .anyone) { request in
      guard try await request.site.accounts.isEmpty() else { throw WebFault.notFound }
      return try page(request, FormProblems())
    },
    .post(
      "first-account", for: .anyone,
      fields: .named(["code", "name", "full-name", "password", "again"])
    ) { try await make($0) },
  ]

  private static func make(_ request: PageRequest) async throws -> PageAnswer {
    let site = request.site
    guard try await site.accounts.isEmpty() else { throw WebFault.notFound }
    let attempt = SignInAttempt(account: "-", address: request.address, .code)
    try await request.begin(attempt)
    let form = request.form
    let name = Account.name(typed: form["name"])
    var problems = FormProblems()
    let code = OneTimeCode.hash(form["code"])
    if !code.isEqualInConstantTime(to: OneTimeCode.hash(site.firstCode)) {
      await request.refused(attempt, "code")
      problems.add("code", "This is not the code that the terminal printed when the program began.")
    }
    AccountText.check(name: name, fullName: form["full-name"], &problems)
    AccountText.check(
      password: form.exact("password"), again: form.exact("again"), name: name,
      fullName: form["full-name"], &problems)
    guard problems.isEmpty else { return try page(request, problems) }
    let hash = try await site.passwords.hash(form.exact("password"))
    do {
      try await site.accounts.addFirst(
        name: name, fullName: form["full-name"], password: hash, at: request.now)
    } catch AccountFault.notFirst {
      throw WebFault.notFound
    }
    try await site.accounts.succeeded(attempt)
    guard let account = try await site.accounts.account(name)?.account else {
      throw WebFault.notFound
    }
    return try await SignInPages.begin(account, request, next: nil)
  }

  private static func page(_ request: PageRequest, _ problems: FormProblems) throws -> PageAnswer {
    let form = request.form
    var code = TextField("code", "One-time code")
    code.hint = "The terminal in which the program was started shows it."
    let plain = PlainForm(
      openTo: "/first-account",
      lead:
        "This clinic has no accounts yet. The first one is an administrator: it makes the accounts of everybody else and sees no patient.",
      button: "Make the account",
      fields: [
        .text(code.filled(form["code"], problems)),
        .text(AccountText.nameField.filled(form["name"], problems)),
        .text(AccountText.fullNameField.filled(form["full-name"], problems)),
        .text(AccountText.passwordField.filled("", problems)),
        .text(.password("again", "Password again", isNew: true).filled("", problems)),
      ])
    return request.page(Frame(title: "First account"), plain, problems)
  }
}
