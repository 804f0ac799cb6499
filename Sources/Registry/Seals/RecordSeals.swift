import GRDB
package import Outcomes

extension Reading {
  /// Recomputes the seals of what is in force of one patient, without the rest of the file.
  ///
  /// Finds what was altered in a row or given to the wrong patient; that rows are missing is found by
  /// ``verify(library:)``.
  package func findings(of patient: Patient.ID) throws -> [IntegrityFinding] {
    guard let owner = try survivor(of: patient) else { return [] }
    let merges = try MergeMap(database)
    return try SealedTable.facts.flatMap { table in
      try findings(in: table, of: owner.text, merges)
    }
  }

  private func findings(
    in table: SealedTable, of owner: String, _ merges: MergeMap
  ) throws -> [IntegrityFinding] {
    let columns = table.content.map { "f.\($0)" }.joined(separator: ", ")
    let count = Int32(table.content.count)
    let rows = try RawStatement(
      database,
      kept: """
        SELECT \(columns), f.seal, (SELECT b.seal FROM \(table.name) b WHERE b.row = f.row - 1)
        FROM \(table.name) f WHERE f.owner = ? AND f.current = 1 ORDER BY f.row
        """)
    rows.bind(1, owner)
    let buffer = CanonicalRow()
    var findings: [IntegrityFinding] = []
    while try rows.step() {
      let row = rows.int(0)
      let before = row == 1 ? Seal.origin(of: table.name) : rows.seal(count + 1)
      buffer.start(after: before ?? .origin(of: table.name))
      buffer.add(columns: 0..<count, of: rows)
      if rows.seal(count) != buffer.seal(always: table.alwaysSealed) {
        findings.append(
          IntegrityFinding(table: table.name, row: row, what: "its seal does not match"))
      }
      let patient = table.position(of: "patient").map { rows.text($0) } ?? ""
      if merges.owner(of: patient) != owner {
        findings.append(
          IntegrityFinding(table: table.name, row: row, what: "is given to the wrong patient"))
      }
    }
    return findings
  }

  /// The patients to whom rows of facts belong that a verification found fault with.
  package func patients(of note: VerificationNote) throws -> [Patient.ID] {
    var found: Set<Patient.ID> = []
    for row in note.rows {
      guard let table = SealedTable.facts.first(where: { $0.name == row.table }) else { continue }
      let owners = try RawStatement(
        database, kept: "SELECT owner FROM \(table.name) WHERE row = ?")
      owners.bind(1, row.row)
      if try owners.step() { found.insert(Patient.ID(owners.text(0))) }
    }
    return found.sorted()
  }
}
