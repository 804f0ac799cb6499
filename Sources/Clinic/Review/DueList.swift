package import Outcomes
package import Reporting

/// One assessment that a running course will need.
package struct DueLine: Sendable {
  package let patient: Patient
  package let dueOn: Day
  /// The row of ``DueTable``: the same words as the clinic report.
  package let cells: [Cell]

  private static let dueOnColumn = DueTable.columns.firstIndex { $0.key == "due_on" } ?? 0
  private static let therapyColumn = DueTable.columns.firstIndex { $0.key == "therapy" } ?? 0

  static func lines(of judged: PatientJudgement) -> [DueLine] {
    DueTable.rows(for: judged).compactMap { cells in
      guard case .day(let day) = cells[dueOnColumn] else { return nil }
      return DueLine(patient: judged.record.patient, dueOn: day, cells: cells)
    }
  }

  /// By day, patient and therapy.
  static func isEarlier(_ a: DueLine, _ b: DueLine) -> Bool {
    guard a.dueOn == b.dueOn, a.patient.id == b.patient.id else {
      return (a.dueOn, a.patient.id) < (b.dueOn, b.patient.id)
    }
    return a.cells[therapyColumn].text < b.cells[therapyColumn].text
  }
}

/// Assessments that are due in one week, or overdue.
package struct DueWeek: Sendable {
  /// `Overdue`, `Week of 2026-06-01`.
  package let title: String
  package let lines: ArraySlice<DueLine>
}

extension ClinicLists {
  /// What is overdue, then what is due by week, as in the clinic report.
  ///
  /// - Parameter weeks: how many weeks after that of the day are listed.
  package func dueWeeks(asOf: Day, ahead weeks: Int = 8) -> [DueWeek] {
    let end = asOf.monday + 7 * (weeks + 1)
    var list: [DueWeek] = []
    var rest = due[...]
    func take(_ title: String, before day: Day) {
      let lines = rest.prefix { $0.dueOn < day }
      rest = rest.dropFirst(lines.count)
      if !lines.isEmpty { list.append(DueWeek(title: title, lines: lines)) }
    }
    take("Overdue", before: asOf)
    var monday = asOf.monday
    while monday < end {
      take("Week of \(monday)", before: monday + 7)
      monday = monday + 7
    }
    return list
  }
}
