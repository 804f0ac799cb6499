import GRDB

/// The second schema: why a course was stopped, days known in part, totals that were recorded without
/// their items, where a re-evaluation stands, and what was noted at a visit.
///
/// The columns that it adds are listed with the facts that have them.
enum SchemaVersion2 {
  static let migration = "2 reasons of stops, totals without items"

  static let tables = """
    CREATE TABLE consideration (
      \(SchemaVersion1.fact),
      disease TEXT NOT NULL CHECK (disease <> ''),
      considered TEXT NOT NULL CHECK (considered <> ''),
      state TEXT NOT NULL CHECK (
        state = 'open' OR state = 'requested' OR state = 'excluded' OR state = 'confirmed'),
      day INTEGER NOT NULL,
      author TEXT NOT NULL CHECK (author <> ''),
      note TEXT NOT NULL,
      \(SchemaVersion1.derived)
    ) STRICT;
    CREATE INDEX consideration_current ON consideration (owner, entry) WHERE current = 1;

    CREATE TABLE visit (
      \(SchemaVersion1.fact),
      day INTEGER NOT NULL,
      illness INTEGER CHECK (illness IN (0, 1)),
      missed_doses INTEGER CHECK (missed_doses IN (0, 1)),
      days_since_dose INTEGER CHECK (days_since_dose >= 0),
      note TEXT NOT NULL,
      \(SchemaVersion1.derived)
    ) STRICT;
    CREATE INDEX visit_current ON visit (owner, entry) WHERE current = 1;
    """

  private static let scoreView = """
    CREATE VIEW score_view AS
    SELECT s.owner AS patient, date(s.day * 86400, 'unixepoch') AS date, d.name AS measure,
      d.version AS version, s.variant AS variant, CAST(s.total AS REAL) / s.scale AS total,
      s.answers AS answers, s.rater AS rater, s.note AS note, s.number AS score,
      coalesce(s.total_only, 0) AS total_only
    FROM score s JOIN definition d ON d.row = s.definition
    WHERE s.current = 1;
    """

  @Sendable
  static func create(_ database: Database) throws {
    try Schema.addColumns(of: SealedTable.all, since: 2, database)
    try database.execute(sql: tables)
    for table in [SealedTable.consideration, .visit] {
      try database.execute(
        sql: SchemaVersion1.appendOnly(table) + SchemaVersion1.audited(table))
    }
    try database.execute(sql: "DROP VIEW score_view; \(scoreView)")
  }
}
