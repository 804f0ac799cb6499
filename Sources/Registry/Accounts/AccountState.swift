import Cryptography
import Foundation
import GRDB

/// What an account is after a line of its trail: all that decides who may do what.
///
/// Passwords, codes and secrets stand in it as their SHA-256.
struct AccountState: Hashable, Sendable {
  enum Field: String, CaseIterable, Sendable {
    case fullName = "full-name"
    case role
    case closed
    case password
    /// The one-time code for choosing a password, and when it ends.
    case code
    /// The secret of the second factor, and since when it is asked for.
    case secondFactor = "second-factor"
    /// The last time step of which a code was used.
    case lastStep = "last-step"
    /// The recovery codes that can still be used.
    case recovery
  }

  /// What each action of the trail may change; a line of another action tells no state.
  ///
  /// An action that is new has its line here, and then its lines tell the state of themselves.
  static let changes: [String: Set<Field>] = [
    "add": Set(Field.allCases),
    // The state of an account from before states were noted; what is known already must fit.
    "as-found": [],
    "role": [.role],
    "close": [.closed],
    "open": [.closed],
    "password": [.password, .code],
    "password-stored": [.password],
    "password-code": [.password, .code],
    "sign-in": [.lastStep],
    "second-factor-begun": [.secondFactor, .lastStep],
    "second-factor-on": [.secondFactor, .lastStep, .recovery],
    "second-factor-off": [.secondFactor, .lastStep, .recovery],
    "recovery-codes": [.recovery],
    "recovery-code-used": [.recovery],
  ]

  /// Empty texts stand for nothing.
  var values: [Field: String]

  /// As the file has it; nil: there is no such account.
  init?(of name: String, in database: Database) throws {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM account WHERE name = ?", arguments: [name])
    else { return nil }
    func hash(_ column: String) -> String {
      switch (row[column] as DatabaseValue?)?.storage {
      case .string(let text)?: SHA256.hash(Data(text.utf8)).hexadecimal
      case .blob(let data)?: SHA256.hash(data).hexadecimal
      case .null?, .int64?, .double?, nil: ""
      }
    }
    func number(_ column: String) -> String { (row[column] as Int64?).map { "\($0)" } ?? "" }
    // Files of earlier schemas have no such codes.
    let codes =
      try !database.tableExists("recovery_code")
      ? []
      : Data.fetchAll(
        database,
        sql: "SELECT hash FROM recovery_code WHERE account = ? AND used IS NULL ORDER BY hash",
        arguments: [name])
    values = [
      .fullName: row["full_name"], .role: row["role"], .closed: number("closed"),
      .password: hash("password"), .code: hash("code") + number("code_ends"),
      .secondFactor: hash("totp_secret") + number("totp_since"), .lastStep: number("totp_last"),
      .recovery: codes.isEmpty ? "" : SHA256.hash(codes.reduce(Data(), +)).hexadecimal,
    ]
  }

  /// From the text of a line.
  init(_ text: String) {
    values = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let field = Field(rawValue: String(parts[0])) else { continue }
      values[field] = String(parts[1])
    }
  }

  /// `role:staff`, a line for each.
  var text: String {
    Field.allCases.map { "\($0.rawValue):\(written($0))" }.joined(separator: "\n")
  }

  /// A value as a line of the trail holds it.
  func written(_ field: Field) -> String {
    (values[field] ?? "").replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }
}
