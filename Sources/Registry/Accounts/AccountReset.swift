package import Foundation
import GRDB

/// Why an account was not given a new code at the machine.
package enum AccountResetFault: Error, Hashable, Sendable {
  /// There is none of that name; these there are.
  case unknown(String, accounts: [Account])
  case closed(Account)
}

extension AccountBook {
  /// Gives an account a one-time code at the machine itself, where nobody is left who could do so in
  /// the browser: also the last administrator.
  ///
  /// The old password and an earlier code stop working, all sessions end, and what made the account
  /// wait after wrong passwords is forgotten. The second factor is taken away, too. The trail says who did it.
  ///
  /// - Parameters:
  ///   - actor: the name of the system's user.
  /// - Throws: ``AccountResetFault``; nothing was changed.
  package func reset(
    _ name: String, codeHash: Data, ends: Date, by actor: String, at instant: Date
  ) async throws -> Account {
    try await database.write { database in
      let rows = try Row.fetchAll(database, sql: "SELECT * FROM account ORDER BY name")
      let accounts = try rows.map(Account.init)
      guard let account = accounts.first(where: { $0.name == name }) else {
        throw AccountResetFault.unknown(name, accounts: accounts)
      }
      guard !account.closed else { throw AccountResetFault.closed(account) }
      try database.execute(
        sql: "UPDATE account SET password = NULL, code = ?, code_ends = ? WHERE name = ?",
        arguments: [codeHash, Int64(ends.timeIntervalSince1970), name])
      try database.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [name])
      try SignInThrottle.forget(name, database)
      try AccountEvent.append(
        "password-code", account: name, "reset at the machine", by: actor, at: instant,
        in: database)
      try Self.removeSecondFactor(
        of: name, "reset at the machine", by: actor, at: instant, database)
      return account
    }
  }
}
