import GRDB

/// The fifth schema: the audit trail's triggers in less than half the words, since every opening
/// of the file reads them all.
///
/// A row's JSON stands once in a trigger, not once for each version of it, and a column is written
/// as its type needs it. The text is the same to the byte.
enum SchemaVersion5 {
  static let migration = "5 short triggers"

  @Sendable
  static func create(_ database: Database) throws {
    for table in SealedTable.all.compactMap({ $0.at(version: 5) }) {
      try database.execute(sql: "DROP TRIGGER \(table.name)_inserted")
      if table.isVersioned { try database.execute(sql: "DROP TRIGGER \(table.name)_updated") }
      try database.execute(sql: audited(table, database))
    }
  }

  /// What ``SchemaVersion1/audited(_:)`` makes, for a table that is there.
  static func audited(_ table: SealedTable, _ database: Database) throws -> String {
    let json = try json(of: table, database)
    return inserted(table, json) + (table.isVersioned ? updated(table, json) : "")
  }

  private static let now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
  private static let columns =
    "entry, instant, author, action, subject, patient, number, old, new"

  private static func inserted(_ table: SealedTable, _ json: String) -> String {
    let name = table.name
    let open = "FROM entry WHERE id = NEW.entry AND seal IS NULL"
    let patient =
      table.isVersioned
      ? "NEW.owner" : table.content.contains("patient") ? "NEW.patient" : "NULL"
    let old = table.isVersioned ? "max(CASE WHEN version < NEW.version THEN json END)" : "NULL"
    let new = table.isVersioned ? "max(CASE WHEN version = NEW.version THEN json END)" : "json"
    let before = """
      (SELECT row FROM \(name) WHERE row = NEW.number AND version = NEW.version - 1
            UNION ALL SELECT row FROM \(name)
            WHERE number = NEW.number AND version > 1 AND version = NEW.version - 1)
      """
    return """
      CREATE TRIGGER \(name)_inserted AFTER INSERT ON \(name)
      BEGIN
        INSERT INTO audit (\(columns))
        SELECT NEW.entry,
          coalesce((SELECT instant \(open)), \(now)),
          coalesce((SELECT author \(open)), 'another program'),
          coalesce((SELECT action \(open)), 'insert'),
          '\(name)', \(patient), NEW.\(table.isVersioned ? "number" : "row"), \(old), \(new)
        FROM (SELECT \(table.isVersioned ? "version, " : "")\(json) AS json FROM \(name)
          WHERE row = NEW.row\(table.isVersioned ? " OR row = \(before)" : ""));
      END;

      """
  }

  /// Of derived columns, which change; and of anything, where a program took the guards away.
  private static func updated(_ table: SealedTable, _ json: String) -> String {
    let all = table.content + table.derived
    let old = all.map { "OLD.\($0) AS \($0)" }.joined(separator: ", ")
    let new = all.map { "NEW.\($0)" }.joined(separator: ", ")
    return """
      CREATE TRIGGER \(table.name)_updated AFTER UPDATE ON \(table.name)
      WHEN NOT EXISTS (SELECT 1 FROM entry WHERE seal IS NULL)
      BEGIN
        INSERT INTO audit (\(columns))
        SELECT NEW.entry, \(now), 'another program', 'update', '\(table.name)', NEW.owner, NEW.number,
          max(CASE WHEN side = 'old' THEN json END), max(CASE WHEN side = 'new' THEN json END)
        FROM (SELECT side, \(json) AS json
          FROM (SELECT 'old' AS side, \(old) UNION ALL SELECT 'new', \(new)));
      END;

      """
  }

  /// Written out because SQLite 3.40 refuses its JSON functions in a schema that is not trusted.
  private static func json(of table: SealedTable, _ database: Database) throws -> String {
    var columns: [String: Row] = [:]
    for column in try Row.fetchAll(database, sql: "PRAGMA table_info(\(table.name))") {
      columns[column["name"]] = column
    }
    let members = (table.content + table.derived).map { name -> String in
      let isText = columns[name]?["type"] == "TEXT"
      let isThere = columns[name]?["notnull"] == 1 || columns[name]?["pk"] == 1
      switch (isText, isThere) {
      case (false, true): return #""\#(name)":' || \#(name) || '"#
      case (false, false): return #""\#(name)":' || coalesce(\#(name), 'null') || '"#
      case (true, true): return #""\#(name)":"' || \#(escaped(name)) || '""#
      case (true, false):
        return #""\#(name)":' || coalesce('"' || \#(escaped(name)) || '"', 'null') || '"#
      }
    }
    return "'{\(members.joined(separator: ","))}'"
  }

  private static func escaped(_ column: String) -> String {
    let escapes = [
      (#"'\'"#, #"'\\'"#), (#"'"'"#, #"'\"'"#), ("char(10)", #"'\n'"#), ("char(13)", #"'\r'"#),
      ("char(9)", #"'\t'"#),
    ]
    return escapes.reduce(column) { "replace(\($0), \($1.0), \($1.1))" }
  }
}
