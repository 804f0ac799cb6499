package import Outcomes
import Registry
import Reporting

extension Desk {
  /// Who entered and changed what.
  package func historyTable(of id: Patient.ID?) throws -> DrawnTable {
    let lines = try file.read { try $0.audit(AuditFilter(patient: id)) }
    return DrawnTable(
      Table(
        columns: [
          .init("instant", "When (UTC)"), .init("author", "Who"), .init("action", "What"),
          .init("patient_id", "Patient"), .init("subject", "Subject"),
          .init("number", "Number", .number),
          .init("old", "Before"), .init("new", "After"), .init("reason", "Why"),
          .init("channel", "By way of"),
        ],
        rows: lines.map { line in
          [
            .text(line.instant), .text(line.author), .text(line.action), Cell(line.patient?.text),
            .text(line.subject), Cell(line.number), Cell(line.old), Cell(line.new),
            Cell(line.reason), Cell(line.channel),
          ]
        }), textKeys: ["instant", "author", "action", "patient_id", "subject", "number"])
  }
}
