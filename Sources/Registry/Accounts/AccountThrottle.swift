package import Foundation
import GRDB

/// Who tries a password: for which account, from where, and whether in a browser that the account is
/// known to use.
package struct SignInAttempt: Hashable, Sendable {
  /// The name that was typed.
  package let account: String
  /// The network address, as ``SignInThrottle/place(of:)`` counts it.
  package let place: String
  /// Names the browser in which this account has signed in before; nil: the account never did there.
  package let browser: String?
  package let kind: Kind

  package enum Kind: Hashable, Sendable {
    case password
    /// A one-time code, which nobody guesses: strangers elsewhere do not hold it up.
    case code
    /// Who tries it has given the password: one count, wherever it is tried.
    case secondFactor
  }

  package init(
    account: String, address: String, browser: String? = nil, _ kind: Kind = .password
  ) {
    self.account = account
    place = SignInThrottle.place(of: address)
    self.browser = browser
    self.kind = kind
  }

  /// A count of its own for each account and address, or for each account and known browser.
  fileprivate var own: String {
    switch kind {
    case .password:
      browser.map { "browser \(account) \($0)" } ?? "stranger \(account) \(place)"
    case .code: "code \(account) \(place)"
    case .secondFactor: "factor " + account
    }
  }
  /// All strangers at one account together, or all its known browsers.
  fileprivate var lane: String? {
    kind == .password ? (browser == nil ? "strangers " : "browsers ") + account : nil
  }
  /// A known browser waits for nobody else at its address.
  fileprivate var address: String? {
    browser == nil && kind != .secondFactor ? "address " + place : nil
  }
}

/// Slows down the guessing of passwords, so that nobody outside can keep an account shut.
///
/// Those whose browser an account is known to use are counted apart from strangers: whatever
/// strangers try, they do not wait for it. Each count runs out by itself, one try at a time; a try
/// that has to wait counts nowhere, so waiting never grows from it. The counts are kept in the clinic
/// file, so that a restart does not reset them. A try is counted before the password is checked, so
/// that many at once gain nothing.
package enum SignInThrottle {
  /// So many tries at once, and one more each time one of them runs out.
  struct Allowance: Hashable {
    let tries: Int
    /// Seconds in which one runs out.
    let seconds: Int64
  }

  static let day: Int64 = 24 * 60 * 60
  /// One address, or one known browser, at one account, and the second factor of one: 20 in any 24
  /// hours.
  static let own = Allowance(tries: 10, seconds: day / 10)
  /// All strangers together at one account: 80 in any 24 hours.
  static let strangers = Allowance(tries: 40, seconds: day / 40)
  /// All known browsers of one account together: 20 in any 24 hours.
  static let browsers = Allowance(tries: 10, seconds: day / 10)
  /// Strangers from one address, at whatever account: 20, then one a minute.
  static let address = Allowance(tries: 20, seconds: 60)

  /// Tries at one account from one place before waiting begins.
  package static let freeTries = 5

  /// Seconds to wait after that many tries: 1 second, doubling.
  package static func wait(after tries: Int) -> Int64 {
    tries < freeTries ? 0 : 1 << min(tries - freeTries, 20)
  }

  /// Drops every count at an account.
  static func forget(_ account: String, _ database: Database) throws {
    try database.execute(
      sql: """
        DELETE FROM sign_in_throttle
        WHERE subject IN ('strangers ' || ?1, 'browsers ' || ?1, 'factor ' || ?1)
          OR substr(subject, 1, length(?1) + 9) = 'browser ' || ?1 || ' '
          OR substr(subject, 1, length(?1) + 10) = 'stranger ' || ?1 || ' '
          OR substr(subject, 1, length(?1) + 6) = 'code ' || ?1 || ' '
        """, arguments: [account])
  }

  /// What counts as one address: of the sixth version the network, of which one house has all.
  package static func place(of address: String) -> String {
    guard address.contains(":") else { return address }
    let halves = address.components(separatedBy: "::")
    func groups(_ text: String) -> [String] {
      text.split(separator: ":").map { $0.drop { $0 == "0" }.lowercased() }
    }
    let start = groups(halves[0])
    let end = halves.count > 1 ? groups(halves[1]) : []
    let zeros = [String](repeating: "", count: max(0, 8 - start.count - end.count))
    let first = (start + zeros + end).prefix(4).map { $0.isEmpty ? "0" : $0 }
    return first.joined(separator: ":") + "::/64"
  }
}

