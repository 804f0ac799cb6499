import GRDB
package import Outcomes

/// A line of the audit trail.
package struct AuditLine: Hashable, Sendable {
  package var id: Int
  package var entry: Int
  package var instant: String
  package var author: String
  package var action: String
  /// The table, or what was looked at or exported.
  package var subject: String
  package var patient: Patient.ID?
  package var number: Int?
  /// The values before and after, as JSON; nil where there were none.
  package var old: String?
  package var new: String?
  /// Written by Recheck; false: another program changed the file.
  package var isSealed: Bool
}

/// What somebody looked at or took out.
package enum Access: String, CaseIterable, Sendable {
  case view, export
}

/// Which lines of the audit trail are wanted; nil: all.
package struct AuditFilter: Hashable, Sendable {
  package var patient: Patient.ID?
  package var author: String?
  package var action: String?
  /// The first and the last day in UTC.
  package var from: Day?
  package var to: Day?

  package init(
    patient: Patient.ID? = nil, author: String? = nil, action: String? = nil, from: Day? = nil,
    to: Day? = nil
  ) {
    self.patient = patient
    self.author = author
    self.action = action
    self.from = from
    self.to = to
  }
}

extension Reading {
  /// The audit trail, the latest line first.
  package func audit(
    _ filter: AuditFilter = AuditFilter(), limit: Int = 1000, offset: Int = 0
  ) throws -> [AuditLine] {
    var conditions: [String] = []
    var values: [String] = []
    func ask(_ condition: String, _ value: String?) {
      guard let value else { return }
      conditions.append(condition)
      values.append(value)
    }
    ask("patient = ?", filter.patient?.text)
    ask("author = ?", filter.author)
    ask("action = ?", filter.action)
    ask("instant >= ?", filter.from?.iso)
    ask("instant < ?", filter.to.map { ($0 + 1).iso })
    let rows = try RawStatement(
      database,
      """
      SELECT \(AuditChain.columns), seal IS NOT NULL FROM audit
      \(conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND "))
      ORDER BY id DESC LIMIT \(limit) OFFSET \(offset)
      """)
    for (index, value) in values.enumerated() { rows.bind(Int32(index + 1), value) }
    var lines: [AuditLine] = []
    while try rows.step() {
      lines.append(
        AuditLine(
          id: rows.int(0), entry: rows.int(1), instant: rows.text(2), author: rows.text(3),
          action: rows.text(4), subject: rows.text(5),
          patient: rows.optionalText(6).map { Patient.ID($0) }, number: rows.optionalInt(7),
          old: rows.optionalText(8), new: rows.optionalText(9), isSealed: rows.int(10) == 1))
    }
    return lines
  }
}

extension ClinicFile {
  /// Leaves a line that a chart was seen or data were taken out.
  ///
  /// Returns when it is on the disk.
  ///
  /// - Parameter subject: the page or the layout, such as `chart` or `scores-wide`.
  package func noteAccess(
    _ access: Access, to subject: String, of patient: Patient.ID?, by: By
  ) throws {
    try writePlain { try Self.note(access, subject, patient, by, $0) }
  }

  /// As ``noteAccess(_:to:of:by:)`` without blocking the thread, for servers.
  package func asyncNoteAccess(
    _ access: Access, to subject: String, of patient: Patient.ID?, by: By
  ) async throws {
    try await asyncWritePlain { try Self.note(access, subject, patient, by, $0) }
  }

  private static func note(
    _ access: Access, _ subject: String, _ patient: Patient.ID?, _ by: By, _ database: Database
  ) throws {
    guard !by.author.isEmpty else { throw RegistryError.authorNeeded }
    try database.execute(
      sql: """
        INSERT INTO audit (entry, instant, author, action, subject, patient)
        VALUES ((SELECT coalesce(max(id), 0) FROM entry), ?, ?, ?, ?, ?)
        """,
      arguments: [by.instant.text, by.author, access.rawValue, subject, patient?.text])
    _ = try AuditChain(database).seal(from: Int(database.lastInsertedRowID))
  }
}
