import GRDB
import GRDBSQLite

/// Errors of SQLite as facts without the statement, which may hold patients' data.
func plainly<Result>(_ body: () throws -> Result) throws -> Result {
  do { return try body() } catch let error as DatabaseError { throw RegistryError(error) }
}

func plainly<Result>(_ body: () async throws -> Result) async throws -> Result {
  do { return try await body() } catch let error as DatabaseError { throw RegistryError(error) }
}

extension RegistryError {
  init(_ error: DatabaseError) {
    // Of a failed flush SQLite's message says "not an error".
    let code = error.extendedResultCode.rawValue
    let isSaid = error.message.map { $0 != "not an error" } ?? false
    let what =
      isSaid ? error.message ?? "" : sqlite3_errstr(code).map { String(cString: $0) } ?? "\(code)"
    self =
      switch error.extendedResultCode {
      // The commit stands in the log, but perhaps not on the disk.
      case .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC: .unconfirmed(what: what)
      default: .storage(code: Int(error.extendedResultCode.rawValue), what: what)  // not our enum
      }
  }
}
