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
  /// What is to be assessed, by name.
  package let measures: String
  private let therapy: Therapy.ID

  package var dueOn: Day { due.on }

  static func lines(of judged: PatientJudgement, _ library: Library) -> [DueLine] {
    judged.courses.compactMap { DueLine($0, of: judged.record.patient, library) }
  }

  private init?(_ judged: CourseJudgement, of patient: Patient, _ library: Library) {
    guard let due = judged.due, let disease = judged.disease else { return nil }
    self.patient = patient
    self.due = due
    self.disease = disease.short
    why = DueWords.why(due.reason, Wording.therapy(judged.course, judged.therapy))
    measures = DueWords.measures(of: disease, library)
    therapy = judged.course.therapy
  }

  /// By day, patient and therapy.
  static func isEarlier(_ a: DueLine, _ b: DueLine) -> Bool {
    (a.dueOn, a.patient.id, a.therapy) < (b.dueOn, b.patient.id, b.therapy)
  }
}

/// Assessments that are due in one week, or overdue.
package struct DueWeek: Sendable {
  /// `Overdue`, `Week of 2026-06-01`.
  package let title: String
  /// nil: overdue.
  package let monday: Day?
  package let lines: ArraySlice<DueLine>

  /// One visit for everything that is due for a patient on one day.
  package var visits: [DueVisit] { DueVisit.all(lines) }

  /// How many visits there are, counted in place.
  package var visitCount: Int {
    lines.indices.count { place in
      place == lines.startIndex || lines[place].dueOn != lines[place - 1].dueOn
        || lines[place].patient.id != lines[place - 1].patient.id
    }
  }
}

/// What is due for one patient on one day.
package struct DueVisit: Sendable {
  package let patient: Patient
  package let dueOn: Day
  package private(set) var lines: [DueLine]

  /// After this day the first of the missing scores raises a flag.
  package var latest: Day { lines.map(\.due.latest).min() ?? dueOn }

  /// - Parameter lines: by day and patient.
  static func all(_ lines: ArraySlice<DueLine>) -> [DueVisit] {
    var all: [DueVisit] = []
    for line in lines {
      if let last = all.last, last.patient.id == line.patient.id, last.dueOn == line.dueOn {
        all[all.count - 1].lines.append(line)
      } else {
        all.append(DueVisit(patient: line.patient, dueOn: line.dueOn, lines: [line]))
      }
    }
    return all
  }
}

extension ClinicLists {
  /// What is overdue, then what is due by week, as in the clinic report.
  ///
  /// - Parameter weeks: how many weeks after that of the day are listed.
  package func dueWeeks(asOf: Day, ahead weeks: Int = 8) -> [DueWeek] {
    let end = asOf.monday + 7 * (weeks + 1)
    var list: [DueWeek] = []
    var rest = due[...]
    func take(_ title: String, _ monday: Day?, before day: Day) {
      // By place: a line that is only looked at is not copied.
      let end = rest.indices.first { rest[$0].dueOn >= day } ?? rest.endIndex
      let lines = rest[..<end]
      rest = rest[end...]
      if !lines.isEmpty { list.append(DueWeek(title: title, monday: monday, lines: lines)) }
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
