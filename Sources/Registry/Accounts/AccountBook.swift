package import Foundation
import GRDB

/// The accounts of a clinic file: who may sign in, and in which role.
///
/// Every change adds a line to the sign-in trail in the same transaction.
package struct AccountBook: Sendable {
  let database: AccountRows

  init(_ database: AccountRows) { self.database = database }

  /// All accounts, by name.
  package func all() async throws -> [Account] {
    try await database.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM account ORDER BY name").map(Account.init)
    }
  }

  /// Whether there is no account at all, so that nobody can sign in yet.
  package func isEmpty() async throws -> Bool {
    try await database.read { database in
      try Int.fetchOne(database, sql: "SELECT count(*) FROM account") == 0
    }
  }

  /// One account with its stored password, or nil if there is no account of that name.
  package func account(_ name: String) async throws -> (account: Account, password: String?)? {
    try await database.read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM account WHERE name = ?", arguments: [name])
        .map { (try Account($0), $0["password"]) }
    }
  }

  /// Makes the first account, an administrator; throws `notFirst` if there is an account already.
  package func addFirst(
    name: String, fullName: String, password: String, at instant: Date
  ) async throws {
    try await database.write { database in
      guard try Int.fetchOne(database, sql: "SELECT count(*) FROM account") == 0 else {
        throw AccountFault.notFirst
      }
      try Self.insert(
        name, fullName, .administrator, password, by: name, at: instant, in: database)
    }
  }

  /// Makes an account.
  ///
  /// Without a password the person chooses one with a code from `invite`.
  package func add(
    name: String, fullName: String, role: Role, password: String? = nil, by actor: String,
    at instant: Date
  ) async throws {
    try await database.write { database in
      try Self.insert(name, fullName, role, password, by: actor, at: instant, in: database)
    }
  }

  /// Stores the hash of a one-time code with which the person chooses a password; an earlier code
  /// and the old password stop working, and all sessions end.
  package func invite(
    _ name: String, codeHash: Data, ends: Date, by actor: String, at instant: Date
  ) async throws {
    try await change(name, action: "password-code", by: actor, at: instant) { database, _ in
      try database.execute(
        sql: "UPDATE account SET password = NULL, code = ?, code_ends = ? WHERE name = ?",
        arguments: [codeHash, Int64(ends.timeIntervalSince1970), name])
      try Self.requireAdministrator(database)
      try Self.endSessions(of: name, in: database)
      return ""
    }
  }

  /// Whether this is the account's one-time code and is still valid.
  package func isOpenCode(_ codeHash: Data, of name: String, at instant: Date) async throws -> Bool
  {
    try await database.read { database in
      try Bool.fetchOne(
        database,
        sql: "SELECT 1 FROM account WHERE name = ? AND code = ? AND code_ends > ? AND closed = 0",
        arguments: [name, codeHash, Int64(instant.timeIntervalSince1970)]) ?? false
    }
  }

  /// Stores a password.
  ///
  /// Ends every session of the account and any open one-time code.
  package func setPassword(
    _ password: String, of name: String, by actor: String, at instant: Date
  ) async throws {
    try await change(name, action: "password", by: actor, at: instant) { database, _ in
      try database.execute(
        sql: "UPDATE account SET password = ?, code = NULL, code_ends = NULL WHERE name = ?",
        arguments: [password, name])
      try Self.endSessions(of: name, in: database)
      return ""
    }
  }

  /// Replaces the stored form of an unchanged password (other scrypt parameters).
  package func restore(password: String, of name: String, at instant: Date) async throws {
    try await change(name, action: "password-stored", by: name, at: instant) { database, _ in
      try database.execute(
        sql: "UPDATE account SET password = ? WHERE name = ?", arguments: [password, name])
      return ""
    }
  }

  /// Gives an account another role and ends its sessions.
  package func setRole(
    _ role: Role, of name: String, by actor: String, at instant: Date
  ) async throws {
    try await change(name, action: "role", by: actor, at: instant) { database, account in
      try database.execute(
        sql: "UPDATE account SET role = ? WHERE name = ?", arguments: [role.rawValue, name])
      try Self.requireAdministrator(database)
      try Self.endSessions(of: name, in: database)
      return "\(account.role.rawValue) to \(role.rawValue)"
    }
  }

  /// Closes an account (its sessions end at once) or opens it again.
  package func setClosed(
    _ closed: Bool, of name: String, by actor: String, at instant: Date
  ) async throws {
    try await change(name, action: closed ? "close" : "open", by: actor, at: instant) {
      database, _ in
      try database.execute(
        sql: "UPDATE account SET closed = ? WHERE name = ?", arguments: [closed, name])
      try Self.requireAdministrator(database)
      if closed { try Self.endSessions(of: name, in: database) }
      return ""
    }
  }

  /// Changes one account and adds its line to the trail in one transaction; the body returns the
  /// line's detail.
  private func change(
    _ name: String, action: String, by actor: String, at instant: Date,
    _ body: @escaping @Sendable (Database, Account) throws -> String
  ) async throws {
    try await database.write { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT * FROM account WHERE name = ?", arguments: [name])
      else { throw AccountFault.unknown(name) }
      let detail = try body(database, try Account(row))
      try AccountEvent.append(action, account: name, detail, by: actor, at: instant, in: database)
    }
  }

  private static func insert(
    _ name: String, _ fullName: String, _ role: Role, _ password: String?, by actor: String,
    at instant: Date, in database: Database
  ) throws {
    guard Account.isName(name) else { throw AccountFault.nameNotAllowed(name) }
    guard !fullName.isEmpty else { throw AccountFault.fullNameMissing }
    if let scalar = Account.unseen(in: fullName) { throw AccountFault.fullNameUnseen(scalar) }
    let taken = "SELECT 1 FROM account WHERE name = ?"
    if try Bool.fetchOne(database, sql: taken, arguments: [name]) != nil {
      throw AccountFault.nameTaken(name)
    }
    let sameFullName = "SELECT 1 FROM account WHERE full_name = ?"
    if try Bool.fetchOne(database, sql: sameFullName, arguments: [fullName]) != nil {
      throw AccountFault.fullNameTaken(fullName)
    }
    try database.execute(
      sql: "INSERT INTO account (name, full_name, role, password) VALUES (?, ?, ?, ?)",
      arguments: [name, fullName, role.rawValue, password])
    try AccountEvent.append(
      "add", account: name, role.rawValue, by: actor, at: instant, in: database)
  }

  private static func endSessions(of name: String, in database: Database) throws {
    try database.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [name])
  }

  /// At least one administrator must remain who can sign in.
  private static func requireAdministrator(_ database: Database) throws {
    let working = """
      SELECT 1 FROM account WHERE role = 'administrator' AND closed = 0 AND password IS NOT NULL
      """
    if try Bool.fetchOne(database, sql: working) == nil { throw AccountFault.lastAdministrator }
  }
}

extension Account {
  init(_ row: Row) throws {
    let name: String = row["name"]
    let text: String = row["role"]
    let password: String? = row["password"]
    guard let role = Role(rawValue: text) else { throw AccountFault.unknownRole(name) }
    self.init(
      name: name, fullName: row["full_name"], role: role,
      closed: row["closed"], hasPassword: password != nil)
  }
}

extension ClinicFile {
  /// The accounts of this clinic file, for the web app; beside it each change waits for its turn.
  ///
  /// - Throws: `RegistryError.openedForReading` unless it was opened for writing.
  package func accounts() throws -> AccountBook {
    guard pool != nil || isShared else { throw RegistryError.openedForReading }
    return AccountBook(AccountRows(file: self))
  }
}

/// The rows of accounts in a clinic file, written as all else is: after a flush that failed no more,
/// and with errors as facts.
struct AccountRows: Sendable {
  let file: ClinicFile

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await file.asyncRead { try body($0.database) }
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await file.asyncWritePlain(body)
  }
}
