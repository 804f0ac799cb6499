import Outcomes
import Reporting

/// What the lists of a clinic have of one patient, so that it can be taken out again.
struct ListedPatient: Placed {
  let patient: Patient.ID
  /// nil: no red or amber flag is open.
  let line: ReviewLine?
  let visits: [DueVisit]
  let courses: [CohortCourse]
  let diagnoses: [CohortDiagnosis]
  let yield: FlagYield

  init(_ judged: PatientJudgement, library: Library) {
    patient = judged.record.patient.id
    line = ReviewLine(judged, library: library)
    visits = DueVisit.all(of: judged)
    courses = CohortCourse.all(of: judged)
    diagnoses = CohortDiagnosis.all(of: judged)
    yield = FlagYield(judged)
  }

  static func isBefore(_ a: ListedPatient, _ b: ListedPatient) -> Bool { a.patient < b.patient }
}
