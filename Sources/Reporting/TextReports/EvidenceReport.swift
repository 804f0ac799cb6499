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
  package var headline: ReportLine
  /// Severity and since when.
  package var status: String?
  package var alsoOpen: ReportSection?
  package var news: ReportSection?
  /// What the letters under the charts mean.
  package var chartKey: ReportLine?
  package var measures: [MeasureScores]
  package var hasMeasures: Bool
  package var composite: ReportSection?
  package var index: IndexOverTime?
  package var lanes: ReportLine?
  package var verdict: ReportSection?
  package var criteria: ReportSection?
  package var ruleOut: ReportSection?
  package var reconsider: ReportSection?
  package var turnOff: ReportSection?
  /// Commands.
  package var close: ReportSection?
  package var reviews: ReportSection?
  package var courses: ReportLine?
  /// Each measure since the reference of the diagnosis.
  package var diagnosis: ReportSection?

  /// The page of the most urgent open flag; of the patient's courses alone when none is open.
  package init(_ patient: PatientJudgement, library: Library) {
    let evidence = FlagEvidence(patient, library: library)
    identity = TreatmentText.identity(patient.record.patient, asOf: patient.asOf)
    asOf = evidence.asOf
    diagnoses = evidence.diagnoses
    headline = .paragraph(evidence.headline)
    status = evidence.status
    alsoOpen = ReportSection(points: evidence.alsoOpen)
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

    verdict = ReportSection(points: evidence.verdict)
    criteria = ReportSection(points: evidence.criteria)
    ruleOut = ReportSection(points: evidence.ruleOut)
    reconsider = ReportSection(points: evidence.reconsider)
    turnOff = ReportSection(points: evidence.turnOff)
    close = evidence.flag.flatMap { ReportSection(Self.closing($0, in: patient)) }
    reviews = ReportSection(points: evidence.reviews)
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

  private static func closing(_ flag: Flag, in patient: PatientJudgement) -> [ReportLine] {
    let id = patient.record.patient.id.text
    let name = id.contains(" ") ? "'\(id)'" : id
    let several =
      patient.openFlags.count > 1
      ? " The command closes all open flags; with --flag \(flag.kind.rawValue) only those of this kind."
      : ""
    let decisions = Review.Decision.allCases.map(\.rawValue).joined(separator: ", ")
    return [
      .drawn("  recheck review close \(name) --decision DECISION --note TEXT --by NAME"),
      .paragraph(
        "DECISION is one of \(decisions); diagnosis-revised takes --to DISEASE, "
          + "deferred takes --until DATE. A new or corrected score, a changed course or the end of "
          + "a deferral opens it again." + several, indent: 2),
    ]
  }
}
