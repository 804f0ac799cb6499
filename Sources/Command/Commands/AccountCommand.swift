import ArgumentParser
import Clinic
import Foundation
import Outcomes
import Registry
import Web

struct AccountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "Accounts of the web app, at the machine itself.",
    discussion: """
      Example:
        recheck account reset ada
      """,
    subcommands: [Reset.self])

  struct Reset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reset",
      abstract: "A one-time code for somebody who has forgotten the password.",
      discussion: """
        Example:
          recheck account reset ada

        Meant for the last administrator; for others an administrator does it in the browser. \
        The old password stops working, all sessions of the account end, and its second factor is \
        taken away. 'recheck serve' may run meanwhile.
        """)
    @OptionGroup var clinic: ClinicOptions
    @Argument(help: "The name to sign in with.") var name: String

    func run() async throws {
      let desk = try clinic.desk(.existing, needs: .none)
      let code = OneTimeCode.make()
      let now = Date()
      let ends = now.addingTimeInterval(OneTimeCode.lifetime)
      let account: Account
      do {
        account = try await desk.file.accounts().reset(
          Account.name(typed: name), codeHash: OneTimeCode.hash(code), ends: ends,
          by: ClinicOptions.systemUser, at: now)
      } catch let fault as AccountResetFault { throw NoReset(fault) }
      try desk.file.close()
      try Output.report(
        """
        One-time code for \(account.name) (\(account.fullName), \(account.role.rawValue)): \(code)
        It is valid until \(Instants.text(ends).prefix(16)) UTC. A new password is chosen with it at /choose-password.
        The old password no longer works, all sessions of the account have ended, and it has no second factor any more.
        """, as: .reset)
    }
  }
}

/// No code was made.
private struct NoReset: PlainRefusal {
  let fault: AccountResetFault
  init(_ fault: AccountResetFault) { self.fault = fault }

  var message: String {
    switch fault {
    case .unknown(let name, let accounts) where accounts.isEmpty:
      "There is no account '\(name)', and none at all yet: 'recheck serve' prints a code for making the first one."
    case .unknown(let name, let accounts):
      "There is no account '\(name)'. There are: "
        + accounts.map { "\($0.name) (\($0.fullName), \($0.role.rawValue))" }
        .joined(separator: "; ") + "."
    case .closed(let account):
      "The account '\(account.name)' is closed. An administrator opens it again in the browser."
    }
  }
}
