import Cryptography
package import Foundation
import GRDB

/// One line of the sign-in trail: a sign-in, or a change to an account.
///
/// Lines are chained: each seal covers the line and the seal before it. A line that changes an account
/// holds what the account is after it, so that all accounts can be rebuilt from the trail.
package struct AccountEvent: Hashable, Sendable {
  package let id: Int64
  package let instant: Date
  /// The sign-in name of whoever did it, or `-` where nobody was signed in.
  package let actor: String
  /// `add`, `role`, `close`, `open`, `password`, `password-code`, `sign-in`, `sign-in-refused`,
  /// `sign-out`, `unlock`, `unlock-refused`, those of ``AccountState/changes``, and of what was refused
  /// `sign-in-throttled`, `password-refused`, `code-refused`, `second-factor-refused`,
  /// `access-refused`, `many-refused`.
  package let action: String
  /// The account it was done to.
  package let account: String
  package let detail: String
  /// ``AccountState`` after it; nil: nothing changed, or an earlier program wrote the line.
  let state: String?
  /// The hash of the token of the session that it began or ended.
  let session: Data?

  /// The line is about the account as it is when it is appended: change it first.
  static func append(
    _ action: String, account: String, _ detail: String, session: Data? = nil, by actor: String,
    at instant: Date, in database: Database
  ) throws {
    let last = try Row.fetchOne(
      database, sql: "SELECT id, seal FROM account_event ORDER BY id DESC LIMIT 1")
    let state =
      AccountState.changes[action] == nil ? nil : try AccountState(of: account, in: database)
    let event = AccountEvent(
      id: (last?["id"] ?? 0) + 1, instant: instant, actor: actor, action: action,
      account: account, detail: detail, state: state?.text, session: session)
    try database.execute(
      sql: """
        INSERT INTO account_event
          (id, instant, actor, action, account, detail, seal, state, session)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        event.id, event.seconds, actor, action, account, detail,
        event.seal(after: last?["seal"] ?? Data()), event.state, session,
      ])
  }

  /// What stands for the trail in the seal of an entry: the seal of its last line.
  static func head(in database: Database) throws -> Seal {
    let last = try RawStatement(
      database, kept: "SELECT seal FROM account_event ORDER BY id DESC LIMIT 1")
    defer { last.reset() }
    return try last.step() ? last.seal(0) ?? origin : origin
  }

  /// Stands for a trail without lines.
  static let origin = Seal.origin(of: "account_event")

  private var seconds: Int64 { Int64(instant.timeIntervalSince1970) }

  private init(
    id: Int64, instant: Date, actor: String, action: String, account: String, detail: String,
    state: String?, session: Data?
  ) {
    self.state = state
    self.session = session
    self.id = id
    self.instant = instant
    self.actor = actor
    self.action = action
    self.account = account
    self.detail = detail
  }

  init(_ row: Row) {
    self.init(
      id: row["id"], instant: Date(timeIntervalSince1970: TimeInterval(row["instant"] as Int64)),
      actor: row["actor"], action: row["action"], account: row["account"], detail: row["detail"],
      // Files of earlier schemas do not have them.
      state: row["state"], session: row["session"])
  }

  /// SHA-256 over the previous seal and the fields, each with its length before it, so that no two
  /// different lines give the same bytes.
  func seal(after previous: Data) -> Data {
    var bytes = previous
    var fields = ["\(id)", "\(seconds)", actor, action, account, detail]
    // Lines from before there were these keep their seals.
    if state != nil || session != nil { fields += [state ?? "", session?.hexadecimal ?? ""] }
    for field in fields { bytes += Data("\(field.utf8.count):\(field)".utf8) }
    return SHA256.hash(bytes)
  }
}

extension AccountBook {
  /// Adds a line about a sign-in, a refused sign-in or a sign-out.
  package func note(
    _ action: String, account: String, detail: String = "", by actor: String, at instant: Date
  ) async throws {
    try await database.write { database in
      try AccountEvent.append(
        action, account: account, detail, by: actor, at: instant, in: database)
    }
  }

  /// The trail, newest first.
  ///
  /// A filter that is nil lets everything through; the range includes both instants.
  package func events(
    actor: String? = nil, action: String? = nil, from: Date? = nil, to: Date? = nil,
    limit: Int = 500
  ) async throws -> [AccountEvent] {
    try await database.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM account_event
          WHERE (?1 IS NULL OR actor = ?1) AND (?2 IS NULL OR action = ?2)
            AND (?3 IS NULL OR instant >= ?3) AND (?4 IS NULL OR instant <= ?4)
          ORDER BY id DESC LIMIT ?5
          """,
        arguments: [
          actor, action, from.map { Int64($0.timeIntervalSince1970) },
          to.map { Int64($0.timeIntervalSince1970) }, limit,
        ]
      ).map(AccountEvent.init)
    }
  }

  /// The number of the first line whose seal does not match, or nil if the trail is intact.
  package func firstBrokenEvent() async throws -> Int64? {
    try await database.read { try AccountTrail($0).firstBroken }
  }
}
