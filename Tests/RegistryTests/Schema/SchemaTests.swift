import GRDB
import Outcomes
import Testing

@testable import Registry

@Suite struct SchemaTests {
  @Test func everySealedTableHasItsColumnsAndIsStrict() throws {
    let queue = try DatabaseQueue()
    try Schema.released.migrator().migrate(queue)
    try queue.read { database in
      for table in SealedTable.all {
        let columns = try database.columns(in: table.name).map(\.name)
        // What a later schema added stands after the rest.
        let first = table.columns.filter { $0.since <= table.since }.map(\.name)
        let later = table.columns.filter { $0.since > table.since }.map(\.name)
        #expect(columns == first + table.derived + ["seal"] + later)
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
    try Schema.released.migrator().migrate(queue)
    let plans = try queue.read { database in
      try [
        FactCursor<JudgedScore>.sql(and: "row"), FactCursor<TreatmentCourse>.sql(),
        FactCursor<Diagnosis>.sql(), PatientRows.sql(),
        FactCursor<JudgedScoreRow>.sql(numbered: false),
        FactCursor<JudgedScoreRow>.sql(and: ScoreFilling.row, numbered: false),
        FactCursor<JudgedCourse>.sql(numbered: false),
        FactCursor<JudgedDiagnosis>.sql(numbered: false), JudgingScan.patients,
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
        ["SCAN score USING COVERING INDEX score_current"],
        ["SCAN score USING COVERING INDEX score_current"],
        ["SCAN course USING COVERING INDEX course_current"],
        ["SCAN diagnosis USING COVERING INDEX diagnosis_current"],
        ["SCAN patient USING COVERING INDEX patient_current"],
      ])
  }
}
