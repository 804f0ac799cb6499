import GRDB
import GRDBSQLite
import Outcomes

/// A prepared statement read and stepped through SQLite's own interface, for the loops that run
/// over every row.
///
/// Text read from it is valid until the next step.
final class RawStatement {
  private let statement: Statement
  let pointer: OpaquePointer

  init(_ database: Database, _ sql: String) throws {
    statement = try database.makeStatement(sql: sql)
    pointer = statement.sqliteStatement
  }

  /// A statement that the connection keeps for the next time: to prepare it costs more than to
  /// read one patient's rows.
  ///
  /// Only one at a time may be in use with the same text.
  init(_ database: Database, kept sql: String) throws {
    statement = try database.cachedStatement(sql: sql)
    pointer = statement.sqliteStatement
  }

  deinit {
    // One that is kept would hold on to the state of the file that it reads, and to its arguments.
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
  }

  /// Whether there is another row.
  func step() throws -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw failure(code)
    }
  }

  /// Executes to the end and makes the statement ready again.
  func run() throws {
    let code = sqlite3_step(pointer)
    let error = code == SQLITE_DONE ? nil : failure(code)
    sqlite3_reset(pointer)
    if let error { throw error }
  }

  func reset() { sqlite3_reset(pointer) }

  private func failure(_ code: Int32) -> DatabaseError {
    let connection = sqlite3_db_handle(pointer)
    let message = sqlite3_errmsg(connection).map { String(cString: $0) }
    return DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)), message: message)
  }

  func bind(_ index: Int32, _ value: Int) { sqlite3_bind_int64(pointer, index, Int64(value)) }

  /// The text is copied.
  func bind(_ index: Int32, _ text: String) {
    var text = text
    text.withUTF8 { bind(index, copying: $0) }
  }

  func bind(_ index: Int32, copying text: UnsafeBufferPointer<UInt8>) {
    text.withMemoryRebound(to: CChar.self) { characters in
      // An empty buffer has no address, and SQLite would bind NULL for it.
      if let start = characters.baseAddress, !characters.isEmpty {
        let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        sqlite3_bind_text(pointer, index, start, Int32(characters.count), copy)
      } else {
        sqlite3_bind_text(pointer, index, "", 0, nil)
      }
    }
  }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(pointer, column) == SQLITE_NULL }

  func type(_ column: Int32) -> CanonicalRow.Kind {
    switch sqlite3_column_type(pointer, column) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .integer
    default: .text  // not our enum
    }
  }

  func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(pointer, column)) }
  func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }

  /// Valid until the next step.
  func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_text(pointer, column)
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column)))
  }

  func text(_ column: Int32) -> String {
    let bytes = bytes(column)
    return bytes.isEmpty ? "" : String(decoding: bytes, as: UTF8.self)
  }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  /// An exact fraction in lowest terms, which ``Rational`` takes over; nil where either is missing.
  func fraction(_ numerator: Int32, _ denominator: Int32) -> Rational? {
    // NULL is read as 0, which is asked about only where it occurs.
    let (over, under) = (int(numerator), int(denominator))
    if under == 0 || (over == 0 && isNull(numerator)) { return nil }
    return Rational(Int64(over), over: Int64(under))
  }

  /// The position of a column among those selected, to be asked once before the rows are gone
  /// through.
  func position(of name: String) -> Int32? {
    (0..<sqlite3_column_count(pointer)).first {
      sqlite3_column_name(pointer, $0).map { String(cString: $0) } == name
    }
  }

  func seal(_ column: Int32) -> Seal? {
    guard let start = sqlite3_column_blob(pointer, column),
      sqlite3_column_bytes(pointer, column) == Int32(Seal.length)
    else { return nil }
    return Seal(start)
  }
}
