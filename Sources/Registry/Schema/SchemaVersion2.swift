import GRDB

/// The second schema: why a course was stopped, and totals that were recorded without their items.
///
/// The columns themselves are listed with the facts that have them.
enum SchemaVersion2 {
  static let migration = "2 reasons of stops, totals without items"

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
    try database.execute(sql: "DROP VIEW score_view; \(scoreView)")
  }
}
