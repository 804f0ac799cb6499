import GRDB
import LibSQLite

/// How connections to a clinic file are set up.
enum Connection {
  /// Milliseconds that SQLite waits for a lock before it gives up.
  static let busyTimeout = 5_000
  /// Bytes of the write-ahead log that are kept after it was brought into the file.
  static let logLimit = 64 * 1024 * 1024

  /// Connections do not wait for each other at every allocation.
  private static let memory = sqlite3_config_uncounted_memory()

  static func configuration(readonly: Bool) -> Configuration {
    _ = memory
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(Double(busyTimeout) / 1000)
    configuration.label = "clinic file"
    // What stands in a clinic file is nobody's business in a log.
    configuration.publicStatementArguments = false
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA trusted_schema = OFF;
          PRAGMA cell_size_check = ON;
          PRAGMA mmap_size = 0;
          PRAGMA cache_size = -8192;
          """)
    }
    return configuration
  }

  /// Opens for writing.
  ///
  /// The one writing connection flushes at every commit: GRDB sets `synchronous` to NORMAL when it
  /// turns the write-ahead log on, which can lose a commit that was already acknowledged, so FULL
  /// is set afterwards.
  static func writing(_ path: String) throws -> DatabasePool {
    let pool = try DatabasePool(path: path, configuration: configuration(readonly: false))
    try pool.writeWithoutTransaction(flushEveryCommit)
    return pool
  }

  /// Opens for one change: a single connection, which reads the tables once and closes after it.
  static func changing(_ path: String) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: false))
    try queue.writeWithoutTransaction(turnLogOn)
    return queue
  }

  /// Turns the write-ahead log on where it is not, as in a file that was just restored; the writer's
  /// lock must be held.
  static func turnLogOn(_ database: Database) throws {
    let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    guard mode == "wal" else {
      throw DatabaseError(message: "the write-ahead log could not be turned on")
    }
    try flushEveryCommit(database)
  }

  private static func flushEveryCommit(_ database: Database) throws {
    // A large import leaves no large log behind.
    try database.execute(
      sql: "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = \(logLimit)")
  }

  /// Refuses what is no clinic file, or one of a later program, without changing it.
  ///
  /// - Returns: the version of its tables.
  @discardableResult
  static func check(_ path: String, _ schema: Schema = .released) throws -> Int {
    _ = memory
    return try version(try FileHeader(path), of: path, schema)
  }

  /// Opens what ``check(_:_:)`` accepted by one connection that reads, and may write first while the
  /// writer's lock is held.
  ///
  /// It never brings the log into the file when it closes, which only a holder of the lock may.
  static func looking(_ path: String) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: false))
    queue.writeWithoutTransaction(keepLogWhenClosed)
    return queue
  }

  static func keepLogWhenClosed(_ database: Database) {
    _ = sqlite3_keep_log_when_closed(database.sqliteConnection)
  }

  /// Opens for reading; what is no clinic file, or one of a later program, is refused.
  ///
  /// - Returns: the file, and the version of its tables.
  static func reading(
    _ path: String, _ schema: Schema = .released
  ) throws -> (queue: DatabaseQueue, version: Int) {
    let queue: DatabaseQueue
    let header: FileHeader
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration(readonly: true))
      header = try queue.read { try FileHeader($0.sqliteConnection, path) }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw RegistryError.notSQLite(path: path)
    }
    return (queue, try version(header, of: path, schema))
  }

  private static func version(
    _ header: FileHeader, of path: String, _ schema: Schema
  ) throws -> Int {
    guard header.application == Schema.applicationID, header.version > 0 else {
      throw RegistryError.notClinicFile(path: path)
    }
    guard header.version <= schema.version else {
      throw RegistryError.newerSchema(path: path, found: header.version, known: schema.version)
    }
    return header.version
  }
}
