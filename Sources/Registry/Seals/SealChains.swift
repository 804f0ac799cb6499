import GRDB

/// The chain of the record trail.
///
/// Triggers write the lines without a seal, and Recheck seals those of its own transactions, so a
/// line that stays unsealed was written by another program.
struct AuditChain {
  static let columns =
    "id, entry, instant, author, action, subject, patient, number, old, new, channel"
  /// As a schema has them.
  static func columns(at version: Int) -> String {
    version >= 6 ? columns : columns.replacing("channel", with: "NULL")
  }
  /// How many are sealed also where they hold nothing.
  static let alwaysSealed = 10
  static let origin = Seal.origin(of: "audit")
  let database: Database

  init(_ database: Database) { self.database = database }

  var head: Seal {
    get throws {
      let last = try RawStatement(
        database, kept: "SELECT seal FROM audit WHERE seal IS NOT NULL ORDER BY id DESC LIMIT 1")
      defer { last.reset() }
      return try last.step() ? last.seal(0) ?? Self.origin : Self.origin
    }
  }

  /// Seals the lines from the given one on and returns the head of the chain.
  func seal(from first: Int) throws -> Seal {
    var head = try self.head
    var seals: [(id: Int, seal: Seal)] = []
    let lines = try RawStatement(
      database, kept: "SELECT \(Self.columns) FROM audit WHERE id >= ? AND seal IS NULL ORDER BY id"
    )
    lines.bind(1, first)
    let buffer = CanonicalRow()
    while try lines.step() {
      buffer.start(after: head)
      buffer.add(columns: 0..<11, of: lines)
      head = buffer.seal(always: Self.alwaysSealed)
      seals.append((lines.int(0), head))
    }
    lines.reset()
    let update = try database.cachedStatement(sql: "UPDATE audit SET seal = ? WHERE id = ?")
    for (id, seal) in seals {
      try update.execute(arguments: [seal.data, id])
    }
    return head
  }

  static func head(of table: SealedTable, _ database: Database) throws -> Seal {
    let last = try RawStatement(
      database, kept: "SELECT seal FROM \(table.name) ORDER BY row DESC LIMIT 1")
    defer { last.reset() }
    return try last.step() ? last.seal(0) ?? .origin(of: table.name) : .origin(of: table.name)
  }
}

/// The chain of entries.
///
/// The seal of an entry covers its own content, the last seals of all other tables and that of the
/// sign-in trail, so the seal of the last entry stands for the whole file.
enum EntryChain {
  static let columns = "id, instant, author, action, reason, patient, accounts, channel"
  /// As a schema has them.
  static func columns(at version: Int) -> String {
    version >= 6 ? columns : columns.replacing("accounts, channel", with: "NULL, NULL")
  }
  static let origin = Seal.origin(of: "entry")

  static func seal(
    _ entry: Int, heads: [(table: SealedTable, seal: Seal)], auditHead: Seal,
    _ database: Database
  ) throws {
    let before = try RawStatement(
      database, kept: "SELECT seal FROM entry WHERE id < ? ORDER BY id DESC LIMIT 1")
    before.bind(1, entry)
    let previous = try before.step() ? before.seal(0) ?? origin : origin
    before.reset()
    let own = try RawStatement(database, kept: "SELECT \(columns) FROM entry WHERE id = ?")
    own.bind(1, entry)
    guard try own.step() else { return }
    let buffer = CanonicalRow()
    let seal = seal(own, after: previous, heads: heads, auditHead: auditHead, buffer)
    own.reset()
    try database.execute(
      sql: "UPDATE entry SET seal = ? WHERE id = ?", arguments: [seal.data, entry])
  }

  static func seal(
    _ row: RawStatement, after previous: Seal, heads: [(table: SealedTable, seal: Seal)],
    auditHead: Seal, _ buffer: CanonicalRow
  ) -> Seal {
    buffer.start(after: previous)
    buffer.add(columns: 0..<6, of: row)
    // A table that a later schema added counts from its first row on, so that entries from before
    // keep their seals.
    let last = heads.lastIndex { $0.table.since == 1 || $0.seal != .origin(of: $0.table.name) }
    for (_, seal) in heads.prefix(last.map { $0 + 1 } ?? 0) { buffer.append(seal) }
    buffer.append(auditHead)
    // Entries from before the sign-in trail was sealed hold neither.
    if !row.isNull(6) || !row.isNull(7) { buffer.add(columns: 6..<8, of: row) }
    return buffer.seal
  }
}
