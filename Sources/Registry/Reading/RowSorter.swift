import GRDB

/// Puts rows in order of a key, in a temporary database: a file without a name, which is gone when it
/// is closed, also when the process is killed.
///
/// Memory does not grow with the number of rows.
package final class RowSorter {
  private let queue: DatabaseQueue

  package init() throws {
    queue = try DatabaseQueue(path: "")
    try queue.write { database in
      try database.execute(
        sql: "CREATE TABLE line (key TEXT NOT NULL, number INTEGER NOT NULL, row TEXT NOT NULL)")
    }
  }

  /// Adds rows; `next` gives them one by one, and nil at the end.
  package func add(_ next: () throws -> (key: String, number: Int, row: [UInt8])?) throws {
    try fill { add in
      while let line = try next() { try add(line.key, line.number, line.row) }
    }
  }

  /// Adds the rows that the body hands on, in any order.
  package func fill(
    _ body: (
      _ add: @escaping (_ key: String, _ number: Int, _ row: [UInt8]) throws -> Void
    ) throws -> Void
  ) throws {
    try queue.write { database in
      let insert = try RawStatement(
        database, "INSERT INTO line (key, number, row) VALUES (?, ?, ?)")
      try body { key, number, row in
        insert.bind(1, key)
        insert.bind(2, number)
        row.withUnsafeBufferPointer { insert.bind(3, copying: $0) }
        try insert.run()
      }
      try database.execute(sql: "CREATE INDEX line_order ON line (key, number)")
    }
  }

  /// Every row, ascending by key and then by number.
  package func forEach(_ body: (_ number: Int, _ row: UnsafeBufferPointer<UInt8>) throws -> Void)
    throws
  {
    try queue.read { database in
      let rows = try RawStatement(database, "SELECT number, row FROM line ORDER BY key, number")
      while try rows.step() { try body(rows.int(0), rows.bytes(1)) }
    }
  }
}
