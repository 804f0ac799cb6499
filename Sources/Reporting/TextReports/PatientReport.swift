package import Outcomes

/// The view of `text/patient.mustache`: a report that fits a note.
package struct PatientReport: Sendable {
  package var identity: String
  package var asOf: String
  /// The physician who is responsible for the patient.
  package var responsible: String?
  package var diagnoses: ReportSection?
  package var courses: ReportSection?
  package var openFlags: ReportSection?
  package var closedFlags: ReportSection?
  /// Where the rows of each re-evaluation stand.
  package var reevaluation: ReportSection?
  /// What was asked and noted at visits.
  package var visits: ReportSection?
  package var charts: ReportSection?
  package var lanes: ReportLine?
  package var tables: ReportSection?
  /// What rests on figures that were not read in their source.
  package var remarks: ReportSection?

  /// - Parameter recorded: all courses of the record: what has begun and does not count yet is named.
  package init(
    _ patient: PatientJudgement, library: Library, recorded: [TreatmentCourse] = []
  ) {
    identity = TreatmentText.identity(patient.record.patient, asOf: patient.asOf)
    responsible = patient.record.patient.physician
    asOf = patient.asOf.iso
    diagnoses = ReportSection(
      points: patient.record.diagnoses.sorted { $0.diagnosedOn < $1.diagnosedOn }.map { diagnosis in
        let note = diagnosis.note.isEmpty ? "" : ". \(diagnosis.note)"
        return TreatmentText.diagnosis(diagnosis, library) + note
      })
    let notYet = recorded.compactMap { course in
      TreatmentText.notYet(course, asOf: patient.asOf).map { why in
        "\(Wording.therapy(course, library.therapy(course.therapy))). \(why)"
      }
    }
    courses = ReportSection(points: patient.courses.map { Self.course($0) } + notYet)
    openFlags = ReportSection(
      points: patient.openFlags.map {
        "\($0.severity.rawValue), since \($0.since): \(Wording.headline($0, in: patient))"
      })
    closedFlags = ReportSection(
      points: patient.flags.compactMap { flag in
        guard case .closed(let review) = flag.status else { return nil }
        let what = Wording.reasons([flag], in: patient).joined()
        return "\(what): \(Wording.review(review, library: library))"
      })
    reevaluation = ReportSection(
      points: Reevaluation.all(of: patient, library).flatMap { reevaluation in
        [reevaluation.summary ?? ""]
          + reevaluation.takenUp.flatMap { row in
            row.said.map { row.line($0) }
          }
      })
    visits = ReportSection(points: patient.record.visitNotes.map { Wording.visit($0) })
    let drawn = ScoreCharts(patient: patient, library: library)
    charts = ReportSection(
      Self.chartedMeasures(patient, library).map { drawn.chart(of: $0) }.filter { !$0.isEmpty }
        .map { .chart($0) })
    let drawnLanes = drawn.lanes
    lanes = drawnLanes.isEmpty ? nil : .chart(drawnLanes)
    tables = ReportSection(ScoreHistory(patient: patient, library: library).tables)
    remarks = ReportSection(points: patient.courses.flatMap { Self.remarks($0) }.uniqued)
  }

  private static func course(_ judged: CourseJudgement) -> String {
    let index = judged.responseIndex.map { ", response index \($0.shownChange.decimal(2))" } ?? ""
    let change = judged.changesOn.map { " The verdict changes by time alone on \($0)." } ?? ""
    return
      "\(TreatmentText.course(judged)). \(Wording.verdict(judged).firstLetterRaised)\(index).\(change)"
  }

  /// What is counted for the patient's diagnoses, in the order of the definitions.
  private static func chartedMeasures(_ patient: PatientJudgement, _ library: Library) -> [Measure
    .ID]
  {
    let recorded = Set(patient.record.scores.map(\.measure))
    return patient.record.diagnoses.compactMap { library.disease($0.disease) }
      .flatMap { $0.counted.map(\.measure) }.uniqued.filter { recorded.contains($0) }
  }

  private static func remarks(_ judged: CourseJudgement) -> [String] {
    var remarks: [String] = []
    if let evidence = judged.expectation?.evidence, let mark = Wording.mark(evidence.verification) {
      remarks.append("when a response to \(Wording.treatment(judged)) is due: \(mark)")
    }
    for measure in judged.measures {
      guard let evidence = measure.threshold?.evidence, measure.baseline != nil,
        let mark = Wording.mark(evidence.verification)
      else { continue }
      let size = measure.evaluation.improvement?.isNegative == true ? "worsening" : "improvement"
      remarks.append("what counts as \(size) of \(measure.measure.short): \(mark)")
    }
    if judged.measures.contains(where: { $0.series.composite != nil }) {
      remarks.append(
        "the range of muscle enzymes within the composite: not verified against any source")
    }
    return remarks
  }
}

extension Array where Element: Hashable {
  /// Each element once, in the order of its first place.
  package var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
