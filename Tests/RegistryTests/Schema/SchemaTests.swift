import GRDB
import Testing

@testable import Registry

@Suite struct SchemaTests {
  @Test func everySealedTableHasItsColumnsAndIsStrict() throws {
    let queue = try DatabaseQueue()
    try Schema.migrator.migrate(queue)
    try queue.read { database in
      for table in SealedTable.all {
        let columns = try database.columns(in: table.name).map(\.name)
        #expect(columns == table.content + table.derived + ["seal"])
      }
      let loose = try String.fetchAll(
        database,
        sql: """
          SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND strict = 0
          ORDER BY name
          """)
      // SQLite's own tables and the migrator's.
      #expect(loose == ["grdb_migrations", "sqlite_schema", "sqlite_sequence"])
    }
  }

  @Test func judgingReadsFromIndexesAlone() throws {
    let queue = try DatabaseQueue()
    try Schema.migrator.migrate(queue)
    let plans = try queue.read { database in
      try [
        """
        SELECT owner, definition, day, variant, total, scale, part, part_scale, number, entry, row
        FROM score WHERE current = 1 ORDER BY owner, measure, day, variant
        """,
        """
        SELECT owner, therapy, start, stop, intent, dose, dose_scale, unit, interval_days, note,
          entry FROM course WHERE current = 1 ORDER BY owner, start, therapy
        """,
        """
        SELECT owner, disease, diagnosed_on, onset_on, ended_on, note FROM diagnosis
        WHERE current = 1 ORDER BY owner, diagnosed_on, disease
        """,
        """
        SELECT patient, owner, family_name, given_name, birth_date, sex FROM patient
        WHERE current = 1 ORDER BY owner, patient
        """,
      ].map { sql in
        try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
      }
    }
    #expect(
      plans == [
        ["SCAN score USING COVERING INDEX score_current"],
        ["SCAN course USING COVERING INDEX course_current"],
        ["SCAN diagnosis USING COVERING INDEX diagnosis_current"],
        ["SCAN patient USING COVERING INDEX patient_current"],
      ])
  }
}
