package import Foundation
import GRDB

/// A half-entered form, kept only for the account that began it.
package struct Draft: Hashable, Sendable {
  /// How long an untouched draft is kept: 30 days.
  package static let lifetime = 30 * 24 * 60 * 60

  /// The form's fields as the browser sent them, form-urlencoded.
  package let content: String
  package let saved: Date
}

extension AccountBook {
  /// Keeps a form's content, replacing the draft kept before.
  ///
  /// `patient` is empty for forms that belong to no patient.
  package func saveDraft(
    _ content: String, form: String, patient: String, account: String, at instant: Date
  ) async throws {
    let now = Int64(instant.timeIntervalSince1970)
    try await database.write { database in
      try database.execute(
        sql: "DELETE FROM draft WHERE saved < ?", arguments: [now - Int64(Draft.lifetime)])
      try database.execute(
        sql: """
          INSERT INTO draft (account, form, patient, content, saved) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET content = excluded.content, saved = excluded.saved
          """, arguments: [account, form, patient, content, now])
    }
  }

  /// The account's draft of a form, if there is one.
  package func draft(form: String, patient: String, account: String) async throws -> Draft? {
    try await database.read { database in
      let found = try database.cachedStatement(
        sql: "SELECT content, saved FROM draft WHERE account = ? AND form = ? AND patient = ?")
      return try Row.fetchOne(found, arguments: [account, form, patient]).map { row in
        Draft(
          content: row["content"],
          saved: Date(timeIntervalSince1970: TimeInterval(row["saved"] as Int64)))
      }
    }
  }

  /// All that an account has half-entered, the latest first.
  package func drafts(
    of account: String
  ) async throws -> [(form: String, patient: String, saved: Date)] {
    try await database.read { database in
      let found = try database.cachedStatement(
        sql: "SELECT form, patient, saved FROM draft WHERE account = ? ORDER BY saved DESC, form")
      return try Row.fetchAll(found, arguments: [account]).map { row in
        (
          row["form"], row["patient"],
          Date(timeIntervalSince1970: TimeInterval(row["saved"] as Int64))
        )
      }
    }
  }

  /// Discards a draft once its form is saved or given up.
  package func discardDraft(form: String, patient: String, account: String) async throws {
    try await database.write { database in
      try database.execute(
        sql: "DELETE FROM draft WHERE account = ? AND form = ? AND patient = ?",
        arguments: [account, form, patient])
    }
  }
}
