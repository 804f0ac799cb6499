import Foundation
import GRDB

/// The seal of the last entry, which stands for everything in the file up to then.
package struct FileSeal: Hashable, Sendable {
  /// 64 hexadecimal digits.
  package let text: String
  package let entry: Int
}

/// A seal that somebody noted elsewhere, or its beginning.
package struct NotedSeal: Hashable, Sendable {
  /// With fewer digits two seals could begin alike.
  package static let fewestDigits = 12

  /// In lower case.
  package let text: String

  /// Blanks do not count: on paper there may be some.
  ///
  /// nil: not 12 to 64 hexadecimal digits.
  package init?(_ typed: String) {
    text = typed.filter { !$0.isWhitespace }.lowercased()
    guard (Self.fewestDigits...2 * Seal.length).contains(text.utf8.count),
      text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
    else { return nil }
  }
}

/// Where in a file's past a noted seal lies.
package struct SealPlace: Hashable, Sendable {
  package let entry: Int
  package let instant: String
  /// Entries made since.
  package let later: Int
}

extension Reading {
  /// nil: there is no entry.
  package func seal() throws -> FileSeal? {
    try Self.seal(in: database)
  }

  static func seal(in database: Database) throws -> FileSeal? {
    try Row.fetchOne(
      database, sql: "SELECT id, lower(hex(seal)) AS seal FROM entry ORDER BY id DESC LIMIT 1"
    ).map { FileSeal(text: $0["seal"] ?? "", entry: $0["id"]) }
  }

  /// The entry that a noted seal belongs to; nil: it is not in this file's past.
  ///
  /// Worth as much as the chain of seals is: verify first.
  package func place(of noted: NotedSeal) throws -> SealPlace? {
    try Row.fetchOne(
      database,
      sql: """
        SELECT id, instant, (SELECT count(*) FROM entry AS later WHERE later.id > entry.id) AS later
        FROM entry WHERE substr(lower(hex(seal)), 1, ?) = ? ORDER BY id LIMIT 1
        """, arguments: [noted.text.utf8.count, noted.text]
    ).map { SealPlace(entry: $0["id"], instant: $0["instant"], later: $0["later"]) }
  }
}
