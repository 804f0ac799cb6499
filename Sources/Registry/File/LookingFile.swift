import GRDB
import GRDBSQLite
package import Outcomes
import Synchronization

extension ClinicFile {
  /// Opens a file to be looked at, by one connection where nobody else writes: it leaves its line, lets
  /// others write, and reads on.
  ///
  /// Where no line can be left, the file is read all the same.
  static func openToLook(_ path: String, _ schema: Schema, _ patience: Int) throws -> ClinicFile {
    // A damaged file is kept as it is.
    if let note = VerificationNote(beside: path), note.count > 0 {
      return ClinicFile(path: path, .looking, reader: try reader(of: path, schema))
    }
    HotJournal.undoIfFree(at: path)
    // A lock is made beside a clinic file only.
    let version = try plainly { try Connection.check(path, schema) }
    let lock = version == schema.version ? try? WriterLock.take(for: path, within: patience) : nil
    if let lock, (try? HotJournal.undo(at: path)) != nil,
      let queue = try? Connection.looking(path)
    {
      return ClinicFile(
        path: path, .looking, reader: queue, line: LookingLine(queue: queue, lock: lock))
    }
    lock?.release()
    return ClinicFile(
      path: path, .looking, reader: try reader(of: path, schema),
      shared: lock == nil ? try? SharedWriting(path) : nil)
  }

  /// Leaves the one line that a file opened for looking may leave, and lets others write.
  ///
  /// - Returns: false: another process writes, nobody may, the disk is full, or the file is damaged.
  package func leaveLine(
    _ access: Access, to subject: String, of patient: Patient.ID?, by: Signature
  ) -> Bool {
    defer { line?.end() }
    guard let note = try? AccessNote(access, to: subject, of: patient, by: by) else { return false }
    if let line { return line.leave(note) }
    guard shared != nil else { return false }
    return (try? writePlain { try AccessNote.write([note], $0) }) != nil
  }
}

/// The right to leave one line in the trail, on the connection that reads on afterwards.
///
/// Only while the writer's lock is held does that connection write or bring the log into the file; it
/// reads without the lock.
final class LookingLine: Sendable {
  private let queue: DatabaseQueue
  /// nil: the right was given back.
  private let lock: Mutex<WriterLock?>

  init(queue: DatabaseQueue, lock: WriterLock) {
    self.queue = queue
    self.lock = Mutex(lock)
  }

  func leave(_ note: AccessNote) -> Bool {
    lock.withLock { lock in
      guard lock != nil else { return false }
      return queue.writeWithoutTransaction { database in
        defer { Self.bringLogIn(database) }
        do {
          try Connection.turnLogOn(database)
          try database.inTransaction(.immediate) {
            try AccessNote.write([note], database)
            return .commit
          }
          return true
        } catch { return false }
      }
    }
  }

  /// Lets others write.
  func end() {
    lock.withLock { lock in
      lock?.release()
      lock = nil
    }
  }

  /// So that no content stays beside the file, unless somebody reads it: nobody is waited for.
  private static func bringLogIn(_ database: Database) {
    sqlite3_busy_timeout(database.sqliteConnection, 0)
    _ = try? database.checkpoint(.truncate)
    sqlite3_busy_timeout(database.sqliteConnection, Int32(Connection.busyTimeout))
  }
}
