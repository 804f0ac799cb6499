import GRDB
package import Outcomes
import Synchronization

/// The clinic's database: one SQLite file, written by one process at a time.
///
/// What was asserted is never overwritten or deleted; a correction is a new version. Every write is
/// one transaction with one entry (who, when, what, why), and returns when it is on the disk.
package final class ClinicFile: Sendable {
  package enum Purpose: Sendable {
    case reading
    /// Reading, after one line in the trail that somebody looks: see ``ClinicFile/leaveLine(_:to:of:by:)``.
    case looking
    /// Reading for long; each change takes the right to write for a moment, so that others can write in
    /// between.
    case takingTurns
    /// Writing, also beside a process that lends the right to it: see ``WriterLender``.
    case writing
    /// Writing by this process alone, as long as the file is open.
    case alone
  }

  package let path: String
  package let purpose: Purpose
  let reader: any DatabaseReader
  /// nil: opened for reading, or beside another writer.
  let pool: DatabasePool?
  let lock: WriterLock?
  let shared: SharedWriting?
  /// nil: not opened to look, or not allowed to leave a line.
  let line: LookingLine?
  /// A change was not confirmed by the disk; what comes after it could be lost with it.
  let isStopped = Mutex(false)
  let accessNotes = AccessNotes()
  let clock = ClockWatch()

  init(
    path: String, _ purpose: Purpose, reader: any DatabaseReader, pool: DatabasePool? = nil,
    lock: WriterLock? = nil, shared: SharedWriting? = nil, line: LookingLine? = nil
  ) {
    self.path = path
    self.purpose = purpose
    self.reader = reader
    self.pool = pool
    self.lock = lock
    self.shared = shared
    self.line = line
  }

  /// Closes the file and lets another process write.
  ///
  /// Not needed where the program ends.
  package func close() throws {
    // The writing connection closes last: only it can bring the log into the file and remove it.
    pool?.invalidateReadOnlyConnections()
    try plainly { try reader.close() }
    lock?.release()
    line?.end()
  }

  /// Reads from one consistent state of the file.
  package func read<Result>(_ body: (Reading) throws -> Result) throws -> Result {
    try plainly { try reader.read { try body(Reading(database: $0)) } }
  }

  /// Reads without blocking the thread, for servers.
  package func asyncRead<Result: Sendable>(
    _ body: @escaping @Sendable (Reading) throws -> Result
  ) async throws -> Result {
    try await plainly { try await reader.read { try body(Reading(database: $0)) } }
  }

  /// Does one thing in one transaction with one entry.
  ///
  /// Returns when it is on the disk; where `body` throws, nothing is stored.
  ///
  /// - Parameter patient: whom the entry is about; nil for several or none.
  @discardableResult
  package func write<Result>(
    _ action: Action, by: Signature, about patient: Patient.ID? = nil,
    _ body: (Writing) throws -> Result
  ) throws -> Result {
    let oddity = clock.look()
    let result = try change { connection in
      try connection.write { database in
        let writing = try Writing(database, action, by: by, about: patient)
        try writing.noteClock(oddity)
        let result = try body(writing)
        try writing.finish()
        try by.form?.spend(in: database)
        return result
      }
    }
    by.form?.store()
    return result
  }

  /// As ``write(_:by:about:_:)`` without blocking the thread, for servers.
  package func asyncWrite<Result: Sendable>(
    _ action: Action, by: Signature, about patient: Patient.ID? = nil,
    _ body: @escaping @Sendable (Writing) throws -> Result
  ) async throws -> Result {
    let oddity = clock.look()
    let result = try await change { connection in
      try await connection.write { database in
        let writing = try Writing(database, action, by: by, about: patient)
        try writing.noteClock(oddity)
        let result = try body(writing)
        try writing.finish()
        try by.form?.spend(in: database)
        return result
      }
    }
    by.form?.store()
    return result
  }

  /// Many rows in one transaction (an import): one entry, one line in the audit trail with the
  /// counts.
  @discardableResult
  package func bulk<Result>(
    by: Signature, _ body: (Writing) throws -> Result
  ) throws -> Result {
    try write(.import, by: by, body)
  }

  /// Writes without an entry (the audit trail's own lines).
  func writePlain<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try change { try $0.write(body) }
  }

  func asyncWritePlain<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await change { try await $0.write(body) }
  }

  private func change<Result>(_ body: (any DatabaseWriter) throws -> Result) throws -> Result {
    let turn = try turn()
    do {
      let result = try plainly { try body(turn.connection) }
      turn.end()
      return result
    } catch { throw failed(turn, error) }
  }

  private func change<Result>(
    _ body: (any DatabaseWriter) async throws -> Result
  ) async throws -> Result {
    let turn = try turn()
    do {
      let result = try await plainly { try await body(turn.connection) }
      turn.end()
      return result
    } catch { throw failed(turn, error) }
  }

  /// The disk did not confirm a change, so no more are taken until the file is opened anew.
  package var hasStopped: Bool { isStopped.withLock { $0 } }

  /// Whether each change waits for its turn beside another process, which waits for its end.
  package var isShared: Bool { shared != nil }

  private func turn() throws -> WritingTurn {
    if hasStopped { throw RegistryError.writingStopped }
    if let shared { return try shared.turn() }
    guard let pool else { throw RegistryError.openedForReading }
    return WritingTurn(connection: pool, right: .kept)
  }

  private func failed(_ turn: WritingTurn, _ error: any Error) -> any Error {
    var isUnconfirmed = false
    if case .unconfirmed? = error as? RegistryError { isUnconfirmed = true }
    if isUnconfirmed { isStopped.withLock { $0 = true } }
    turn.end(unconfirmed: isUnconfirmed)
    return error
  }
}
