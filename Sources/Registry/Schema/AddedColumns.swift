import GRDB

extension Schema {
  /// Adds the columns that came with a version to their tables, for its migration.
  ///
  /// What lists a table's columns is defined anew: its triggers, and the index of facts in force
  /// from which judging reads.
  static func addColumns(
    of tables: [SealedTable], since version: Int, _ database: Database
  ) throws {
    for table in tables.compactMap({ $0.at(version: version) }) where table.since < version {
      let added = table.columns.filter { $0.since == version }
      if added.isEmpty { continue }
      for column in added {
        try database.execute(
          sql: "ALTER TABLE \(table.name) ADD COLUMN \(column.name) \(column.declaration)")
      }
      for trigger in try triggers(of: table, database) {
        try database.execute(sql: "DROP TRIGGER \(trigger)")
      }
      let audited =
        try version < 5
        ? SchemaVersion1.audited(table) : SchemaVersion5.audited(table, database)
      try database.execute(
        sql: SchemaVersion1.kept(table) + SchemaVersion1.once(table) + audited)
      if let index = table.indexInForce {
        try database.execute(sql: "DROP INDEX \(table.name)_current; \(index)")
      }
    }
  }

  private static func triggers(of table: SealedTable, _ database: Database) throws -> [String] {
    try String.fetchAll(
      database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
      arguments: [table.name])
  }
}

extension SealedTable {
  /// The index that holds every column judging reads of facts in force; nil: there is none to
  /// define.
  var indexInForce: String? {
    guard isVersioned, !judged.isEmpty else { return nil }
    let more = judged.filter { !order.contains($0) }
    let columns = ["owner"] + order + more + ["number", "entry", "current"]
    return """
      CREATE INDEX \(name)_current ON \(name) (\(columns.joined(separator: ", ")))
      WHERE current = 1
      """
  }
}
