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
    var kept = KeptCells()
    write(courses, patient: patient, to: &kept)
    return kept.rows
  }

  /// The same rows one by one, for a whole clinic.
  @inlinable package static func write<Sink: RowSink & ~Copyable>(
    _ courses: [CourseJudgement], patient: Patient.ID, to sink: inout Sink
  ) {
    if isInOrder(courses) {
      for judged in courses { writeRows(of: judged, patient, to: &sink) }
    } else {
      for judged in courses.sorted(by: { $0.isEarlier(than: $1) }) {
        writeRows(of: judged, patient, to: &sink)
      }
    }
  }

  @inlinable package static func writeRows<Sink: RowSink & ~Copyable>(
    of judged: CourseJudgement, _ patient: Patient.ID, to sink: inout Sink
  ) {
    writeLead(judged, patient, to: &sink)
    let measures = judged.measureCount
    if measures == 0 {
      for _ in leadCount..<columns.count { sink.empty() }
      return sink.closeRow()
    }
    if measures > 1 { sink.keepLead() }
    let (firmness, assessments) = (judged.firmness, judged.assessments)
    judged.forEachLine { number, line in
      if number > 0 { sink.addLead() }
      write(line, to: &sink)
      // Both are of the response index, and empty without one.
      if let firmness {
        sink.word(firmness.rawValue)
        sink.integer(assessments)
      } else {
        sink.empty()
        sink.empty()
      }
      sink.closeRow()
    }
  }

  /// By start and therapy; nearly always they are.
  @inlinable package static func isInOrder(_ courses: [CourseJudgement]) -> Bool {
    courses.indices.dropFirst().allSatisfy { !courses[$0].isEarlier(than: courses[$0 - 1]) }
  }

  /// How many columns say what the course is.
  @inlinable package static var leadCount: Int { 8 }

  @inlinable package static func writeLead<Sink: RowSink & ~Copyable>(
    _ judged: CourseJudgement, _ patient: Patient.ID, to sink: inout Sink
  ) {
    sink.text(patient.text)
    if let disease = judged.diseaseID { sink.word(disease.text) } else { sink.empty() }
    sink.text(judged.course.therapy.text)
    sink.day(judged.course.start)
    sink.word(judged.course.intent.rawValue)
    sink.word(judged.verdict.rawValue)
    sink.change(judged.responseIndex)
    sink.day(judged.changesOn)
  }

  @inlinable package static func write<Sink: RowSink & ~Copyable>(
    _ line: borrowing MeasureLine, to sink: inout Sink
  ) {
    sink.word(line.measure.text)
    if line.variant.isEmpty { sink.empty() } else { sink.text(line.variant) }
    sink.word(line.verdict.rawValue)
    sink.day(line.baselineDay)
    sink.plain(line.baseline)
    sink.day(line.latestDay)
    sink.plain(line.latest)
    sink.plain(line.improvement)
    sink.plain(line.threshold)
    sink.change(line.change)
    sink.plain(line.unit)
  }
}
