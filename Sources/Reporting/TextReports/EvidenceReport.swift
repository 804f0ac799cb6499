package import Outcomes

/// The view of `text/flag.mustache`: the evidence about a flag as a page of text, with its charts.
///
/// What has nothing to show is nil.
package struct FlagPage: Sendable {
  package struct MeasureScores: Sendable {
    /// `INCAT, points, higher is worse`.
    package var title: String
    /// Dates, values, improvements.
    package var table: ReportLine?
    /// Change against the threshold, its source, the published criterion.
    package var points: [ReportLine]
    package var chart: ReportLine?
  }

  package struct IndexOverTime: Sendable {
    package var table: ReportLine
    package var chart: ReportLine
  }

  package var identity: String
  package var asOf: String
  package var diagnoses: [String]
  /// The physician who is responsible for the patient.
  package var responsible: String?
  package var headline: ReportLine
  /// Severity and since when.
  package var status: String?
  /// The decision that the record is shown for.
  package var decision: ReportLine?
  package var alsoOpen: ReportSection?
  package var alsoClosed: ReportSection?
  package var news: ReportSection?
  /// What the letters under the charts mean.
  package var chartKey: ReportLine?
  package var measures: [MeasureScores]
  package var hasMeasures: Bool
  package var composite: ReportSection?
  /// Never judged.
  package var laboratory: ReportSection?
  package var index: IndexOverTime?
  package var lanes: ReportLine?
  package var verdict: ReportSection?
  package var criteria: ReportSection?
  package var ruleOut: ReportSection?
  package var reconsider: ReportSection?
  /// Rows that the clinic added to the re-evaluation.
  package var ownRows: ReportSection?
  /// How far the re-evaluation has come.
  package var reevaluated: ReportLine?
  package var turnOff: ReportSection?
  /// Commands.
  package var close: ReportSection?
  package var reviews: ReportSection?
  package var courses: ReportLine?
  /// Each measure since the reference of the diagnosis.
  package var diagnosis: ReportSection?

  /// How a flag is closed or opened again, in the words of the shell that prints the page.
  package struct Closing: Sendable {
    /// As it is typed.
    package var command: String
    package var remark: String

    package init(command: String, remark: String) {
      self.command = command
      self.remark = remark
    }
  }

  /// The page of one flag; of the patient's courses alone when none is open.
  ///
  /// - Parameters:
  ///   - about: the flag that is meant; nil: the most urgent open one.
  ///   - decision: the decision that saw this record; nil: it is the record of today.
  ///   - closing: how that flag is closed; nil: nothing is said about it.
  package init(
    _ patient: PatientJudgement, library: Library, about: Flag? = nil, decision: Review? = nil,
    closing: (_ flag: Flag, _ patient: PatientJudgement) -> Closing? = { _, _ in nil }
  ) {
    let evidence = FlagEvidence(patient, library: library, about: about, decision: decision)
    self.decision = evidence.decision.map { .paragraph($0) }
    identity = TreatmentText.identity(patient.record.patient, asOf: patient.asOf)
    responsible = patient.record.patient.physician
    asOf = evidence.asOf
    diagnoses = evidence.diagnoses
    headline = .paragraph(evidence.headline)
    status = evidence.status
    alsoOpen = ReportSection(points: evidence.alsoOpen)
    alsoClosed = ReportSection(points: evidence.alsoClosed)
    news = evidence.news.flatMap { news in
      ReportSection(
        [.paragraph(news.closed, indent: 2)] + news.since.map { .point($0, indent: 4) })
    }

    measures = []
    if let course = evidence.course {
      let charts = ScoreCharts(course: course, in: patient, library: library)
      measures = evidence.measures.map { Self.scores($0, charts) }
      if measures.contains(where: { $0.chart != nil }) {
        chartKey = .paragraph(charts.key(course), indent: 2)
      }
      index = Self.index(course, charts)
      let drawn = charts.lanes
      lanes = drawn.isEmpty ? nil : .chart(drawn)
    }
    hasMeasures = !measures.isEmpty
    composite = evidence.composite.flatMap { composite in
      ReportSection(
        [.paragraph(composite.lead, indent: 2), .table(composite.table, indent: 4)]
          + composite.points.map { .point($0) })
    }

    laboratory = ReportSection(points: evidence.laboratory)
    verdict = ReportSection(points: evidence.verdict)
    criteria = ReportSection(points: evidence.criteria)
    ruleOut = ReportSection(points: evidence.ruleOut)
    reconsider = ReportSection(points: evidence.reconsider)
    ownRows = ReportSection(points: evidence.ownRows)
    reevaluated = evidence.reevaluation?.summary.map { .paragraph($0) }
    turnOff = ReportSection(points: evidence.turnOff)
    close = evidence.flag.flatMap { closing($0, patient) }.flatMap { closing in
      ReportSection([
        .drawn("  \(closing.command)"), .paragraph(closing.remark, indent: 2),
      ])
    }
    reviews = ReportSection(
      points: evidence.reviews.map { decided in
        "Decision \(decided.review.number), \(decided.text)"
          + (decided.on.isEmpty ? "" : " On: \(decided.on).")
      })
    courses =
      patient.courses.isEmpty
      ? nil : .table(DiagnosisTable.courses(patient.courses, asOf: patient.asOf))
    diagnosis = evidence.diagnosis.flatMap { judged in
      ReportSection([.table(DiagnosisTable.references(judged), indent: 2)])
    }
  }

  private static func scores(_ evidence: MeasureEvidence, _ charts: ScoreCharts) -> MeasureScores {
    let judged = evidence.judged
    let chart = judged.baseline == nil ? [] : charts.chart(judged, of: evidence.course)
    return MeasureScores(
      title: evidence.title, table: evidence.table.map { .table($0, indent: 4) },
      points: evidence.points.map { .point($0, indent: 4) },
      chart: chart.isEmpty ? nil : .chart(chart))
  }

  private static func index(_ course: CourseJudgement, _ charts: ScoreCharts) -> IndexOverTime? {
    let history = course.indexHistory
    guard !history.isEmpty else { return nil }
    let shown = history.suffix(10)
    let dates = shown.map { "\($0.day) \(Wording.signed($0.index.shownChange, places: 2))" }
    let lead = history.count > shown.count ? "the latest \(shown.count) of \(history.count): " : ""
    return IndexOverTime(
      table: .paragraph(lead + dates.joined(separator: ", "), indent: 2),
      chart: .chart(charts.indexChart(course)))
  }

}
