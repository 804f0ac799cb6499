import GRDB

/// The lines of the record trail in their order.
final class AuditCheck {
  private(set) var head = AuditChain.origin
  private(set) var last = 0
  private let statement: RawStatement
  private let buffer = CanonicalRow()
  private var isAtRow = false

  init(_ database: Database, version: Int) throws {
    statement = try RawStatement(
      database, "SELECT \(AuditChain.columns(at: version)), seal FROM audit ORDER BY id")
    isAtRow = try statement.step()
  }

  /// Checks the lines that were there when the entry was sealed: its own and all before it, but not
  /// lines about looks and exports that came after it.
  func advance(through entry: Int) throws -> [IntegrityFinding] {
    var findings: [IntegrityFinding] = []
    while isAtRow {
      let isSealed = !statement.isNull(11)
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
    buffer.add(columns: 0..<11, of: statement)
    let stored = statement.seal(11)
    if stored != buffer.seal(always: AuditChain.alwaysSealed) {
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
