package import Outcomes

/// `recheck judge`: a row per course and counted measure (Docs/interface.md, "Verdicts").
package enum JudgeTable {
  package static let columns: [Table.Column] = [
    .patient, .disease, .therapy, .start, .intent, .verdict,
    .init(
      "index", "Index", .number, unit: "meaningful changes",
      meaning: "response index: mean change over the counted measures, positive is better",
      allowed: Table.Column.changes),
    .init(
      "changes_on", "Changes on", .date, meaning: "day on which the verdict changes by time alone",
      identifies: true),
    .init("measure", "Measure", meaning: "counted measure", allowed: "ids of measures"),
    .init("variant", "Variant", meaning: "variant of the measure", allowed: "key=value;key=value"),
    .init(
      "measure_verdict", "Measure verdict", meaning: "what this measure says",
      choices: MeasureVerdict.allCases.map(\.rawValue)),
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
        "the published meaningful change; that for worsening when the improvement is negative"
    ),
    .init(
      "change", "Change", .number, unit: "meaningful changes",
      meaning: "improvement divided by unit, cut to the range", allowed: Table.Column.changes),
    .init(
      "unit", "Unit", .number, unit: "of the measure",
      meaning:
        "what the improvement is divided by: the threshold, and at least a quarter of the room at the "
        + "baseline; for worsening the threshold"),
    .firmness,
    .init(
      "assessments", "Assessments", .number,
      meaning: "how many follow-ups the response index rests on at most"),
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
    var rows: [[Cell]] = []
    forEachRow(for: courses, patient: patient) { rows.append($0) }
    return rows
  }

  /// The same rows one by one, for a whole clinic; a row is overwritten by the next one.
  package static func forEachRow(
    for courses: [CourseJudgement], patient: Patient.ID, _ body: ([Cell]) throws -> Void
  ) rethrows {
    var row: [Cell] = []
    row.reserveCapacity(columns.count)
    for judged in courses.inOrder(by: { ($0.course.start, $0.course.therapy) }) {
      row.removeAll(keepingCapacity: true)
      appendLead(judged, patient, to: &row)
      let lead = row.count
      let measures = judged.measures
      if measures.isEmpty {
        row.append(contentsOf: repeatElement(.empty, count: columns.count - lead))
        try body(row)
      }
      for measure in measures.inOrder(by: { ($0.measureID, $0.variant) }) {
        row.removeLast(row.count - lead)
        append(measure, of: judged, to: &row)
        try body(row)
      }
    }
  }

  private static func appendLead(
    _ judged: CourseJudgement, _ patient: Patient.ID, to row: inout [Cell]
  ) {
    row.append(.text(patient.text))
    row.append(Cell(judged.diseaseID?.text))
    row.append(.text(judged.course.therapy.text))
    row.append(.day(judged.course.start))
    row.append(.text(judged.course.intent.rawValue))
    row.append(.text(judged.verdict.rawValue))
    row.append(.change(judged.responseIndex))
    row.append(Cell(judged.changesOn))
  }

  private static func append(
    _ judged: MeasureJudgement, of course: CourseJudgement, to row: inout [Cell]
  ) {
    row.append(.text(judged.measureID.text))
    row.append(judged.variant.isEmpty ? .empty : .text(judged.variant))
    row.append(.text(judged.verdict.rawValue))
    row.append(Cell(judged.series.baselineDay))
    row.append(Cell(judged.series.baselineValue))
    row.append(Cell(judged.evaluation.latestDay))
    row.append(Cell(judged.evaluation.latestValue))
    row.append(Cell(judged.evaluation.improvement))
    row.append(Cell(judged.thresholdPoints))
    row.append(.change(judged.evaluation.change))
    row.append(Cell(judged.unit))
    row.append(Cell(course.firmness?.rawValue))
    row.append(course.responseIndex == nil ? .empty : .integer(course.assessments))
  }
}

extension Array {
  /// In ascending order of a key; most arrays are already.
  fileprivate func inOrder<A: Comparable, B: Comparable>(by key: (Element) -> (A, B)) -> [Element] {
    let isSorted = indices.dropFirst().allSatisfy { key(self[$0 - 1]) <= key(self[$0]) }
    return isSorted ? self : sorted { key($0) < key($1) }
  }
}
