import Foundation
import Registry

/// Looking after accounts: the list, making one, its role, closing it, a new one-time code.
enum AccountPages {
  static let routes: [Route] = [
    .get("accounts", for: .administrators, label: "Accounts") { request in
      try await page(request, FormProblems())
    },
    .post("accounts", for: .administrators, fields: .named(["name", "full-name", "role"])) {
      try await add($0)
    },
    .post("accounts/:account/role", for: .administrators, fields: .named(["role"])) { request in
      guard let role = Role(rawValue: request.form["role"]) else {
        throw WebFault.badRequest("The role is none of the four.")
      }
      return try await change(request) { accounts, name, actor in
        try await accounts.setRole(role, of: name, by: actor, at: request.now)
      }
    },
    .post("accounts/:account/close", for: .administrators, fields: .named([])) { request in
      try await change(request) { accounts, name, actor in
        try await accounts.setClosed(true, of: name, by: actor, at: request.now)
      }
    },
    .post("accounts/:account/open", for: .administrators, fields: .named([])) { request in
      try await change(request) { accounts, name, actor in
        try await accounts.setClosed(false, of: name, by: actor, at: request.now)
      }
    },
    .post("accounts/:account/end-sessions", for: .administrators, fields: .named([])) { request in
      try await change(request) { accounts, name, actor in
        try await accounts.endSessions(of: name, by: actor, at: request.now)
      }
    },
    .post("accounts/:account/second-factor", for: .administrators, fields: .named([])) {
      request in
      try await change(request) { accounts, name, actor in
        try await accounts.turnOffSecondFactor(
          of: name, detail: "taken away", by: actor, at: request.now)
      }
    },
    .post("accounts/:account/code", for: .administrators, fields: .named([])) { request in
      try await invite(try request.parameter("account"), request)
    },
  ]

  private static func add(_ request: PageRequest) async throws -> PageAnswer {
    let form = request.form
    let name = Account.name(typed: form["name"])
    var problems = FormProblems()
    AccountText.check(name: name, fullName: form["full-name"], &problems)
    let role = Role(rawValue: form["role"])
    if role == nil { problems.add("role", "Choose one of the four roles.") }
    guard problems.isEmpty, let role else { return try await page(request, problems) }
    do {
      try await request.site.accounts.add(
        name: name, fullName: form["full-name"], role: role, by: try request.account.name,
        at: request.now)
    } catch let fault as AccountFault {
      let (field, message) = AccountText.message(fault)
      problems.add(field, message)
      return try await page(request, problems)
    }
    return try await invite(name, request)
  }

  /// Makes a one-time code and shows it, this once.
  private static func invite(_ name: String, _ request: PageRequest) async throws -> PageAnswer {
    let code = OneTimeCode.make()
    return try await change(
      request, name: name,
      then: { problems in
        try await page(request, problems, code: problems.isEmpty ? (name, code) : nil)
      }
    ) { accounts, name, actor in
      try await accounts.invite(
        name, codeHash: OneTimeCode.hash(code),
        ends: request.now.addingTimeInterval(OneTimeCode.lifetime), by: actor, at: request.now)
    }
  }

  /// Does something to the account in the path, then shows the list again.
  private static func change(
    _ request: PageRequest, name: String? = nil,
    then: ((FormProblems) async throws -> PageAnswer)? = nil,
    _ body: (AccountBook, String, String) async throws -> Void
  ) async throws -> PageAnswer {
    do {
      try await body(
        request.site.accounts, try name ?? request.parameter("account"),
        try request.account.name)
    } catch let fault as AccountFault {
      if case .unknown = fault { throw WebFault.notFound }
      var problems = FormProblems()
      let (field, message) = AccountText.message(fault)
      problems.add(field, message)
      return try await page(request, problems)
    }
    return try await then?(FormProblems()) ?? .redirect("/accounts")
  }

  private static func page(
    _ request: PageRequest, _ problems: FormProblems, code: (name: String, code: String)? = nil
  ) async throws -> PageAnswer {
    let isNew = request.path == "/accounts"
    let form = isNew && code == nil ? request.form : .none
    let factors = try await request.site.accounts.namesWithSecondFactor()
    let list = AccountsMarkup(
      accounts: try await request.site.accounts.all().map {
        try AccountRow($0, hasSecondFactor: factors.contains($0.name), request)
      },
      code: code)
    let roles = Role.allCases.map {
      Choice($0.rawValue, meaning($0), chosen: form["role"] == $0.rawValue)
    }
    var html = HTMLWriter()
    html.markup("\(ClockRemark.markup(request))")
    if code == nil { html.markup("\(try await FirstSteps(request).beginning)") }
    html.markup(list.markup)
    html.markup("<h2>New account</h2>\n")
    html.form(
      try PlainForm(
        request, action: "/accounts", button: "Make the account",
        fields: [
          .text(AccountText.nameField.filled(form["name"], problems)),
          .text(AccountText.fullNameField.filled(form["full-name"], problems)),
          .radios(ChoiceField("role", "Role", problems, roles)),
        ]))
    return request.page(try request.frame("Accounts"), html, problems)
  }

  private static func meaning(_ role: Role) -> String {
    switch role {
    case .staff: "staff: registers patients, enters and corrects visits"
    case .physician: "physician: also reviews and closes flags"
    case .researcher: "researcher: pseudonymous exports only"
    case .administrator: "administrator: accounts, backup, definitions"
    }
  }
}
