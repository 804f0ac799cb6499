import GRDB
import Outcomes

/// One transaction that writes: one thing that a person or an import does, with one entry.
///
/// All of it is stored, or nothing.
package final class Writing {
  let database: Database
  let by: Signature
  let action: Action
  /// The position of this entry in the clinic file; everything written here carries it.
  package let entry: Int
  private var writers: [String: SealedRowWriter] = [:]
  /// An import writes into one table for long.
  private var lastWriter: SealedRowWriter?
  private let firstAuditLine: Int
  private var bulkTriggers: BulkTriggers?
  private var lastOwner: (patient: Patient.ID, owner: String)?
  var definitions: [Measure.ID: (hash: String, version: String, row: Int, measure: Int)] = [:]
  var identifierInsert: RawStatement?
  var scoreKey: RawStatement?
  var patientKey: RawStatement?
  var measureNumbers: [Measure.ID: Int] = [:]
  /// Whose scores were asked for last, and those written for them where they had none.
  var lastScoreOwner: String?
  var freshScores: FreshScores?
  private lazy var ownerStatement = Result {
    try RawStatement(database, "SELECT owner FROM patient WHERE patient = ? AND version = 1")
  }
  /// Rows written, by table.
  package var rowCounts: [String: Int] {
    writers.mapValues(\.inserted).filter { $0.value > 0 }
  }

  init(_ database: Database, _ action: Action, by: Signature, about patient: Patient.ID?) throws {
    guard !by.author.isEmpty else { throw RegistryError.authorNeeded }
    self.database = database
    self.by = by
    self.action = action
    let last = try String.fetchOne(
      database, sql: "SELECT instant FROM entry ORDER BY id DESC LIMIT 1")
    firstAuditLine =
      1 + (try Int.fetchOne(database, sql: "SELECT max(id) FROM audit") ?? 0)
    try database.execute(
      sql: """
        INSERT INTO entry (instant, author, action, reason, patient, accounts, channel)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        by.instant.text, by.author, action.rawValue, by.reason, patient?.text,
        try AccountEvent.head(in: database).data, by.channel?.text,
      ])
    entry = Int(database.lastInsertedRowID)
    try noteClock(ClockOddity(last: last.flatMap { Instant($0) }, now: by.instant))
    if action == .import { bulkTriggers = try BulkTriggers(database) }
  }

  func writer(_ table: SealedTable) throws -> SealedRowWriter {
    if let lastWriter, lastWriter.table.name == table.name { return lastWriter }
    let writer = try writers[table.name] ?? SealedRowWriter(table, database)
    writers[table.name] = writer
    lastWriter = writer
    return writer
  }

  /// A change of what is stored needs to say why.
  func needReason() throws {
    if by.reason.isEmpty { throw RegistryError.reasonNeeded }
  }

  /// The patient that facts of this identifier belong to now: itself, or who it was merged into.
  func owner(of patient: Patient.ID) throws -> String {
    if let lastOwner, lastOwner.patient == patient { return lastOwner.owner }
    let statement = try ownerStatement.get()
    statement.bind(1, patient.text)
    defer { statement.reset() }
    guard try statement.step() else { throw RegistryError.unknownPatient(patient) }
    let owner = statement.text(0)
    lastOwner = (patient, owner)
    return owner
  }

  func forgetOwner() {
    lastOwner = nil
    forgetFreshScores()
  }

  /// Stores the first version of a fact.
  ///
  /// - Returns: its number.
  func insert<Fact: StoredFact>(
    _ fact: Fact, of patient: String, owner: String
  ) throws -> Int {
    try writer(Fact.table).insert(owner: owner) { content, row in
      content.add(
        columns: VersionColumns(number: row, version: 1, entry: entry, patient: patient))
      if Fact.canBeWithdrawn { content.add(0) }
      content.add(columns: fact)
    }
  }

  /// Adds a version to a fact: the one before is no longer current.
  func insertVersion<Fact: StoredFact>(_ fact: Fact, of found: FoundFact) throws {
    try insertVersion(of: found, in: Fact.table) { $0.add(columns: fact) }
  }

  /// - Parameter fill: adds the fact's own columns.
  func insertVersion(
    of found: FoundFact, in table: SealedTable, isWithdrawn: Bool = false,
    _ fill: (CanonicalRow) -> Void
  ) throws {
    forgetFreshScores()
    try database.execute(
      sql: "UPDATE \(table.name) SET current = 0 WHERE row = ?", arguments: [found.row])
    let row = try writer(table).insert(owner: found.owner, current: isWithdrawn ? 0 : 1) {
      content, _ in
      content.add(
        columns: VersionColumns(
          number: found.number, version: found.version + 1, entry: entry, patient: found.patient))
      if table.canBeWithdrawn { content.add(isWithdrawn ? 1 : 0) }
      fill(content)
    }
    // Of what an import adds the trail has the counts; of what it corrects, a line each.
    guard bulkTriggers != nil else { return }
    try database.execute(
      sql: SchemaVersion1.correctionAudit(table),
      arguments: [
        entry, by.instant.text, by.author, action.rawValue, found.owner, found.number, found.row,
        row,
      ])
  }

  /// The files of an import with their hashes, where its reason names them.
  private var importedFiles: String {
    let beginning = "import, file "
    return by.reason.hasPrefix(beginning)
      ? String(by.reason.dropFirst(beginning.count - "file ".count)) : "file"
  }

  /// Seals what was written; nothing may follow.
  func finish() throws {
    if let bulkTriggers {
      try bulkTriggers.restore(rowCounts, database)
      let counts = rowCounts.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
      try database.execute(
        sql: """
          INSERT INTO audit (entry, instant, author, action, subject, new)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          entry, by.instant.text, by.author, action.rawValue, importedFiles,
          "{\(counts.joined(separator: ","))}",
        ])
    }
    let auditHead = try AuditChain(database).seal(from: firstAuditLine)
    let heads = try SealedTable.all.map { table in
      (table, try writers[table.name]?.head ?? AuditChain.head(of: table, database))
    }
    try EntryChain.seal(entry, heads: heads, auditHead: auditHead, database)
  }
}

