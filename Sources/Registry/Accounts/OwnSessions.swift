package import Foundation
import GRDB

extension AccountBook {
  /// The sessions of an account in which somebody can go on, the last begun first.
  package func liveSessions(
    of name: String, limits: SessionLimits = .standard, at instant: Date
  ) async throws -> [Session] {
    let tokens = try await database.read { database in
      try Data.fetchAll(
        database,
        sql: "SELECT token FROM session WHERE account = ? ORDER BY started DESC, token",
        arguments: [name])
    }
    var live: [Session] = []
    for token in tokens {
      if case .live(let session) = try await session(tokenHash: token, limits: limits, at: instant),
        !session.isHalf
      {
        live.append(session)
      }
    }
    return live
  }

  /// Ends every session of an account but one.
  ///
  /// - Returns: how many ended.
  package func endOtherSessions(than session: Session, at instant: Date) async throws -> Int {
    let name = session.account.name
    return try await database.write { database in
      let others = try Data.fetchAll(
        database, sql: "SELECT token FROM session WHERE account = ? AND token <> ?",
        arguments: [name, session.tokenHash])
      for token in others {
        try database.execute(sql: "DELETE FROM session WHERE token = ?", arguments: [token])
        try AccountEvent.append(
          "sign-out", account: name, "from another browser", session: token, by: name, at: instant,
          in: database)
      }
      return others.count
    }
  }
}
