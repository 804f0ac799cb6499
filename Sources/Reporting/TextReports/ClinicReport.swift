package import Outcomes

/// The view of `text/clinic.mustache`: the review list, and what is due and overdue by week.
package struct ClinicReport: Sendable {
  /// What the report keeps of one patient.
  package struct Entry: Sendable {
    package var review: ReviewTableLine?
    package var due: [[Cell]]
    package var isOnTreatment: Bool

    package init(_ patient: PatientJudgement) {
      review = ReviewTable.line(for: patient)
      due = DueTable.rows(for: patient)
      isOnTreatment = patient.courses.contains { $0.course.stop == nil }
    }
  }

  package struct Week: Sendable {
    /// `Week of 2026-06-01`.
    package var title: String
    package var table: String
  }

  package var asOf: String
  /// Patients, how many are on treatment, how many have a red or an amber flag.
  package var counts: String
  package var reviews: String?
  package var overdue: String?
  package var weeks: [Week]
  package var weeksAhead: String

  private static let width = 100

  /// - Parameter weeksAhead: how many weeks after that of the day are listed.
  package init(_ entries: [Entry], asOf: Day, weeksAhead: Int = 8) {
    self.asOf = asOf.iso
    self.weeksAhead = Wording.weeks(weeksAhead)
    let rows = ReviewTable.sorted(entries.compactMap(\.review))
    let red = rows.count { $0[1].text == Severity.red.rawValue }
    counts =
      "\(Wording.counted(entries.count, "patient")), \(entries.count(where: \.isOnTreatment)) on treatment; "
      + "to review: \(red) red, \(rows.count - red) amber."
    reviews = rows.isEmpty ? nil : Self.draw(ReviewTable.columns, rows, ReviewTable.textKeys)

    let position = DueTable.columns.firstIndex { $0.key == "due_on" } ?? 0
    func day(_ row: [Cell]) -> Day {
      if case .day(let day) = row[position] { day } else { asOf }
    }
    let due = entries.flatMap(\.due).sorted {
      (day($0), Patient.ID($0[0].text), $0[2].text) < (day($1), Patient.ID($1[0].text), $1[2].text)
    }
    let late = due.filter { day($0) < asOf }
    overdue = late.isEmpty ? nil : Self.draw(DueTable.columns, late, DueTable.textKeys)
    let end = asOf.monday + 7 * (weeksAhead + 1)
    let coming = due.filter { day($0) >= asOf && day($0) < end }
    weeks = coming.map { day($0).monday }.uniqued.map { monday in
      let rows = coming.filter { day($0).monday == monday }
      return Week(
        title: "Week of \(monday)", table: Self.draw(DueTable.columns, rows, DueTable.textKeys))
    }
  }

  private static func draw(_ columns: [Table.Column], _ rows: [[Cell]], _ keys: [String]) -> String
  {
    let table = Table(columns: columns, rows: rows).selecting(keys)
    return TextTable.draw(table, width: width).split(separator: "\n").joined(separator: "\n")
  }
}
