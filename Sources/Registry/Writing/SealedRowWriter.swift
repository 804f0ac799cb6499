import GRDB
import GRDBSQLite

/// Appends sealed rows to one table, for single entries and bulk imports alike.
final class SealedRowWriter {
  let table: SealedTable
  private let statement: RawStatement
  private let buffer = CanonicalRow()
  private(set) var lastRow: Int
  private(set) var head: Seal
  private(set) var inserted = 0

  init(_ table: SealedTable, _ database: Database) throws {
    self.table = table
    let columns = table.content + table.derived + ["seal"]
    statement = try RawStatement(
      database,
      """
      INSERT INTO \(table.name) (\(columns.joined(separator: ", ")))
      VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
      """)
    let last = try RawStatement(
      database, "SELECT row, seal FROM \(table.name) ORDER BY row DESC LIMIT 1")
    if try last.step(), let seal = last.seal(1) {
      lastRow = last.int(0)
      head = seal
    } else {
      lastRow = 0
      head = Seal.origin(of: table.name)
    }
    last.reset()
  }

  /// Inserts one row.
  ///
  /// - Parameters:
  ///   - owner: of a versioned fact, the patient it belongs to.
  ///   - fill: adds the values of the content columns after `row`, which it is given, in order.
  /// - Returns: the new row.
  func insert(
    owner: String? = nil, current: Int = 1, _ fill: (_ content: CanonicalRow, _ row: Int) -> Void
  ) throws -> Int {
    let row = lastRow + 1
    buffer.start(after: head)
    buffer.add(row)
    fill(buffer, row)
    let seal = buffer.seal(always: table.alwaysSealed)
    if let owner {
      buffer.add(current)
      buffer.add(owner)
    }
    let offset = buffer.count
    buffer.append(seal)
    // The statement refers to the buffer's bytes until it is reset.
    let pointer = statement.pointer
    var index: Int32 = 0
    for slot in buffer.slots {
      index += 1
      switch slot.kind {
      case .null: sqlite3_bind_null(pointer, index)
      case .integer: sqlite3_bind_int64(pointer, index, buffer.integer(slot))
      case .text:
        let start = (buffer.bytes + slot.offset).assumingMemoryBound(to: CChar.self)
        sqlite3_bind_text(pointer, index, start, Int32(slot.length), nil)
      }
    }
    sqlite3_bind_blob(pointer, index + 1, buffer.bytes + offset, Int32(Seal.length), nil)
    try statement.run()
    lastRow = row
    head = seal
    inserted += 1
    return row
  }
}
