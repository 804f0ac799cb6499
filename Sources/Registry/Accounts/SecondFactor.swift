package import Foundation
import GRDB

/// What is stored of an account's second factor.
package struct SecondFactor: Hashable, Sendable {
  /// The secret as the web app sealed it.
  package let sealedSecret: Data
  /// The time step of the code that was used last; it and earlier ones are used up.
  package let last: Int64?
  package let since: Date
  /// Recovery codes that were not used yet.
  package let codesLeft: Int
}

extension AccountBook {
  /// nil: it is not on.
  package func secondFactor(of name: String) async throws -> SecondFactor? {
    try await database.read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT totp_secret, totp_last, totp_since,
            (SELECT count(*) FROM recovery_code WHERE account = name AND used IS NULL) AS codes
          FROM account WHERE name = ? AND totp_since IS NOT NULL
          """, arguments: [name])
      return row.map { row in
        SecondFactor(
          sealedSecret: row["totp_secret"], last: row["totp_last"],
          since: Date(timeIntervalSince1970: TimeInterval(row["totp_since"] as Int64)),
          codesLeft: row["codes"])
      }
    }
  }

  /// Who has one on, by name.
  package func namesWithSecondFactor() async throws -> Set<String> {
    try await database.read { database in
      Set(
        try String.fetchAll(
          database, sql: "SELECT name FROM account WHERE totp_since IS NOT NULL"))
    }
  }

  /// Turns it on, in place of an earlier one and its recovery codes.
  ///
  /// - Parameters:
  ///   - step: of the code by which the person showed that the phone has the secret.
  package func turnOn(
    _ sealedSecret: Data, step: Int64, codeHashes: [Data], of name: String, at instant: Date
  ) async throws {
    try await database.write { database in
      try database.execute(
        sql: "UPDATE account SET totp_secret = ?, totp_last = ?, totp_since = ? WHERE name = ?",
        arguments: [sealedSecret, step, Int64(instant.timeIntervalSince1970), name])
      try Self.replaceCodes(of: name, with: codeHashes, database)
      try AccountEvent.append(
        "second-factor-on", account: name, "", by: name, at: instant, in: database)
    }
  }

  /// Takes it away, with its recovery codes.
  package func turnOffSecondFactor(
    of name: String, detail: String = "", by actor: String, at instant: Date
  ) async throws {
    try await database.write { database in
      try Self.removeSecondFactor(of: name, detail, by: actor, at: instant, database)
    }
  }

  /// Nothing happens, and no line is written, where it is not on.
  static func removeSecondFactor(
    of name: String, _ detail: String, by actor: String, at instant: Date, _ database: Database
  ) throws {
    try database.execute(
      sql: """
        UPDATE account SET totp_secret = NULL, totp_last = NULL, totp_since = NULL
        WHERE name = ? AND totp_secret IS NOT NULL
        """, arguments: [name])
    guard database.changesCount == 1 else { return }
    try replaceCodes(of: name, with: [], database)
    try AccountEvent.append(
      "second-factor-off", account: name, detail, by: actor, at: instant, in: database)
  }

  /// New recovery codes in place of those there were.
  package func setRecoveryCodes(
    _ hashes: [Data], of name: String, at instant: Date
  ) async throws {
    try await database.write { database in
      try Self.replaceCodes(of: name, with: hashes, database)
      try AccountEvent.append(
        "recovery-codes", account: name, "", by: name, at: instant, in: database)
    }
  }

  /// Uses up a recovery code; false: it is none of the account, or was used before.
  package func useRecoveryCode(
    _ hash: Data, of name: String, at instant: Date
  ) async throws -> Bool {
    try await database.write { database in
      try database.execute(
        sql: "UPDATE recovery_code SET used = ? WHERE account = ? AND hash = ? AND used IS NULL",
        arguments: [Int64(instant.timeIntervalSince1970), name, hash])
      guard database.changesCount == 1 else { return false }
      try AccountEvent.append(
        "recovery-code-used", account: name, "", by: name, at: instant, in: database)
      return true
    }
  }

  private static func replaceCodes(
    of name: String, with hashes: [Data], _ database: Database
  ) throws {
    try database.execute(sql: "DELETE FROM recovery_code WHERE account = ?", arguments: [name])
    for hash in hashes {
      try database.execute(
        sql: "INSERT INTO recovery_code (account, hash) VALUES (?, ?)", arguments: [name, hash])
    }
  }

  /// Begins a half session: the password was given, and the second factor is still to be.
  package func startHalfSession(
    of account: String, tokenHash: Data, at instant: Date
  ) async throws {
    let now = Int64(instant.timeIntervalSince1970)
    try await database.write { database in
      try database.execute(
        sql: "INSERT INTO session (token, account, started, seen, half) VALUES (?, ?, ?, ?, 1)",
        arguments: [tokenHash, account, now, now])
      try AccountEvent.append(
        "password-given", account: account, "", session: tokenHash, by: account, at: instant,
        in: database)
    }
  }

  /// Puts a whole session, under a new token, in the place of a half one.
  ///
  /// - Parameter step: of the code that was given; nil: it was another proof.
  /// - Returns: false: the half session has ended; nothing was done.
  /// - Throws: ``UsedMeanwhile``; nothing was done.
  package func complete(
    _ half: Session, tokenHash: Data, step: Int64?, at instant: Date
  ) async throws -> Bool {
    let now = Int64(instant.timeIntervalSince1970)
    let name = half.account.name
    return try await database.write { database in
      try database.execute(
        sql: "DELETE FROM session WHERE token = ? AND half = 1", arguments: [half.tokenHash])
      guard database.changesCount == 1 else { return false }
      if let step {
        try database.execute(
          sql: """
            UPDATE account SET totp_last = ?1
            WHERE name = ?2 AND (totp_last IS NULL OR totp_last < ?1)
            """, arguments: [step, name])
        guard database.changesCount == 1 else { throw UsedMeanwhile() }
      }
      try database.execute(
        sql: "INSERT INTO session (token, account, started, seen) VALUES (?, ?, ?, ?)",
        arguments: [tokenHash, name, now, now])
      try AccountEvent.append(
        "sign-in", account: name, "", session: tokenHash, by: name, at: instant, in: database)
      return true
    }
  }

  /// The code was used by another sign-in at the same moment.
  package struct UsedMeanwhile: Error {}
}
