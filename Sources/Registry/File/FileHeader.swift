import GRDB
import GRDBSQLite

/// What a file says that it is, asked without its tables: to read their description is most of the
/// time that it takes to open the file.
struct FileHeader {
  /// Which program made it.
  let application: Int
  /// Of its tables.
  let version: Int

  /// Opens the file for it alone, and changes nothing.
  init(_ path: String) throws {
    var connection: OpaquePointer?
    defer { sqlite3_close(connection) }
    guard sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
      throw Self.failure(connection, path)
    }
    sqlite3_busy_timeout(connection, Int32(Connection.busyTimeout))
    try self.init(connection, path)
  }

  init(_ connection: OpaquePointer?, _ path: String) throws {
    func number(_ name: String) throws -> Int {
      var statement: OpaquePointer?
      defer { sqlite3_finalize(statement) }
      guard sqlite3_prepare_v2(connection, "PRAGMA \(name)", -1, &statement, nil) == SQLITE_OK,
        sqlite3_step(statement) == SQLITE_ROW
      else { throw Self.failure(connection, path) }
      return Int(sqlite3_column_int64(statement, 0))
    }
    application = try number("application_id")
    version = try number("user_version")
  }

  private static func failure(_ connection: OpaquePointer?, _ path: String) -> any Error {
    let code = sqlite3_extended_errcode(connection)
    if code & 0xFF == SQLITE_NOTADB { return RegistryError.notSQLite(path: path) }
    let message = sqlite3_errmsg(connection).map { String(cString: $0) }
    return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
  }
}
