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
    return switch try MergeConflict.subject(row, table, database) {
    case .diagnosis(let disease, let day): .duplicateDiagnosis(owner, disease, day)
    case .course(let therapy, let day): .duplicateCourse(owner, therapy, day)
    case .score(let measure, let day, let variant):
      .duplicateScore(owner, measure, day, variant: variant)
    }
  }

  /// The owner and the key of a fact that somebody has twice: one pass over the covering index, in
  /// its own order.
  static func firstDuplicateRow(in table: SealedTable, _ database: Database) throws -> Row? {
    try Row.fetchOne(
      database,
      sql: """
        SELECT owner, \(table.key.joined(separator: ", ")) FROM \(table.name) WHERE current = 1
        GROUP BY owner, \(table.order.joined(separator: ", ")) HAVING count(*) > 1 LIMIT 1
        """)
  }
}
