import GRDB
package import Outcomes

/// A line of the record trail, which is the table `audit`.
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
  /// Why: of the entry that the line belongs to; nil where it gives no reason.
  package var reason: String?
  /// By which way it came, see ``Channel/text``; nil: not known.
  package var channel: String?
  /// Written by Recheck; false: another program changed the file.
  package var isSealed: Bool
}

/// Which lines of the record trail are wanted; nil: all.
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
  /// The record trail, the latest line first.
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
      SELECT \(AuditChain.columns), seal IS NOT NULL,
        (SELECT nullif(reason, '') FROM entry
         WHERE entry.id = audit.entry AND entry.action = audit.action),
        coalesce(channel, (SELECT entry.channel FROM entry
         WHERE entry.id = audit.entry AND entry.action = audit.action))
      FROM audit
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
          old: rows.optionalText(8), new: rows.optionalText(9), reason: rows.optionalText(12),
          channel: rows.optionalText(13), isSealed: rows.int(11) == 1))
    }
    return lines
  }
}
