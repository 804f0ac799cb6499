package import Foundation
import GRDB

/// Somebody who is signed in.
package struct Session: Hashable, Sendable {
  /// How long after its end a form may still arrive whose content is kept, in seconds: a day.
  package static let keptAfterEnd = 24 * 60 * 60

  /// SHA-256 of the token that the browser holds; the token itself is stored nowhere.
  package let tokenHash: Data
  package let account: Account
  package let started: Date
  package let seen: Date
  /// The password was given, and the second factor is still to be: nothing else may be done.
  package let isHalf: Bool
  /// In seconds.
  package static let longestHalf = 15 * 60
}

/// What a token stands for at an instant.
package enum SessionState: Hashable, Sendable {
  case live(Session)
  /// Timed out for want of requests, but otherwise the account's own: a half-entered form sent with it
  /// may be kept as a draft, and a short code may open it again.
  case idle(Session)
  /// The sign-in was too long ago: a half-entered form may be kept as a draft, and nothing else is done.
  case ended(Session)
  /// Signed out, ended with a new password or a closed account, or never there.
  case none
}

extension AccountBook {
  /// Starts a session at sign-in and removes sessions that have ended.
  package func startSession(
    of account: String, tokenHash: Data, limits: SessionLimits = .standard, at instant: Date
  ) async throws {
    let now = Int64(instant.timeIntervalSince1970)
    try await database.write { database in
      try database.execute(
        sql: "DELETE FROM session WHERE started <= ?",
        arguments: [now - Int64(limits.absolute + Session.keptAfterEnd)])
      try database.execute(
        sql: "INSERT INTO session (token, account, started, seen) VALUES (?, ?, ?, ?)",
        arguments: [tokenHash, account, now, now])
      try AccountEvent.append(
        "sign-in", account: account, "", session: tokenHash, by: account, at: instant,
        in: database)
    }
  }

  /// What a token stands for.
  ///
  /// A clock set back ends a session and never prolongs it.
  package func session(
    tokenHash: Data, limits: SessionLimits = .standard, at instant: Date
  ) async throws -> SessionState {
    let found = try await database.read { database in
      let found = try database.cachedStatement(
        sql: """
          SELECT account.*, session.started, session.seen, session.half FROM session
          JOIN account ON account.name = session.account WHERE session.token = ?
          """)
      return try Row.fetchOne(found, arguments: [tokenHash]).map { row in
        Session(
          tokenHash: tokenHash, account: try Account(row),
          started: Date(timeIntervalSince1970: TimeInterval(row["started"] as Int64)),
          seen: Date(timeIntervalSince1970: TimeInterval(row["seen"] as Int64)),
          isHalf: row["half"])
      }
    }
    guard let session = found else { return .none }
    let age = instant.timeIntervalSince(session.started)
    let idle = instant.timeIntervalSince(session.seen)
    guard !session.account.closed, age >= 0, idle > -60 else { return .none }
    if session.isHalf {
      return age < TimeInterval(Session.longestHalf) ? .live(session) : .none
    }
    if age < TimeInterval(limits.absolute) {
      return idle < TimeInterval(limits.idle) ? .live(session) : .idle(session)
    }
    return age < TimeInterval(limits.absolute + Session.keptAfterEnd) ? .ended(session) : .none
  }

  /// Records that a session was used.
  package func touch(tokenHash: Data, at instant: Date) async throws {
    try await database.write { database in
      try database.execute(
        sql: "UPDATE session SET seen = ?1 WHERE token = ?2 AND seen < ?1",
        arguments: [Int64(instant.timeIntervalSince1970), tokenHash])
    }
  }

  /// Ends one session.
  package func endSession(_ session: Session, at instant: Date) async throws {
    try await database.write { database in
      try database.execute(
        sql: "DELETE FROM session WHERE token = ?", arguments: [session.tokenHash])
      let name = session.account.name
      try AccountEvent.append(
        "sign-out", account: name, "", session: session.tokenHash, by: name, at: instant,
        in: database)
    }
  }

  /// Ends every session of an account.
  package func endSessions(of name: String, by actor: String, at instant: Date) async throws {
    try await database.write { database in
      try database.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [name])
      try AccountEvent.append(
        "sign-out", account: name, "every session", by: actor, at: instant, in: database)
    }
  }

  /// Removes the nonces of sessions that can take no form any more.
  package func removeSpentForms(limits: SessionLimits, at instant: Date) async throws {
    let started = Int64(instant.timeIntervalSince1970) - Int64(limits.absolute)
    let isThere = "SELECT 1 FROM spent_form JOIN session ON token = session WHERE started <= ?"
    // Nothing is written where there is nothing to remove.
    guard
      try await database.read({
        try Bool.fetchOne($0, sql: isThere, arguments: [started]) ?? false
      })
    else { return }
    try await database.write { database in
      try database.execute(
        sql: """
          DELETE FROM spent_form
          WHERE session IN (SELECT token FROM session WHERE started <= ?)
          """, arguments: [started])
    }
  }
}
