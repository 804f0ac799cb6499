package import Outcomes

/// `recheck judge`: a row per course and counted measure (interface.md section 3).
package enum JudgeTable {
  package static let columns: [Table.Column] = [
    .init("patient_id", "Patient", meaning: "the clinic's own identifier", identifies: true),
    .init(
      "disease", "Disease", meaning: "the diagnosis in force when the course began",
      allowed: "ids of diseases"),
    .init("therapy", "Therapy", meaning: "the therapy of the course", allowed: "ids of therapies"),
    .init("start", "Start", .date, meaning: "first dose", identifies: true),
    .init(
      "intent", "Intent", meaning: "what the course was meant to do",
      allowed: TreatmentCourse.Intent.allCases.map(\.rawValue).joined(separator: " ")),
    .init(
      "verdict", "Verdict", meaning: "what all counted measures say about the course",
      allowed: CourseVerdict.allCases.map(\.rawValue).joined(separator: " ")),
    .init(
      "index", "Index", .number, unit: "meaningful changes",
      meaning: "response index: mean change over the counted measures, positive is better",
      allowed: "-2.00 to 2.00"),
    .init(
      "changes_on", "Changes on", .date, meaning: "day on which the verdict changes by time alone",
      identifies: true),
    .init("measure", "Measure", meaning: "counted measure", allowed: "ids of measures"),
    .init("variant", "Variant", meaning: "variant of the measure", allowed: "key=value;key=value"),
    .init(
      "measure_verdict", "Measure verdict", meaning: "what this measure says",
      allowed: MeasureVerdict.allCases.map(\.rawValue).joined(separator: " ")),
    .init("baseline_date", "Baseline on", .date, meaning: "day of the baseline", identifies: true),
    .init(
      "baseline", "Baseline", .number, unit: "of the measure",
      meaning: "compared value before the treatment"),
    .init(
      "latest_date", "Latest on", .date, meaning: "day of the latest follow-up", identifies: true),
    .init(
      "latest", "Latest", .number, unit: "of the measure",
      meaning: "compared value of the latest follow-up"),
    .init(
      "improvement", "Improvement", .number, unit: "of the measure",
      meaning: "mean difference to the baseline over the window, positive is better"),
    .init(
      "threshold", "Threshold", .number, unit: "of the measure",
      meaning:
        "one meaningful change, which the improvement is divided by; that for worsening when it is negative"
    ),
    .init(
      "change", "Change", .number, unit: "meaningful changes",
      meaning: "improvement divided by threshold, cut to the range", allowed: "-2.00 to 2.00"),
  ]

  /// What fits a screen: the other columns are in the CSV.
  package static let textKeys = [
    "patient_id", "therapy", "start", "verdict", "index", "measure", "variant", "change",
  ]

  package static func rows(for patient: PatientJudgement) -> [[Cell]] {
    rows(for: patient.courses, patient: patient.record.patient.id)
  }

  /// In the order of course start, therapy, measure, variant.
  package static func rows(for courses: [CourseJudgement], patient: Patient.ID) -> [[Cell]] {
    courses.sorted { ($0.course.start, $0.course.therapy) < ($1.course.start, $1.course.therapy) }
      .flatMap { course in
        let lead = lead(course, patient)
        if course.measures.isEmpty { return [lead + Array(repeating: Cell.empty, count: 10)] }
        return course.measures
          .sorted { ($0.measure.id, $0.variant) < ($1.measure.id, $1.variant) }
          .map { lead + cells($0) }
      }
  }

  private static func lead(_ judged: CourseJudgement, _ patient: Patient.ID) -> [Cell] {
    [
      .text(patient.text), Cell(judged.disease?.id.text), .text(judged.course.therapy.text),
      .day(judged.course.start), .text(judged.course.intent.rawValue),
      .text(judged.verdict.rawValue), judged.index.map { .decimal($0, places: 2) } ?? .empty,
      Cell(judged.changesOn),
    ]
  }

  private static func cells(_ judged: MeasureJudgement) -> [Cell] {
    [
      .text(judged.measure.id.text), judged.variant.isEmpty ? .empty : .text(judged.variant),
      .text(judged.verdict.rawValue), Cell(judged.baseline?.day), Cell(judged.baseline?.value),
      Cell(judged.latest?.day), Cell(judged.latest?.point.value),
      Cell(judged.evaluation.improvement), Cell(judged.thresholdPoints),
      judged.evaluation.change.map { .decimal($0, places: 2) } ?? .empty,
    ]
  }
}
