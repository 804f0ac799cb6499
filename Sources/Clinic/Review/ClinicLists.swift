package import Outcomes
import Registry
package import Reporting

/// What the lists of a clinic show: everybody judged once, as of one day.
package struct ClinicLists: Sendable {
  /// Every patient with an open red or amber flag, the most urgent first.
  package private(set) var review: [ReviewLine] = []
  /// What occurs in the review list, to choose from.
  package private(set) var choices = ReviewChoices([])
  /// Every assessment that a running course will need, the earliest first.
  package private(set) var due: [DueLine] = []
  /// All judged courses, in the order of patients.
  package private(set) var cohort = Cohort()
  /// What came of the red flags.
  package private(set) var yield = FlagYield()
  /// The position in the clinic file up to which the records were seen.
  package internal(set) var seen = 0
  private var courses: [Patient.ID: [CohortCourse]] = [:]
  private var diagnoses: [Patient.ID: [CohortDiagnosis]] = [:]
  private var yields: [Patient.ID: FlagYield] = [:]

  fileprivate init() {}

  fileprivate mutating func add(_ judged: PatientJudgement, library: Library) {
    if let line = ReviewLine(judged, library: library) { review.append(line) }
    due += DueLine.lines(of: judged, library)
    courses[judged.record.patient.id] = CohortCourse.all(of: judged)
    diagnoses[judged.record.patient.id] = CohortDiagnosis.all(of: judged)
    yields[judged.record.patient.id] = FlagYield(judged)
  }

  /// Puts everything in order after patients were added.
  fileprivate mutating func arrange() {
    review.sort(by: ReviewLine.isMoreUrgent)
    choices = ReviewChoices(review)
    due.sort(by: DueLine.isEarlier)
    cohort = Cohort()
    for (_, courses) in courses.sorted(by: { $0.key < $1.key }) { cohort.add(courses) }
    for (_, diagnoses) in diagnoses.sorted(by: { $0.key < $1.key }) { cohort.add(diagnoses) }
    yield = FlagYield()
    for yield in yields.values { self.yield.add(yield) }
  }

  /// Judges some patients again.
  ///
  /// An entry about a merged patient belongs to the surviving one.
  mutating func judgeAgain(_ patients: Set<Patient.ID>, _ desk: Desk) throws {
    var gone = patients
    var records: [Patient.ID: PatientRecord] = [:]
    for patient in patients {
      guard let record = try desk.file.read({ try $0.record(of: patient) }) else { continue }
      gone.insert(record.patient.id)
      records[record.patient.id] = record
    }
    review.removeAll { gone.contains($0.patient.id) }
    due.removeAll { gone.contains($0.patient.id) }
    for patient in gone {
      (courses[patient], diagnoses[patient], yields[patient]) = (nil, nil, nil)
    }
    for record in records.values {
      add(desk.library.judge(record, asOf: desk.asOf), library: desk.library)
    }
    arrange()
  }
}

extension Desk {
  /// Judges everybody.
  package func clinicLists() throws -> ClinicLists {
    var lists = ClinicLists()
    // Before the records: a change in between is then refused, never overlooked.
    lists.seen = try seenUpToNow()
    try forEachRecord { lists.add(library.judge($0, asOf: asOf), library: library) }
    lists.arrange()
    return lists
  }
}
