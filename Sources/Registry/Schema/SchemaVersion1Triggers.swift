/// What keeps the tables of the first schema append-only and audited, whichever program writes.
extension SchemaVersion1 {
  static func appendOnly(_ table: SealedTable) -> String {
    kept(table) + versionIndexes(table) + once(table)
  }

  /// Refuses every DELETE, every change of content, and a replacement (INSERT OR REPLACE deletes
  /// without firing delete triggers).
  static func kept(_ table: SealedTable) -> String {
    let fixed = table.content + ["seal"]
    let new = fixed.map { "NEW.\($0)" }.joined(separator: ", ")
    let old = fixed.map { "OLD.\($0)" }.joined(separator: ", ")
    let name = table.name
    return """
      CREATE TRIGGER \(name)_kept BEFORE DELETE ON \(name)
      BEGIN SELECT RAISE(ABORT, '\(name): nothing is ever deleted; withdraw it in Recheck'); END;
      CREATE TRIGGER \(name)_fixed BEFORE UPDATE ON \(name)
      WHEN (\(new)) IS NOT (\(old))
      BEGIN
        SELECT RAISE(ABORT, '\(name): a stored fact is never changed; correct it in Recheck');
      END;
      CREATE TRIGGER \(name)_not_replaced BEFORE INSERT ON \(name)
      WHEN EXISTS (SELECT 1 FROM \(name) WHERE row = NEW.row)
      BEGIN
        SELECT RAISE(ABORT, '\(name): a stored fact is never replaced; correct it in Recheck');
      END;

      """
  }

  private static func versionIndexes(_ table: SealedTable) -> String {
    let name = table.name
    var sql = ""
    if table.isVersioned && table.name != "patient" {
      // Version 1 is unique through `number = row`; this keeps bulk imports free of another index.
      sql += """
        CREATE UNIQUE INDEX \(name)_version ON \(name) (number, version) WHERE version > 1;
        CREATE INDEX \(name)_beside ON \(name) (owner) WHERE current = 2;

        """
    }
    if table.canBeWithdrawn {
      sql += "CREATE INDEX \(name)_withdrawn ON \(name) (owner) WHERE withdrawn = 1;\n"
    }
    return sql
  }

  /// Refuses a fact that the patient has already.
  static func once(_ table: SealedTable) -> String {
    guard !table.key.isEmpty else { return "" }
    let name = table.name
    // A trigger and not a unique index: it finds the key in the covering index that is there anyway.
    let sameKey = (["owner"] + table.key).map { "\($0) = NEW.\($0)" }.joined(separator: " AND ")
    let twin = "SELECT 1 FROM \(name) WHERE current = 1 AND \(sameKey)"
    let refusal = "SELECT RAISE(ABORT, '\(name): the patient has this already');"
    return """
      CREATE TRIGGER \(name)_once BEFORE INSERT ON \(name)
      WHEN NEW.current = 1 AND EXISTS (\(twin))
      BEGIN \(refusal) END;
      CREATE TRIGGER \(name)_still_once BEFORE UPDATE OF current, owner ON \(name)
      WHEN NEW.current = 1 AND EXISTS (\(twin) AND row <> OLD.row)
      BEGIN \(refusal) END;

      """
  }

  /// A line in the audit trail for every new row, with the version before it, and for every change
  /// of a derived column that is made outside an entry.
  static func audited(_ table: SealedTable) -> String {
    let name = table.name
    func json(_ alias: String) -> String { self.json(of: table, alias) }
    let hasPatient = table.content.contains("patient")
    let patient = table.isVersioned ? "NEW.owner" : hasPatient ? "NEW.patient" : "NULL"
    let number = table.isVersioned ? "NEW.number" : "NEW.row"
    let before =
      !table.isVersioned
      ? "NULL"
      : """
      (SELECT \(json("")) FROM \(name) WHERE row = NEW.number AND version = NEW.version - 1
            UNION ALL SELECT \(json("")) FROM \(name)
            WHERE number = NEW.number AND version > 1 AND version = NEW.version - 1)
      """
    let open = "FROM entry WHERE id = NEW.entry AND seal IS NULL"
    let now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
    var sql = """
      CREATE TRIGGER \(name)_inserted AFTER INSERT ON \(name)
      BEGIN
        INSERT INTO audit (entry, instant, author, action, subject, patient, number, old, new)
        VALUES (NEW.entry,
          coalesce((SELECT instant \(open)), \(now)),
          coalesce((SELECT author \(open)), 'another program'),
          coalesce((SELECT action \(open)), 'insert'),
          '\(name)', \(patient), \(number), \(before), \(json("NEW.")));
      END;

      """
    if table.isVersioned {
      sql += """
        CREATE TRIGGER \(name)_updated AFTER UPDATE ON \(name)
        WHEN NOT EXISTS (SELECT 1 FROM entry WHERE seal IS NULL)
        BEGIN
          INSERT INTO audit (entry, instant, author, action, subject, patient, number, old, new)
          VALUES (NEW.entry, \(now), 'another program', 'update', '\(name)', \(patient), \(number),
            \(json("OLD.")), \(json("NEW.")));
        END;

        """
    }
    return sql
  }

  /// The same line for a new version of a fact, while the triggers are away: entry, instant, author,
  /// action, owner, number, and the rows of the version before and of the new one.
  static func correctionAudit(_ table: SealedTable) -> String {
    let version = "(SELECT \(json(of: table, "")) FROM \(table.name) WHERE row = ?)"
    return """
      INSERT INTO audit (entry, instant, author, action, subject, patient, number, old, new)
      VALUES (?, ?, ?, ?, '\(table.name)', ?, ?, \(version), \(version))
      """
  }

  private static func json(of table: SealedTable, _ alias: String) -> String {
    let members = (table.content + table.derived).map { column in
      "'\"\(column)\":' || \(jsonValue(alias + column))"
    }
    return "'{' || \(members.joined(separator: " || ',' || ")) || '}'"
  }

  /// Written out because SQLite 3.40 refuses its JSON functions in a schema that is not trusted.
  private static func jsonValue(_ column: String) -> String {
    let escapes = [
      (#"'\'"#, #"'\\'"#), (#"'"'"#, #"'\"'"#), ("char(10)", #"'\n'"#), ("char(13)", #"'\r'"#),
      ("char(9)", #"'\t'"#),
    ]
    let escaped = escapes.reduce(column) { "replace(\($0), \($1.0), \($1.1))" }
    return "CASE typeof(\(column)) WHEN 'text' THEN '\"' || \(escaped) || '\"'"
      + " ELSE coalesce(\(column), 'null') END"
  }
}