extension AccountBook {
  /// Counts a try.
  ///
  /// - Parameter steady: the clock that counts; ``instant`` does only for counts of before the machine
  ///   was started.
  /// - Returns: nil if it may go on, else the seconds to wait.
  package func begin(
    _ attempt: SignInAttempt, at instant: Date, steady: SteadyTime = .now
  ) async throws -> Int? {
    let now = Now(wall: Int64(instant.timeIntervalSince1970), steady: steady)
    return try await database.write { database in
      // After a day every count has run out.
      try database.execute(
        sql: """
          DELETE FROM sign_in_throttle
          WHERE CASE boot WHEN ?1 THEN steady_since < ?2 ELSE since < ?3 END
          """,
        arguments: [
          steady.boot, steady.seconds - SignInThrottle.day, now.wall - SignInThrottle.day,
        ])
      // Of a clock that went ahead and was put right: counted from now.
      try database.execute(
        sql: """
          UPDATE sign_in_throttle SET since = ?1, wait_until = ?1 WHERE since > ?1 AND boot <> ?2
          """,
        arguments: [now.wall, steady.boot])
      let counts = try Counts(attempt, at: now, database)
      if let wait = counts.wait { return Int(wait) }
      try counts.addOne(database)
      return nil
    }
  }

  /// The password was right: the try counts no more, and neither do those before it from there.
  package func succeeded(_ attempt: SignInAttempt) async throws {
    try await database.write { database in
      try database.execute(
        sql: "DELETE FROM sign_in_throttle WHERE subject = ?", arguments: [attempt.own])
      for subject in [attempt.lane, attempt.address].compactMap(\.self) {
        try database.execute(
          sql: """
            UPDATE sign_in_throttle SET attempts = attempts - 1 WHERE subject = ? AND attempts > 0
            """, arguments: [subject])
      }
    }
  }
}

/// An instant by both clocks.
private struct Now {
  let wall: Int64
  let steady: SteadyTime
}

/// Everything that a try counts at.
private struct Counts {
  private let own: Count
  private let others: [Count]
  private let now: Now

  init(_ attempt: SignInAttempt, at now: Now, _ database: Database) throws {
    self.now = now
    own = try Count(attempt.own, SignInThrottle.own, now, database)
    let lane = attempt.browser == nil ? SignInThrottle.strangers : SignInThrottle.browsers
    others = try [(attempt.lane, lane), (attempt.address, SignInThrottle.address)].compactMap {
      subject, allowance in
      try subject.map { try Count($0, allowance, now, database) }
    }
  }

  /// In seconds; nil: none.
  var wait: Int64? {
    let waits = [own.pause] + ([own] + others).map(\.full)
    return waits.max().flatMap { $0 > 0 ? $0 : nil }
  }

  func addOne(_ database: Database) throws {
    try own.addOne(pausing: true, at: now, database)
    for count in others { try count.addOne(pausing: false, at: now, database) }
  }
}

/// Tries that have not run out yet.
private struct Count {
  let subject: String
  let allowance: SignInThrottle.Allowance
  let tries: Int
  /// Seconds for which the next one has been running out.
  let age: Int64
  /// Seconds left of the pause after the last try; never longer than its rule.
  let pause: Int64

  init(
    _ subject: String, _ allowance: SignInThrottle.Allowance, _ now: Now, _ database: Database
  ) throws {
    self.subject = subject
    self.allowance = allowance
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM sign_in_throttle WHERE subject = ?", arguments: [subject])
    let stored: Int = row?["attempts"] ?? 0
    let isOfThisStart = row?["boot"] == now.steady.boot && !now.steady.boot.isEmpty
    let instant = isOfThisStart ? now.steady.seconds : now.wall
    let since: Int64 = row?[isOfThisStart ? "steady_since" : "since"] ?? instant
    let until: Int64 = row?[isOfThisStart ? "steady_until" : "wait_until"] ?? 0
    let passed = max(0, instant - since)
    let gone = min(passed / allowance.seconds, Int64(stored))
    tries = stored - Int(gone)
    age = tries == 0 ? 0 : passed - gone * allowance.seconds
    pause = min(max(0, until - instant), SignInThrottle.wait(after: tries))
  }

  /// Seconds until one runs out, where all are used up.
  var full: Int64 { tries < allowance.tries ? 0 : max(1, allowance.seconds - age) }

  func addOne(pausing: Bool, at now: Now, _ database: Database) throws {
    let pause = pausing ? SignInThrottle.wait(after: tries + 1) : 0
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO sign_in_throttle
          (subject, attempts, since, wait_until, boot, steady_since, steady_until)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        subject, tries + 1, now.wall - age, now.wall + pause, now.steady.boot,
        now.steady.seconds - age, now.steady.seconds + pause,
      ])
  }
}
