package import Outcomes
import Reporting

/// One assessment that a running course will need.
package struct DueLine: Sendable {
  package let patient: Patient
  package let due: DueAssessment
  /// `CIDP`.
  package let disease: String
  /// `response to IVIG`.
  package let why: String
  /// What is counted in it is to be assessed.
  package let diseaseID: Disease.ID
  fileprivate let therapy: Therapy.ID

  package var dueOn: Day { due.on }

  fileprivate init?(_ judged: CourseJudgement, of patient: Patient) {
    guard let due = judged.due, let disease = judged.disease else { return nil }
    self.patient = patient
    self.due = due
    self.disease = disease.short
    why = DueWords.why(due.reason, Wording.therapy(judged.course, judged.therapy))
    diseaseID = disease.id
    therapy = judged.course.therapy
  }
}

/// What is due for one patient on one day: one visit.
package final class DueVisit: Placed {
  package let patient: Patient
  package let dueOn: Day
  /// By therapy.
  package let lines: [DueLine]

  private init(_ patient: Patient, _ day: Day, _ lines: [DueLine]) {
    self.patient = patient
    dueOn = day
    self.lines = lines
  }

  /// After this day the first of the missing scores raises a flag.
  package var latest: Day { lines.map(\.due.latest).min() ?? dueOn }

  /// The visits that a patient's running courses will need.
  static func all(of judged: PatientJudgement) -> [DueVisit] {
    let patient = judged.record.patient
    let lines = judged.courses.compactMap { DueLine($0, of: patient) }
    guard !lines.isEmpty else { return [] }
    return Dictionary(grouping: lines, by: \.dueOn).map { day, lines in
      // Of two courses of one therapy the earlier one first, as the record has them.
      let inOrder = lines.enumerated()
        .sorted { ($0.element.therapy, $0.offset) < ($1.element.therapy, $1.offset) }
      return DueVisit(patient, day, inOrder.map(\.element))
    }
  }

  /// By day and patient.
  package static func isBefore(_ a: DueVisit, _ b: DueVisit) -> Bool {
    (a.dueOn, a.patient.id) < (b.dueOn, b.patient.id)
  }
}

/// Assessments that are due in one week, or overdue.
package struct DueWeek: Sendable {
  /// `Overdue`, `Week of 2026-06-01`.
  package let title: String
  /// nil: overdue.
  package let monday: Day?
  package let visits: Slice<OrderedTree<DueVisit>>

  package var lines: [DueLine] { visits.flatMap(\.lines) }
}

extension ClinicLists {
  /// Every assessment that a running course will need: by day, patient and therapy.
  package var due: [DueLine] { visits.flatMap(\.lines) }

  /// How many visits are due before a day.
  package func visits(before day: Day) -> Int { visits.count(leading: { $0.dueOn < day }) }

  /// What is overdue, then what is due by week, as in the clinic report.
  ///
  /// - Parameter weeks: how many weeks after that of the day are listed.
  package func dueWeeks(asOf: Day, ahead weeks: Int = 8) -> [DueWeek] {
    let end = asOf.monday + 7 * (weeks + 1)
    var list: [DueWeek] = []
    var first = 0
    func take(_ title: String, _ monday: Day?, before day: Day) {
      let end = visits(before: day)
      guard end > first else { return }
      list.append(DueWeek(title: title, monday: monday, visits: visits[first..<end]))
      first = end
    }
    take("Overdue", nil, before: asOf)
    var monday = asOf.monday
    while monday < end {
      take("Week of \(monday)", monday, before: monday + 7)
      monday = monday + 7
    }
    return list
  }
}
