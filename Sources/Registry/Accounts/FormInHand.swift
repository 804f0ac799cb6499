package import Foundation
import GRDB
import Synchronization

/// A form of the web app that is being taken: used up in the transaction that stores what it asked
/// for, so that it is used up by what was stored, and by nothing else.
package final class FormInHand: Hashable, Sendable {
  package let nonce: Data
  let session: Data
  private let isStored = Mutex(false)

  package init(nonce: Data, session: Data) {
    self.nonce = nonce
    self.session = session
  }

  /// Whether something that the form asked for is on the disk.
  package var hasStored: Bool { isStored.withLock { $0 } }
  func store() { isStored.withLock { $0 = true } }

  /// - Throws: ``FormSpent`` where it was used up meanwhile, or the session has ended.
  func spend(in database: Database) throws {
    if hasStored { return }
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO spent_form (nonce, session)
        SELECT ?, token FROM session WHERE token = ?
        """, arguments: [nonce, session])
    guard database.changesCount == 1 else { throw FormSpent() }
  }

  package static func == (a: FormInHand, b: FormInHand) -> Bool { a === b }
  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// The form was taken before; nothing was stored of it now.
package struct FormSpent: Error {}

extension AccountBook {
  /// Whether a form was used up before, or its session has ended.
  package func isSpent(_ form: FormInHand) async throws -> Bool {
    try await database.read { database in
      try Bool.fetchOne(
        database,
        sql: """
          SELECT NOT EXISTS (SELECT 1 FROM session WHERE token = ?)
            OR EXISTS (SELECT 1 FROM spent_form WHERE nonce = ?)
          """, arguments: [form.session, form.nonce]) ?? true
    }
  }

  /// Uses up a form whose page stored something elsewhere than in an entry.
  package func spend(_ form: FormInHand) async throws {
    try await database.write { try form.spend(in: $0) }
    form.store()
  }
}
