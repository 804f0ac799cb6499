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
      allowed: "baseline response deadline monitoring"),
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
    patient.courses.compactMap { judged in
      guard let disease = judged.disease, let due = due(judged) else { return nil }
      return [
        .text(patient.record.patient.id.text), .text(disease.id.text),
        .text(judged.course.therapy.text), .day(judged.course.start), .text(due.what),
        .day(due.on), .day(due.latest),
        .text(disease.counted.map(\.measure.text).joined(separator: " ")),
      ]
    }
  }

  private static func due(_ judged: CourseJudgement) -> (what: String, on: Day, latest: Day)? {
    guard judged.course.stop == nil, let window = judged.window, let disease = judged.disease,
      let expected = judged.expectation?.expected, expected != Expectation.Expected.none
    else { return nil }
    let scored = judged.measures.compactMap { $0.latest?.day ?? $0.baseline?.day }.max()
    let interval = disease.monitoringWeeks * 7
    if judged.measures.allSatisfy({ $0.baseline == nil }), judged.verdict == .tooEarly {
      return ("baseline", window.start, window.lastBaselineDay)
    }
    let followed = judged.latestFollowUp
    if expected == .improvement, judged.course.intent != .maintenance {
      if followed.map({ $0 < window.assessBy }) ?? true {
        return ("response", window.assessBy, window.deadline)
      }
      let isOpen =
        judged.verdict == .responseDue || judged.verdict == .partialResponse
        || judged.verdict == .assessmentOverdue
      if isOpen, followed.map({ $0 < window.deadline - 7 }) ?? true {
        return ("deadline", window.deadline, window.deadline)
      }
    }
    let last = scored ?? window.start
    return ("monitoring", last + interval, last + (3 * interval + 1) / 2)
  }
}
