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
    try pool.writeWithoutTransaction { database in
      // A large import leaves no large log behind.
      try database.execute(
        sql: "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = \(logLimit)")
    }
    return pool
  }

  /// Refuses what is no clinic file, or one of a later program, without changing it.
  ///
  /// - Returns: the version of its tables.
  @discardableResult
  static func check(_ path: String, _ schema: Schema = .released) throws -> Int {
    let (queue, version) = try reading(path, schema)
    try queue.close()
    return version
  }

  /// Opens for reading; what is no clinic file, or one of a later program, is refused.
  ///
  /// - Returns: the file, and the version of its tables.
  static func reading(
    _ path: String, _ schema: Schema = .released
  ) throws -> (queue: DatabaseQueue, version: Int) {
    let queue: DatabaseQueue
    let identity: (application: Int?, version: Int?)
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration(readonly: true))
      identity = try queue.read { database in
        (
          try Int.fetchOne(database, sql: "PRAGMA application_id"),
          try Int.fetchOne(database, sql: "PRAGMA user_version")
        )
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw RegistryError.notSQLite(path: path)
    }
    guard identity.application == Schema.applicationID, let version = identity.version,
      version > 0
    else {
      throw RegistryError.notClinicFile(path: path)
    }
    guard version <= schema.version else {
      throw RegistryError.newerSchema(path: path, found: version, known: schema.version)
    }
    return (queue, version)
  }
}