/// The latest version of a fact, as a change finds it.
struct FoundFact: RowColumns {
  var row: Int
  var number: Int
  var version: Int
  var patient: String
  var owner: String
  /// False: it was withdrawn.
  var isCurrent: Bool

  static var unread: FoundFact {
    FoundFact(row: 0, number: 0, version: 0, patient: "", owner: "", isCurrent: false)
  }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("row", &row)
    try column("number", &number)
    try column("version", &version)
    try column("patient", &patient)
    try column("owner", &owner)
    try column("current", &isCurrent)
  }

  /// The latest version among the rows of a fact.
  ///
  /// - Parameter condition: which rows those are, as SQL.
  static func latest(
    _ table: SealedTable, where condition: String, _ database: Database,
    bind: (RawStatement) -> Void
  ) throws -> FoundFact? {
    let rows = try RawStatement(
      database,
      "SELECT \(selected) FROM \(table.name) WHERE \(condition) ORDER BY version DESC LIMIT 1")
    bind(rows)
    return try rows.step() ? read(rows, of: table) : nil
  }

  func check(seen: Int, in table: SealedTable) throws {
    guard seen == version else {
      throw RegistryError.changedMeanwhile(
        table: table.name, number: number, seen: seen, now: version)
    }
  }
}

extension Writing {
  /// The latest version of a fact, which must be the one that the person saw when deciding on the
  /// change.
  func latest(_ table: SealedTable, _ number: Int, seen: Int) throws -> FoundFact {
    let latest = try FoundFact.latest(
      table, where: "row = ?1 OR (number = ?1 AND version > 1)", database
    ) { $0.bind(1, number) }
    guard let found = latest else {
      throw RegistryError.noSuchFact(table: table.name, number: number)
    }
    try found.check(seen: seen, in: table)
    guard found.isCurrent else {
      throw RegistryError.noSuchFact(table: table.name, number: number)
    }
    return found
  }
}
