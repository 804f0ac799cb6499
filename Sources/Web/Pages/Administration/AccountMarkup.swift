import Registry

/// The list of accounts as HTML, with a one-time code above it right after one was made.
struct AccountsMarkup {
  let accounts: [AccountRow]
  let code: (name: String, code: String)?

  var markup: Markup {
    """
    \(code.map { Self.card($0.name, $0.code) })\
    <div class="wide" role="region" aria-label="Accounts" tabindex="0">
    <table class="stacking">
    <thead><tr><th scope="col">Name</th><th scope="col">Full name</th><th scope="col">Role</th>\
    <th scope="col">State</th><th scope="col">Change</th></tr></thead>
    <tbody>
    \(accounts.map(\.markup))</tbody>
    </table>
    </div>

    """
  }

  private static func card(_ name: String, _ code: String) -> Markup {
    """
    <section class="card code" aria-labelledby="code-title">
    <h2 id="code-title">One-time code for \(name)</h2>
    <p class="secret">\(code)</p>
    <p>Hand it over in person. With it, \(name) chooses a password at \
    <strong>/choose-password</strong> within 7 days. It is shown only now.</p>
    </section>

    """
  }
}

/// An account with the forms that change it.
struct AccountRow {
  let account: Account
  private let address: String
  private let roleNonce: String
  private let closeNonce: String
  private let openNonce: String
  private let codeNonce: String
  private let endNonce: String
  private let factorNonce: String
  private let hasSecondFactor: Bool

  init(_ account: Account, hasSecondFactor: Bool, _ request: PageRequest) throws {
    self.hasSecondFactor = hasSecondFactor
    self.account = account
    address = "/accounts/" + account.name
    roleNonce = try request.nonce(for: address + "/role")
    closeNonce = try request.nonce(for: address + "/close")
    openNonce = try request.nonce(for: address + "/open")
    codeNonce = try request.nonce(for: address + "/code")
    endNonce = try request.nonce(for: address + "/end-sessions")
    factorNonce = try request.nonce(for: address + "/second-factor")
  }

  private var state: String {
    (account.closed ? "closed" : account.hasPassword ? "open" : "waits for a password")
      + (hasSecondFactor ? ", second factor" : "")
  }

  var markup: Markup {
    """
    <tr>
    <th scope="row" data-label="Name">\(account.name)</th>
    <td data-label="Full name">\(account.fullName)</td>
    <td data-label="Role">\(account.role.rawValue)</td>
    <td data-label="State">\(state)</td>
    <td data-label="Change">
    <details>
    <summary>Change \(account.name)</summary>
    <div class="actions">
    \(role)\(code)\(hasSecondFactor ? factor : nil)\(end)\(account.closed ? open : close)</div>
    </details>
    </td>
    </tr>

    """
  }

  private var role: Markup {
    let roles = Role.allCases.map { Choice($0.rawValue, $0.rawValue, chosen: $0 == account.role) }
    return """
      <form method="post" action="\(address)/role">
      <input type="hidden" name="nonce" value="\(roleNonce)">
      <label for="role-\(account.name)">Role</label>
      <select id="role-\(account.name)" name="role">
      \(roles.map(\.option))</select>
      <button>Change the role</button>
      </form>

      """
  }

  private var code: Markup {
    form(
      "code", codeNonce, "New one-time code",
      aside: " <span class=\"aside\">the old password stops working</span>")
  }

  private var factor: Markup {
    form(
      "second-factor", factorNonce, "Take the second factor away",
      aside: " <span class=\"aside\">where the phone is lost</span>")
  }

  private var end: Markup { form("end-sessions", endNonce, "Sign out everywhere") }
  private var open: Markup { form("open", openNonce, "Open the account again") }
  private var close: Markup { form("close", closeNonce, "Close the account") }

  /// A form that is one button.
  private func form(
    _ action: String, _ nonce: String, _ button: String, aside: Markup = ""
  ) -> Markup {
    """
    <form method="post" action="\(address)/\(action)">
    <input type="hidden" name="nonce" value="\(nonce)">
    <button>\(button)</button>\(aside)
    </form>

    """
  }
}
