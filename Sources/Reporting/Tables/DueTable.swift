package import Outcomes

/// Which assessment of which course is due when: until a response is judged its assessment and its
/// deadline, then the disease's monitoring.
package enum DueTable {
  package static let columns: [Table.Column] = [
    .patient,
    .init(
      "disease", "Disease", meaning: "the diagnosis that the course is for",
      allowed: "ids of diseases"),
    .therapy,
    .start,
    .init(
      "due", "Due for", meaning: "why scores are due",
      allowed: DueAssessment.Reason.allCases.map(\.rawValue).joined(separator: " ")),
    .init("due_on", "Due on", .date, meaning: "day on which they are due", identifies: true),
    .init(
      "at_the_latest", "At the latest", .date,
      meaning: "after this day the missing scores raise a flag", identifies: true),
    .init(
      "measures", "Measures", meaning: "what is counted for the disease", allowed: "ids of measures"
    ),
  ]

  package static let textKeys = [
    "patient_id", "therapy", "due", "due_on", "at_the_latest", "measures",
  ]

  /// One row for each running, judged course that will need an assessment.
  package static func rows(for patient: PatientJudgement) -> [[Cell]] {
    patient.courses.compactMap { row(for: $0, of: patient.record.patient.id) }
  }

  /// nil when the course needs none.
  package static func row(for judged: CourseJudgement, of patient: Patient.ID) -> [Cell]? {
    guard let disease = judged.disease, let due = judged.due else { return nil }
    return [
      .text(patient.text), .text(disease.id.text),
      .text(judged.course.therapy.text), .day(judged.course.start), .text(due.reason.rawValue),
      .day(due.on), .day(due.latest),
      .text(disease.counted.map(\.measure.text).joined(separator: " ")),
    ]
  }
}
