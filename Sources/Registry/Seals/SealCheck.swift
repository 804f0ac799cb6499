import GRDB

/// Goes through all entries and the rows that each of them wrote, and recomputes every seal.
struct SealCheck {
  private(set) var findings: [IntegrityFinding] = []
  private(set) var entries = 0
  private(set) var head = ""
  var rows: [String: Int] {
    Dictionary(uniqueKeysWithValues: tables.map { ($0.table.name, $0.count) })
  }
  private let database: Database
  private let tables: [TableChain]
  private let audit: AuditCheck

  private let accounts: AccountTrail?
  private let version: Int

  /// - Parameters:
  ///   - tables: all that the file has, in the order in which entries seal their heads.
  ///   - accounts: the sign-in trail; nil: it cannot be read.
  init(
    _ database: Database, _ tables: [SealedTable], _ accounts: AccountTrail?, version: Int
  ) throws {
    self.database = database
    self.accounts = accounts
    self.version = version
    let merges = try MergeMap(database)
    self.tables = try tables.map { try TableChain($0, merges, database) }
    audit = try AuditCheck(database, version: version)
  }

  mutating func run() throws {
    let rows = try RawStatement(
      database, "SELECT \(EntryChain.columns(at: version)), seal FROM entry ORDER BY id")
    let buffer = CanonicalRow()
    var previous = EntryChain.origin
    var last = 0
    var accountsSeen: Int?
    while try rows.step() {
      let id = rows.int(0)
      entries += 1
      if id != last + 1 { report("entry", id, Self.gap(last + 1, id - 1)) }
      last = id
      for table in tables { findings += try table.advance(through: id) }
      findings += try audit.advance(through: id)
      guard let seal = rows.seal(8) else {
        report("entry", id, "was not written by Recheck: it has no seal")
        continue
      }
      let due = EntryChain.seal(
        rows, after: previous, heads: tables.map { ($0.table, $0.head) }, auditHead: audit.head,
        buffer)
      if seal != due {
        report(
          "entry", id,
          "its seal does not match: it was altered, or a row that it wrote was added or removed")
      }
      checkAccounts(rows.isNull(6) ? nil : rows.seal(6), of: id, since: &accountsSeen)
      previous = seal
      head = seal.hex
    }
    for table in tables { findings += try table.finish() }
    findings += try audit.advance(through: .max)
    try checkSequence("entry", last)
    try checkSequence("audit", audit.last)
    if version >= 6, let accounts { try checkSequence("account_event", accounts.last) }
  }

  /// The sign-in trail that the entry was made with is still there, and only grew since the last entry.
  ///
  /// - Parameter seen: up to where entries know the trail; nil: they are of an earlier schema.
  private mutating func checkAccounts(_ head: Seal?, of entry: Int, since seen: inout Int?) {
    guard let accounts else { return }
    guard let head else {
      if seen != nil { report("entry", entry, "does not carry the seal of the sign-in trail") }
      return
    }
    guard let place = accounts.places[head], place >= seen ?? 0 else {
      return report(
        "entry", entry,
        "the sign-in trail of that time is not the one in the file: lines were altered or removed")
    }
    seen = place
  }

  private mutating func report(_ table: String, _ row: Int, _ what: String) {
    findings.append(IntegrityFinding(table: table, row: row, what: what))
  }

  /// SQLite remembers the highest number it ever assigned, which reveals rows removed at the end.
  private mutating func checkSequence(_ table: String, _ last: Int) throws {
    let given = try Int.fetchOne(
      database, sql: "SELECT seq FROM sqlite_sequence WHERE name = ?", arguments: [table])
    guard let given else {
      if last > 0 {
        findings.append(
          IntegrityFinding(table: table, what: "SQLite's count of its rows is missing"))
      }
      return
    }
    if given != last {
      findings.append(
        IntegrityFinding(
          table: table,
          what: "ends at row \(last), but rows up to \(given) were written: the end is missing"))
    }
  }

  static func gap(_ first: Int, _ last: Int) -> String {
    first > last
      ? "is out of order"
      : first == last
        ? "row \(first) before it is missing" : "rows \(first) to \(last) before it are missing"
  }
}

/// The rows of one table in their order.
final class TableChain {
  let table: SealedTable
  /// The stored seal of the last row checked.
  private(set) var head: Seal
  private(set) var count = 0
  private let statement: RawStatement
  private let merges: MergeMap
  private let buffer = CanonicalRow()
  private let columns: Int32
  private let entryColumn: Int32
  private let patientColumn: Int32
  private var last = 0
  private var isAtRow = false

  init(_ table: SealedTable, _ merges: MergeMap, _ database: Database) throws {
    self.table = table
    self.merges = merges
    let all = table.content + ["seal"] + (table.isVersioned ? ["owner"] : [])
    statement = try RawStatement(
      database, "SELECT \(all.joined(separator: ", ")) FROM \(table.name) ORDER BY row")
    columns = Int32(table.content.count)
    entryColumn = table.position(of: "entry") ?? 0
    patientColumn = table.position(of: "patient") ?? 0
    head = Seal.origin(of: table.name)
    isAtRow = try statement.step()
  }

  /// Checks the rows up to and including those of an entry.
  func advance(through entry: Int) throws -> [IntegrityFinding] {
    var findings: [IntegrityFinding] = []
    while isAtRow, statement.int(entryColumn) <= entry {
      findings += check()
      isAtRow = try statement.step()
    }
    return findings
  }

  /// Checks the rows that belong to no entry.
  func finish() throws -> [IntegrityFinding] {
    var findings: [IntegrityFinding] = []
    while isAtRow {
      findings += check() + [finding(statement.int(0), "belongs to no entry")]
      isAtRow = try statement.step()
    }
    return findings
  }

  private func check() -> [IntegrityFinding] {
    var findings: [IntegrityFinding] = []
    let row = statement.int(0)
    count += 1
    if row != last + 1 { findings.append(finding(row, SealCheck.gap(last + 1, row - 1))) }
    buffer.start(after: head)
    buffer.add(columns: 0..<columns, of: statement)
    let stored = statement.seal(columns)
    if stored != buffer.seal(always: table.alwaysSealed) {
      findings.append(
        finding(
          row,
          "its seal does not match: it was altered, or the row before it was altered or removed"))
    }
    if table.isVersioned {
      let patient = statement.text(patientColumn)
      if statement.text(columns + 1) != merges.owner(of: patient) {
        findings.append(finding(row, "is given to the wrong patient"))
      }
    }
    if let stored { head = stored }
    last = row
    return findings
  }

  private func finding(_ row: Int, _ what: String) -> IntegrityFinding {
    IntegrityFinding(table: table.name, row: row, what: what)
  }
}
