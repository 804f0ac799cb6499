package import Outcomes

/// `recheck judge --by patient`: a row per diagnosis in force (Docs/interface.md, "Verdicts").
package enum PatientTable {
  package static let columns: [Table.Column] = [
    .patient,
    .init("disease", "Disease", meaning: "the diagnosis in force", allowed: "ids of diseases"),
    .init(
      "index", "Index", .number, unit: "meaningful changes",
      meaning: "mean change of the counted measures since the reference, positive is better",
      allowed: Table.Column.changes),
    .firmness,
    .init(
      "verdict", "Verdict", meaning: "what all courses under the diagnosis say together",
      allowed: DiagnosisTable.words.joined(separator: " ")),
    .init(
      "immunotherapies", "Immunotherapies", .number,
      meaning: "different immunotherapies given under the diagnosis"),
    .init("failed", "Failed", .number, meaning: "how many of them failed"),
    .init(
      "reference_date", "Reference on", .date,
      meaning: "day of the earliest reference: the first baseline under the diagnosis",
      identifies: true),
    .init(
      "latest_date", "Latest on", .date,
      meaning: "day of the latest score that is compared with it",
      identifies: true),
  ]

  /// What fits a screen: the other column is in the CSV.
  package static let textKeys = [
    "patient_id", "disease", "index", "firmness", "verdict", "immunotherapies", "failed",
    "latest_date",
  ]

  /// In the order in which the diagnoses were made; one that is not judged has a row without an
  /// index, so that no patient is missing in silence.
  package static func rows(
    for diagnoses: [DiagnosisJudgement], notJudged: [Diagnosis], patient: Patient.ID
  ) -> [[Cell]] {
    let judged = diagnoses.map { (diagnosis: $0.diagnosis, row: row($0, patient)) }
    let others = notJudged.map { (diagnosis: $0, row: row(notJudged: $0, patient)) }
    return (judged + others).sorted { Diagnosis.isEarlier($0.diagnosis, $1.diagnosis) }.map(\.row)
  }

  private static func row(notJudged diagnosis: Diagnosis, _ patient: Patient.ID) -> [Cell] {
    [
      .text(patient.text), .text(diagnosis.disease.text), .empty, .empty,
      .text(DiagnosisTable.word(.none)), .integer(0), .integer(0), .empty, .empty,
    ]
  }

  private static func row(_ judged: DiagnosisJudgement, _ patient: Patient.ID) -> [Cell] {
    [
      .text(patient.text), .text(judged.diagnosis.disease.text), .change(judged.index),
      Cell(judged.firmness?.rawValue), .text(DiagnosisTable.word(judged.verdict)),
      .integer(judged.immunotherapies), .integer(judged.failed),
      Cell(judged.references.compactMap { $0.series.baseline?.day }.min()),
      Cell(judged.latestScore),
    ]
  }
}

/// All courses under a diagnosis side by side, and its measures since the reference: what a flag
/// about the whole rests on.
package enum DiagnosisTable {
  static let words = [
    "diagnosis-unanswered", "worse-than-before-treatment", "relapse-off-treatment", "none",
  ]

  /// The flag's id, or `none`.
  static func word(_ verdict: DiagnosisVerdict) -> String {
    switch verdict {
    case .unanswered: words[0]
    case .worse, .worseThanFirstRecord: words[1]
    case .relapse: words[2]
    case .none: words[3]
    }
  }

  /// Therapy, dates, cycles of a series, weeks, whether the trial was adequate, index, verdict.
  package static func courses(_ courses: [CourseJudgement], asOf: Day) -> Table {
    let saysWhy = courses.contains { $0.course.stopReason != nil }
    let hasSeries = courses.contains(where: \.isSeries)
    return Table(
      columns: [
        .init("therapy", "Treatment"), .init("start", "Start", .date), .init("stop", "Stop", .date),
      ] + (hasSeries ? [.init("cycles", "Cycles", .number)] : [])
        + (saysWhy ? [.init("stop_reason", "Stopped for")] : []) + [
          .init("weeks", "Weeks", .number), .init("trial", "Adequate trial"),
          .init("index", "Index", .number), .init("verdict", "Verdict"),
        ],
      rows: courses.map { judged in
        let end = judged.course.stop ?? asOf
        let trial =
          judged.window == nil ? "" : judged.stop.map { $0.isAdequate ? "yes" : "no" } ?? "running"
        let why = judged.course.stopReason.map(Wording.stopReason) ?? ""
        let head: [Cell] = [
          .text(Wording.treatment(judged)), .day(judged.course.start), Cell(judged.course.stop),
        ]
        let cycles: Cell = judged.isSeries ? .integer(judged.cycles.count) : .empty
        return head + (hasSeries ? [cycles] : []) + (saysWhy ? [.text(why)] : []) + [
          .integer((end - judged.course.start) / 7), .text(trial), .change(judged.responseIndex),
          .text(Wording.verdict(judged)),
        ]
      })
  }

  /// Each measure with its reference, its latest scores and the change between them.
  package static func references(_ judged: DiagnosisJudgement) -> Table {
    Table(
      columns: [
        .init("measure", "Measure"), .init("reference_date", "Reference on", .date),
        .init("reference", "Reference", .number), .init("now", "Latest scores"),
        .init("change", "Change", .number),
      ],
      rows: judged.references.map { reference in
        let series = reference.series
        let latest = reference.evaluation.judgedFollowUps.map {
          "\($0.point.value.plain()) (\($0.day))"
        }
        return [
          .text(Wording.label(series.yardstick.measure, variant: series.variant)),
          Cell(series.baseline?.day), Cell(series.baseline?.value),
          .text(latest.isEmpty ? "none" : latest.joined(separator: ", ")),
          reference.isComparedNow ? .change(reference.evaluation.countedChange) : .empty,
        ]
      })
  }
}
