package import Outcomes
package import Reporting

/// Assessments that are due in one week, or overdue.
package struct DueWeek: Sendable {
  /// `Overdue`, `Week of 2026-06-01`.
  package let title: String
  package let table: Table
  /// Family and given name of each patient in the table.
  package let names: [Patient.ID: String]
}

extension Desk {
  /// What is overdue, then what is due by week, as in the clinic report.
  package func dueWeeks(ahead weeks: Int = 8) throws -> [DueWeek] {
    var rows: [[Cell]] = []
    var names: [Patient.ID: String] = [:]
    try forEachRecord { record in
      let due = DueTable.rows(for: library.judge(record, asOf: asOf))
      guard !due.isEmpty else { return }
      rows += due
      let patient = record.patient
      names[patient.id] = [patient.familyName, patient.givenName].filter { !$0.isEmpty }
        .joined(separator: ", ")
    }
    let position = DueTable.columns.firstIndex { $0.key == "due_on" } ?? 0
    func day(_ row: [Cell]) -> Day {
      if case .day(let day) = row[position] { day } else { asOf }
    }
    rows.sort {
      (day($0), Patient.ID($0[0].text), $0[2].text) < (day($1), Patient.ID($1[0].text), $1[2].text)
    }
    let end = asOf.monday + 7 * (weeks + 1)
    var list: [DueWeek] = []
    func add(_ title: String, _ rows: [[Cell]]) {
      if !rows.isEmpty {
        let table = Table(columns: DueTable.columns, rows: rows)
        let ids = Set(rows.map { Patient.ID($0[0].text) })
        list.append(
          DueWeek(title: title, table: table, names: names.filter { ids.contains($0.key) }))
      }
    }
    add("Overdue", rows.filter { day($0) < asOf })
    var monday = asOf.monday
    while monday < end {
      add("Week of \(monday)", rows.filter { day($0) >= asOf && day($0).monday == monday })
      monday = monday + 7
    }
    return list
  }
}
