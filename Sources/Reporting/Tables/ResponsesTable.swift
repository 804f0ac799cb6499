package import Outcomes

/// `recheck export responses`: a row per course or series, for research.
package enum ResponsesTable {
  package static let columns: [Table.Column] = [
    .patient, .disease, .therapy, .start,
    .init(
      "stop", "Stop", .date, meaning: "last day of the course or series; empty while it runs",
      identifies: true),
    .intent,
    .verdict,
    .init(
      "strength", "Strength",
      meaning: "the kind of measure that shows a response; empty unless responding",
      allowed: ResponseStrength.allCases.map(\.rawValue).joined(separator: "; "),
      choices: ResponseStrength.allCases.map(\.rawValue)),
    .init(
      "index", "Index", .number, unit: "meaningful changes",
      meaning: "response index, positive is better", allowed: Table.Column.changes),
    .init(
      "weeks_on_treatment", "Weeks on treatment", .number, unit: "weeks",
      meaning: "from the first dose to the stop or the day of judging, one decimal"),
    .init(
      "weeks_to_response", "Weeks to response", .number, unit: "weeks",
      meaning:
        "from the first dose to the first follow-up at or after the first effect at which the response "
        + "index is 1 or more; only where the verdict is responding, response-declining or "
        + "response-lost, and improvement is what is expected"),
    .init(
      "measure", "Measure", meaning: "the disease's leading measure", allowed: "ids of measures"),
    .init("baseline_date", "Baseline on", .date, meaning: "day of its baseline", identifies: true),
    .init(
      "baseline", "Baseline", .number, unit: "of the measure",
      meaning: "its value before the treatment"),
    .init(
      "best_date", "Best on", .date, meaning: "first day of its best follow-up", identifies: true),
    .init("best", "Best", .number, unit: "of the measure", meaning: "its best follow-up"),
    .init(
      "latest_date", "Latest on", .date, meaning: "day of its latest follow-up", identifies: true),
    .init("latest", "Latest", .number, unit: "of the measure", meaning: "its latest follow-up"),
    .init(
      "stop_reason", "Stopped for",
      meaning: "why the course was stopped; empty while it runs or where it is not known",
      choices: TreatmentCourse.StopReason.allCases.map(\.rawValue)),
    .init(
      "cycles", "Cycles", .number,
      meaning: "how many recorded courses of the therapy follow each other as this series; else 1"),
  ]

  package static func rows(for patient: PatientJudgement) -> [[Cell]] {
    rows(for: patient.courses, patient: patient.record.patient.id, asOf: patient.asOf)
  }

  package static func rows(for courses: [CourseJudgement], patient: Patient.ID, asOf: Day)
    -> [[Cell]]
  {
    courses.map { row(for: $0, patient: patient, asOf: asOf) }
  }

  private static func row(for judged: CourseJudgement, patient: Patient.ID, asOf: Day) -> [Cell] {
    let course = judged.course
    let leading = judged.leadingMeasure
    let followUps = leading?.evaluation.followUps
    let most = followUps?.map(\.improvement).max()
    let best = followUps?.first { $0.improvement == most }
    return [
      .text(patient.text), Cell(judged.disease?.id.text), .text(course.therapy.text),
      .day(course.start), Cell(course.stop), .text(course.intent.rawValue),
      .text(judged.verdict.rawValue), Cell(judged.strength?.rawValue),
      .change(judged.responseIndex),
      weeks(from: course.start, to: course.stop ?? asOf),
      judged.firstResponse.map { weeks(from: course.start, to: $0) } ?? .empty,
      Cell(leading?.measure.id.text), Cell(leading?.baseline?.day), Cell(leading?.baseline?.value),
      Cell(best?.day), Cell(best?.point.value), Cell(leading?.latest?.day),
      Cell(leading?.latest?.point.value), Cell(course.stopReason?.rawValue),
      .integer(judged.cycles.count),
    ]
  }

  private static func weeks(from start: Day, to end: Day) -> Cell {
    .decimal(Rational(end - start) / 7, places: 1)
  }
}
