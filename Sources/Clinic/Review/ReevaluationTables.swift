package import Outcomes
package import Reporting

/// The rows of a re-evaluation as a table.
package enum ReevaluationTable {
  package static func drawn(_ found: Reevaluation) -> DrawnTable {
    let columns: [Table.Column] = [
      .init("row", "Row"), .init("kind", "Kind"), .init("name", "To consider"),
      .init("state", "State"), .init("day", "Day", .date), .init("author", "Author"),
      .init("note", "Note"),
    ]
    let rows = found.rows.map { row -> [Cell] in
      let kind =
        switch row.kind {
        case .question: "rule out first"
        case .alternative: "reconsider"
        case .own: "own"
        }
      let stands = row.stands
      let state = stands.map { Wording.state($0.state) } ?? (row.isAnswered ? "answered" : "")
      return [
        .text(row.id), .text(kind), .text(row.name), .text(state), Cell(stands?.day),
        .text(stands?.author ?? ""), .text(stands?.note ?? ""),
      ]
    }
    return DrawnTable(Table(columns: columns, rows: rows))
  }
}

/// What was asked and noted at visits as a table.
package enum VisitTable {
  package static func drawn(_ visits: [VisitNote]) -> DrawnTable {
    let columns: [Table.Column] = [
      .init("date", "Date", .date), .init("illness", "Illness"),
      .init("missed_doses", "Missed doses"),
      .init("days_since_dose", "Days since dose", .number), .init("note", "Note"),
    ]
    return DrawnTable(Table(columns: columns, rows: visits.map(\.cells)))
  }
}
