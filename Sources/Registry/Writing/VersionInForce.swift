import GRDB

extension Writing {
  /// Decides anew which facts of a patient are in force: the latest version that is not withdrawn,
  /// and of equal ones after a merge the surviving patient's own.
  ///
  /// - Parameter always: false: only where a merge left a copy that may come into force.
  func recomputeInForce(_ table: SealedTable, of owner: String, always: Bool = false) throws {
    if try !always
      && !(Bool.fetchOne(
        database,
        sql: "SELECT EXISTS (SELECT 1 FROM \(table.name) WHERE owner = ? AND current = 2)",
        arguments: [owner]) ?? false)
    {
      return
    }
    let facts = try StoredVersion.all(table, of: owner, database)
    let due = StoredVersion.inForce(facts)
    let update = try database.makeStatement(
      sql: "UPDATE \(table.name) SET current = ? WHERE row = ?")
    let changed = zip(facts, due).filter { $0.current != $1 }
    // What steps back goes first, so that no key is there twice in between.
    for (fact, status) in changed.sorted(by: { $0.1 != 1 && $1.1 == 1 }) {
      try update.execute(arguments: [status, fact.row])
    }
  }

  /// Withdraws a fact that was entered in error; it stays in the history.
  ///
  /// - Parameter version: the one that the person saw; refused where it is no longer the latest.
  package func withdraw(_ kind: FactKind, _ number: Int, seen version: Int) throws {
    try needReason()
    let table = kind.table
    let found = try latest(table, number, seen: version)
    let stored = try RawStatement(
      database, "SELECT \(table.own.joined(separator: ", ")) FROM \(table.name) WHERE row = ?")
    stored.bind(1, found.row)
    guard try stored.step() else {
      throw RegistryError.noSuchFact(table: table.name, number: number)
    }
    try insertVersion(of: found, in: table, isWithdrawn: true) { content in
      content.add(columns: 0..<Int32(table.own.count), of: stored)
    }
    stored.reset()
    try recomputeInForce(table, of: found.owner)
  }
}

/// What can be withdrawn.
package enum FactKind: String, CaseIterable, Sendable {
  case diagnosis, course, score

  var table: SealedTable {
    switch self {
    case .diagnosis: .diagnosis
    case .course: .course
    case .score: .score
    }
  }
}

/// What decides whether a stored version is in force.
struct StoredVersion {
  var row: Int
  var number: Int
  var version: Int
  var isWithdrawn: Bool
  /// It was asserted of its owner, not of a patient merged into it.
  var isOwn: Bool
  var key: [DatabaseValue]
  var current: Int

  static func all(
    _ table: SealedTable, of owner: String, _ database: Database
  ) throws -> [StoredVersion] {
    try all(table, "patient = owner", where: "owner = ?", [owner], database)
  }

  /// The versions that were there before an entry.
  ///
  /// - Parameter patients: the identifiers that stood for the owner then.
  static func all(
    _ table: SealedTable, of owner: String, _ patients: [String], before entry: Int,
    _ database: Database
  ) throws -> [StoredVersion] {
    let places = patients.map { _ in "?" }.joined(separator: ", ")
    return try all(
      table, "patient = ?", where: "patient IN (\(places)) AND entry < ?",
      StatementArguments([owner] + patients) + [entry], database)
  }

  /// - Parameter own: whether a version is of the owner itself, as SQL.
  private static func all(
    _ table: SealedTable, _ own: String, where condition: String, _ arguments: StatementArguments,
    _ database: Database
  ) throws -> [StoredVersion] {
    let withdrawn = table.canBeWithdrawn ? "withdrawn" : "0"
    let key = table.key.map { ", \($0)" }.joined()
    return try Row.fetchAll(
      database,
      sql: """
        SELECT row, number, version, \(withdrawn) AS withdrawn, \(own) AS own, current\(key)
        FROM \(table.name) WHERE \(condition) ORDER BY row
        """,
      arguments: arguments
    ).map { row in
      StoredVersion(
        row: row["row"], number: row["number"], version: row["version"],
        isWithdrawn: row["withdrawn"], isOwn: row["own"], key: table.key.map { row[$0] },
        current: row["current"])
    }
  }

  /// 1, 0 or 2 for each (see ``SchemaVersion1``); all are of one owner.
  static func inForce(_ facts: [StoredVersion]) -> [Int] {
    var latest: [Int: Int] = [:]
    for fact in facts { latest[fact.number] = max(latest[fact.number] ?? 0, fact.version) }
    func isInForce(_ fact: StoredVersion) -> Bool {
      !fact.isWithdrawn && latest[fact.number] == fact.version
    }
    var first: [[DatabaseValue]: StoredVersion] = [:]
    for fact in facts where isInForce(fact) && !fact.key.isEmpty {
      guard let other = first[fact.key] else {
        first[fact.key] = fact
        continue
      }
      if (fact.isOwn ? 0 : 1, fact.number) < (other.isOwn ? 0 : 1, other.number) {
        first[fact.key] = fact
      }
    }
    return facts.map { fact in
      guard isInForce(fact) else { return 0 }
      return first[fact.key].map { $0.row == fact.row } ?? true ? 1 : 2
    }
  }
}
