package import Foundation
import GRDB

/// Slows down the guessing of passwords.
///
/// The counts are kept in the clinic file, so that a restart does not reset them. An attempt is
/// counted before the password is checked, so that many attempts at once gain nothing.
package enum SignInThrottle {
  /// Attempts at one account before waiting begins.
  package static let freeAttempts = 5
  /// Longest wait in seconds; the right person can always sign in after it.
  package static let longestWait: Int64 = 15 * 60
  /// Attempts from one address within a minute.
  package static let attemptsPerMinute = 20

  /// Seconds to wait after that many attempts at one account: 1 second, doubling up to 15 minutes.
  package static func wait(afterAttempts attempts: Int) -> Int64 {
    guard attempts >= freeAttempts else { return 0 }
    return min(longestWait, 1 << min(attempts - freeAttempts, 20))
  }
}

extension AccountBook {
  /// Counts an attempt to sign in.
  ///
  /// - Returns: nil if it may go on, else the seconds to wait.
  package func beginAttempt(
    account: String, address: String, at instant: Date
  ) async throws -> Int? {
    let now = Int64(instant.timeIntervalSince1970)
    return try await database.write { database in
      try database.execute(
        sql: "DELETE FROM sign_in_throttle WHERE since < ?", arguments: [now - 24 * 60 * 60])
      if let seconds = try Self.countAddress(address, now, database) { return seconds }
      return try Self.countAccount(account, now, database)
    }
  }

  /// Resets the attempts at an account after a successful sign-in.
  package func forgetAttempts(account: String) async throws {
    try await database.write { database in
      try database.execute(
        sql: "DELETE FROM sign_in_throttle WHERE subject = ?", arguments: ["account " + account])
    }
  }

  private static func countAddress(
    _ address: String, _ now: Int64, _ database: Database
  ) throws -> Int? {
    let subject = "address " + address
    let row = try stored(subject, database)
    let since: Int64 = row?["since"] ?? now
    let fresh = now - since >= 60 || now < since
    let attempts: Int = fresh ? 0 : row?["attempts"] ?? 0
    if attempts >= SignInThrottle.attemptsPerMinute { return Int(max(1, since + 60 - now)) }
    try store(subject, attempts + 1, fresh ? now : since, 0, database)
    return nil
  }

  private static func countAccount(
    _ account: String, _ now: Int64, _ database: Database
  ) throws -> Int? {
    let subject = "account " + account
    let row = try stored(subject, database)
    let until: Int64 = row?["wait_until"] ?? 0
    if now < until { return Int(min(until - now, SignInThrottle.longestWait)) }
    let attempts = (row?["attempts"] ?? 0) + 1
    try store(subject, attempts, now, now + SignInThrottle.wait(afterAttempts: attempts), database)
    return nil
  }

  private static func stored(_ subject: String, _ database: Database) throws -> Row? {
    try Row.fetchOne(
      database, sql: "SELECT * FROM sign_in_throttle WHERE subject = ?", arguments: [subject])
  }

  private static func store(
    _ subject: String, _ attempts: Int, _ since: Int64, _ until: Int64, _ database: Database
  ) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO sign_in_throttle (subject, attempts, since, wait_until)
        VALUES (?, ?, ?, ?)
        """,
      arguments: [subject, attempts, since, until])
  }
}
