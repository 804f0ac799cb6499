import GRDB
package import Outcomes

/// What a check of the whole file found.
package struct IntegrityReport: Sendable {
  /// Empty where nothing is wrong.
  package var findings: [IntegrityFinding]
  /// Sealed rows that were checked, by table.
  package var rows: [String: Int]
  package var entries: Int
  /// What came of the totals; nil: they were not recomputed.
  package var totals: TotalsChecked?
  /// The seal of the last entry: it stands for everything in the file up to then.
  ///
  /// Compared with one that was noted elsewhere, it shows even a chain that was written anew.
  /// Empty: no entry yet.
  package var head: String

  package var isSound: Bool { findings.isEmpty }
}

extension Reading {
  /// Checks everything: SQLite's own structures, references, the schema, every seal, what is
  /// derived, and every total against the definitions.
  ///
  /// - Parameter library: the definitions in force; a score is recomputed by the one of the same
  ///   name and version, see ``TotalsChecked``. nil: totals are not recomputed.
  package func verify(library: Library?) -> IntegrityReport { verify(library: library, .released) }

  func verify(library: Library?, _ schema: Schema) -> IntegrityReport {
    var found = IntegrityReport(findings: [], rows: [:], entries: 0, head: "")
    func check(_ table: String, _ body: () throws -> [IntegrityFinding]) {
      do {
        found.findings += try body()
      } catch let error as DatabaseError {
        found.findings.append(
          IntegrityFinding(table: table, what: "cannot be read: \(error.message ?? "no message")"))
      } catch RegistryError.unreadable(let table, let row, let column) {
        found.findings.append(
          IntegrityFinding(
            table: table, row: row, what: "'\(column)' holds a value that is not known"))
      } catch {
        found.findings.append(IntegrityFinding(table: table, what: "cannot be checked: \(error)"))
      }
    }
    check("") { try structure() }
    check("") { try references() }
    var tables: [SealedTable] = []
    var version = 0
    check("") {
      version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      tables = schema.tables(at: version)
      return try objects(due: schema.objects(at: version))
    }
    var accounts: AccountTrail?
    check("account_event") {
      let trail = try AccountTrail(database)
      accounts = trail
      return try trail.check(database, version: version)
    }
    check("") {
      var chains = try SealCheck(database, tables, accounts, version: version)
      try chains.run()
      found.rows = chains.rows
      found.entries = chains.entries
      found.head = chains.head
      return chains.findings
    }
    for table in tables where table.isVersioned { check(table.name) { try standings(table) } }
    check("identifier") { try identifiers() }
    if let library {
      check("score") {
        var check = try TotalCheck(library, database)
        try check.run()
        found.totals = check.totals
        return check.findings
      }
    }
    return found
  }

  private func structure() throws -> [IntegrityFinding] {
    try String.fetchAll(database, sql: "PRAGMA integrity_check(100)")
      .filter { $0 != "ok" }.map { IntegrityFinding(table: "", what: "damaged: \($0)") }
  }

  private func references() throws -> [IntegrityFinding] {
    try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map { row in
      IntegrityFinding(
        table: row[0], row: row[1],
        what: "refers to a row of \(row[2] as String) that does not exist")
    }
  }

  /// Every table, index, trigger and view is as this program made it.
  private func objects(due: [String: String]) throws -> [IntegrityFinding] {
    let found = try Schema.objects(database)
    return due.keys.sorted().compactMap { name in
      guard let sql = found[name] else { return IntegrityFinding(table: name, what: "is missing") }
      return sql == due[name]
        ? nil : IntegrityFinding(table: name, what: "is not defined as Recheck defines it")
    }
      + found.keys.filter { due[$0] == nil }.sorted().map {
        IntegrityFinding(table: $0, what: "was added by another program")
      }
  }

  /// What is in force follows from the versions and merges, and nothing is there twice.
  private func standings(_ table: SealedTable) throws -> [IntegrityFinding] {
    let name = table.name
    let withdrawn = table.canBeWithdrawn ? "f.withdrawn" : "0"
    let later =
      name == "patient"
      ? "n.patient = f.patient AND n.version > f.version"
      : "n.number = f.number AND n.version > 1 AND n.version > f.version"
    let wrong = try Int.fetchAll(
      database,
      sql: """
        SELECT f.row FROM \(name) f
        WHERE (f.current <> 0) <> (\(withdrawn) = 0
          AND NOT EXISTS (SELECT 1 FROM \(name) n WHERE \(later)))
        """
    ).map { IntegrityFinding(table: name, row: $0, what: "says wrongly whether it is in force") }
    guard !table.key.isEmpty else { return wrong }
    let sameKey = (["owner"] + table.key).map { "t.\($0) = f.\($0)" }.joined(separator: " AND ")
    let alone = try Int.fetchAll(
      database,
      sql: """
        SELECT f.row FROM \(name) f WHERE f.current = 2 AND NOT EXISTS (
          SELECT 1 FROM \(name) t WHERE t.current = 1 AND \(sameKey)
          AND (t.patient <> t.owner, t.number) < (f.patient <> f.owner, f.number))
        """
    ).map { IntegrityFinding(table: name, row: $0, what: "counts as a duplicate and is none") }
    let twice =
      try BulkTriggers.firstDuplicateRow(in: table, database) == nil
      ? [] : [IntegrityFinding(table: name, what: "a patient has the same one twice")]
    return wrong + alone + twice
  }

  private func identifiers() throws -> [IntegrityFinding] {
    let strangers = try Int.fetchOne(
      database,
      sql: """
        SELECT (SELECT count(*) FROM identifier WHERE patient NOT IN (SELECT patient FROM patient))
          + (SELECT count(*) FROM patient WHERE patient NOT IN (SELECT patient FROM identifier))
        """)
    return strangers == 0
      ? []
      : [
        IntegrityFinding(table: "identifier", what: "does not list exactly the patients there are")
      ]
  }
}
