import GRDB

/// A change outside the write-ahead log that was cut off by a kill or a power cut: it stands half in
/// the file, and what was before it in `FILE-journal`.
///
/// Such changes are rare: the log itself is turned on and off so. SQLite undoes one when the file is
/// opened for writing, and refuses to read it until then.
enum HotJournal {
  static func isThere(_ path: String) -> Bool { (FileSafety.size(path + "-journal") ?? 0) > 0 }

  /// The writer's lock must be held.
  static func undo(at path: String) throws {
    guard isThere(path) else { return }
    let queue = try DatabaseQueue(
      path: path, configuration: Connection.configuration(readonly: false))
    try queue.writeWithoutTransaction { database in
      _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
    }
    try queue.close()
  }

  /// For somebody who only reads: where nobody writes, and where it may be.
  static func undoIfFree(at path: String) {
    guard isThere(path), let lock = try? WriterLock(for: path) else { return }
    defer { lock.release() }
    try? undo(at: path)
  }
}
