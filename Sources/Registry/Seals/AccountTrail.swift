import Foundation
import GRDB

/// The sign-in trail gone through line by line: its own seals, what the accounts are by it, and which
/// sessions it began.
struct AccountTrail {
  /// The number of the first line whose seal does not match; nil: the trail is intact.
  private(set) var firstBroken: Int64?
  private(set) var last = 0
  /// The place of each line by its seal, and 0 for the trail without lines.
  private(set) var places: [Seal: Int] = [AccountEvent.origin: 0]
  private var findings: [IntegrityFinding] = []
  private var states: [String: AccountState] = [:]
  private var sessions: [Data: Begun] = [:]

  private struct Begun {
    let account: String
    let isHalf: Bool
  }

  /// All sessions end with these: of one account, or of everybody.
  static let endings: Set<String> = ["role", "close", "password", "password-code"]
  static let endingAll = "restored"
  /// Begin a session: with everything that was asked for, or with the password alone.
  static let beginning = "sign-in"
  static let halfBeginning = "password-given"

  init(_ database: Database) throws {
    var previous = Data()
    let rows = try Row.fetchCursor(database, sql: "SELECT * FROM account_event ORDER BY id")
    while let row = try rows.next() {
      let event = AccountEvent(row)
      let seal: Data = row["seal"]
      if firstBroken == nil,
        Int(event.id) != last + 1 || event.seal(after: previous) != seal
      {
        firstBroken = event.id
      }
      last = Int(event.id)
      previous = seal
      if seal.count == Seal.length {
        seal.withUnsafeBytes { bytes in
          if let start = bytes.baseAddress { places[Seal(start)] = last }
        }
      }
      take(event)
      follow(event)
    }
  }

  /// What is wrong with the trail, and where accounts and sessions are not what it tells.
  func check(_ database: Database, version: Int) throws -> [IntegrityFinding] {
    let broken = firstBroken.map {
      IntegrityFinding(
        table: "account_event", row: Int($0),
        what: "does not fit its seal: it or a line before it was altered or removed")
    }
    let found = [broken].compactMap { $0 } + findings + (try accounts(database))
    return version < 6 ? found : found + (try openSessions(database))
  }

  private mutating func take(_ event: AccountEvent) {
    let name = event.account
    guard let text = event.state else { return takeOld(event) }
    let state = AccountState(text)
    let mayChange = AccountState.changes[event.action] ?? []
    if let before = states[name] {
      for field in AccountState.Field.allCases where !mayChange.contains(field) {
        guard let was = before.values[field], was != state.values[field] else { continue }
        findings.append(
          IntegrityFinding(
            table: "account_event", row: Int(event.id),
            what: "finds \(Self.words(field)) of '\(name)' changed, and no line before it says so"))
      }
    }
    states[name] = state
  }

  /// Earlier programs wrote of an account's changes only these.
  private mutating func takeOld(_ event: AccountEvent) {
    let name = event.account
    switch event.action {
    case "add": states[name] = AccountState("role:\(event.detail)\nclosed:0")
    case "role":
      if let role = event.detail.split(separator: " ").last {
        states[name]?.values[.role] = String(role)
      }
    case "close": states[name]?.values[.closed] = "1"
    case "open": states[name]?.values[.closed] = "0"
    default: return  // not our enum
    }
  }

  private mutating func follow(_ event: AccountEvent) {
    if event.action == Self.endingAll { sessions = [:] }
    let endsEvery = event.action == "sign-out" && event.session == nil
    if Self.endings.contains(event.action) || endsEvery {
      sessions = sessions.filter { $0.value.account != event.account }
    }
    guard let session = event.session else { return }
    switch event.action {
    case Self.beginning, Self.halfBeginning:
      sessions[session] = Begun(
        account: event.account, isHalf: event.action == Self.halfBeginning)
    default: sessions[session] = nil  // not our enum
    }
  }

  private func accounts(_ database: Database) throws -> [IntegrityFinding] {
    var findings: [IntegrityFinding] = []
    func report(_ what: String) {
      findings.append(IntegrityFinding(table: "account", what: what))
    }
    let names = try String.fetchAll(database, sql: "SELECT name FROM account ORDER BY name")
    for name in names {
      guard let due = states[name] else {
        report("'\(name)' was added by another program: the sign-in trail does not know it")
        continue
      }
      guard let found = try AccountState(of: name, in: database) else { continue }
      for field in AccountState.Field.allCases {
        guard let value = due.values[field], value != found.written(field) else { continue }
        report("\(Self.words(field)) of '\(name)' is not what the sign-in trail says")
      }
    }
    for name in Set(states.keys).subtracting(names).sorted() { report("'\(name)' is missing") }
    return findings
  }

  private func openSessions(_ database: Database) throws -> [IntegrityFinding] {
    try Row.fetchAll(database, sql: "SELECT token, account, half FROM session ORDER BY account")
      .compactMap { row in
        let account: String = row["account"]
        let begun = sessions[row["token"]]
        let isHalf: Bool = row["half"]
        if let begun, begun.account == account, isHalf || !begun.isHalf { return nil }
        return IntegrityFinding(
          table: "session",
          what: "one of '\(account)' was not begun by signing in, or had ended")
      }
  }

  private static func words(_ field: AccountState.Field) -> String {
    switch field {
    case .fullName: "the full name"
    case .role: "the role"
    case .closed: "whether it is closed,"
    case .password: "the password"
    case .code: "the one-time code"
    case .secondFactor: "the second factor"
    case .lastStep: "the last use of the second factor"
    case .recovery: "the recovery codes"
    }
  }
}
