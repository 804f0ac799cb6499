import GRDB
import Outcomes

/// The triggers that run for every inserted row double the time of an import.
///
/// They are taken away while it runs and what they guard is checked once at its end: no other
/// connection ever sees the file without them, since all of it is one transaction.
struct BulkTriggers {
  private let statements: [String]

  /// Takes them away.
  init(_ database: Database) throws {
    let triggers = try Row.fetchAll(
      database,
      sql: """
        SELECT name, sql FROM sqlite_master WHERE type = 'trigger'
          AND tbl_name NOT IN ('entry', 'audit')
          AND (name LIKE '%!_inserted' ESCAPE '!' OR name LIKE '%!_not!_replaced' ESCAPE '!'
            OR name LIKE '%!_once' ESCAPE '!') AND name NOT LIKE '%still!_once' ESCAPE '!'
        """)
    for trigger in triggers {
      try database.execute(sql: "DROP TRIGGER \(trigger["name"] as String)")
    }
    statements = triggers.map { $0["sql"] }
  }

  /// Puts them back, after checking that no patient has a fact twice.
  ///
  /// - Parameter counts: rows inserted, by table.
  func restore(_ counts: [String: Int], _ database: Database) throws {
    for table in SealedTable.facts where counts[table.name] != nil && !table.key.isEmpty {
      if let error = try Self.firstDuplicate(in: table, database) { throw error }
    }
    for statement in statements { try database.execute(sql: statement) }
  }

  private static func firstDuplicate(
    in table: SealedTable, _ database: Database
  ) throws -> RegistryError? {
    guard let row = try firstDuplicateRow(in: table, database) else { return nil }
    let owner = Patient.ID(row["owner"])
    let day = Day(number: row["day"])
    switch table.name {
    case "diagnosis": return .duplicateDiagnosis(owner, Disease.ID(row["subject"]), day)
    case "course": return .duplicateCourse(owner, Therapy.ID(row["subject"]), day)
    default:  // not our enum
      let name = try String.fetchOne(
        database, sql: "SELECT name FROM definition WHERE row = ?",
        arguments: [row["subject"] as Int])
      return .duplicateScore(owner, Measure.ID(name ?? "?"), day, variant: row["variant"])
    }
  }

  /// One pass over the covering index, in its own order.
  static func firstDuplicateRow(in table: SealedTable, _ database: Database) throws -> Row? {
    let subject = table.key[0]
    let day = table.key[1]
    let variant = table.name == "score" ? "variant" : "''"
    let columns = table.name == "score" ? "measure, day, variant" : "\(day), \(subject)"
    return try Row.fetchOne(
      database,
      sql: """
        SELECT owner, \(subject) AS subject, \(day) AS day, \(variant) AS variant
        FROM \(table.name) WHERE current = 1
        GROUP BY owner, \(columns) HAVING count(*) > 1 LIMIT 1
        """)
  }
}
