import GRDB

/// Goes through all entries and what each of them wrote, and computes every seal anew.
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

  /// - Parameter tables: all that the file has, in the order in which entries seal their heads.
  init(_ database: Database, _ tables: [SealedTable]) throws {
    self.database = database
    let merges = try MergeMap(database)
    self.tables = try tables.map { try TableChain($0, merges, database) }
    audit = try AuditCheck(database)
  }

  mutating func run() throws {
    let rows = try RawStatement(
      database, "SELECT \(EntryChain.columns), seal FROM entry ORDER BY id")
    let buffer = CanonicalRow()
    var previous = EntryChain.origin
    var last = 0
    while try rows.step() {
      let id = rows.int(0)
      entries += 1
      if id != last + 1 { report("entry", id, Self.gap(last + 1, id - 1)) }
      last = id
      for table in tables { findings += try table.advance(through: id) }
      findings += try audit.advance(through: id)
      guard let seal = rows.seal(6) else {
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
      previous = seal
      head = seal.hex
    }
    for table in tables { findings += try table.finish() }
    findings += try audit.advance(through: .max)
    try checkSequence("entry", last)
    try checkSequence("audit", audit.last)
  }

  private mutating func report(_ table: String, _ row: Int, _ what: String) {
    findings.append(IntegrityFinding(table: table, row: row, what: what))
  }

  /// SQLite remembers the highest number it ever gave, which shows rows removed from the end.
  private mutating func checkSequence(_ table: String, _ last: Int) throws {
    let given = try Int.fetchOne(
      database, sql: "SELECT seq FROM sqlite_sequence WHERE name = ?", arguments: [table])
    if let given, given != last {
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
  /// The seal of the last row that was gone through, as stored.
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

  /// Goes through the rows up to that entry's.
  func advance(through entry: Int) throws -> [IntegrityFinding] {
    var findings: [IntegrityFinding] = []
    while isAtRow, statement.int(entryColumn) <= entry {
      findings += check()
      isAtRow = try statement.step()
    }
    return findings
  }

  /// Goes through what no entry claims.
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

/// The lines of the audit trail in their order.
final class AuditCheck {
  private(set) var head = AuditChain.origin
  private(set) var last = 0
  private let statement: RawStatement
  private let buffer = CanonicalRow()
  private var isAtRow = false

  init(_ database: Database) throws {
    statement = try RawStatement(
      database, "SELECT \(AuditChain.columns), seal FROM audit ORDER BY id")
    isAtRow = try statement.step()
  }

  /// Goes through the lines that were there when the entry was sealed: its own and all before it,
  /// but not what was looked at after it.
  func advance(through entry: Int) throws -> [IntegrityFinding] {
    var findings: [IntegrityFinding] = []
    while isAtRow {
      let isSealed = !statement.isNull(10)
      let own = statement.int(1)
      let isAccess = Access(rawValue: statement.text(4)) != nil
      if isSealed, own > entry || (own == entry && isAccess && entry != .max) { break }
      findings += check(isSealed)
      isAtRow = try statement.step()
    }
    return findings
  }

  private func check(_ isSealed: Bool) -> [IntegrityFinding] {
    let id = statement.int(0)
    var findings: [IntegrityFinding] = []
    if id != last + 1 {
      findings.append(
        IntegrityFinding(table: "audit", row: id, what: SealCheck.gap(last + 1, id - 1)))
    }
    last = id
    guard isSealed else {
      let number = statement.optionalInt(7).map { " \($0)" } ?? ""
      return findings + [
        IntegrityFinding(
          table: "audit", row: id,
          what: "another program changed the file: \(statement.text(4)) of"
            + " \(statement.text(5))\(number)")
      ]
    }
    buffer.start(after: head)
    buffer.add(columns: 0..<10, of: statement)
    let stored = statement.seal(10)
    if stored != buffer.seal {
      findings.append(
        IntegrityFinding(
          table: "audit", row: id,
          what: "its seal does not match: it was altered, or the line before it was altered or"
            + " removed"))
    }
    if let stored { head = stored }
    return findings
  }
}
