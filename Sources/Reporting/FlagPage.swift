package import Outcomes

/// The view of `text/flag.mustache`: the page a physician decides from.
///
/// All texts are finished and wrapped; what has nothing to show is nil.
package struct FlagPage: Sendable {
  package struct MeasureScores: Sendable {
    /// `INCAT, points, higher is worse`.
    package var title: String
    /// Dates, values, improvements.
    package var table: String?
    /// Change against the threshold, its source, the published criterion.
    package var points: [String]
    package var chart: String?
  }

  package struct IndexOverTime: Sendable {
    package var table: String
    package var chart: String
  }

  package var identity: String
  package var asOf: String
  package var diagnoses: [String]
  package var headline: String
  /// Severity and since when.
  package var status: String?
  package var alsoOpen: ReportSection?
  package var news: ReportSection?
  /// What the letters under the charts mean.
  package var chartKey: String?
  package var measures: [MeasureScores]
  package var hasMeasures: Bool
  package var composite: ReportSection?
  package var index: IndexOverTime?
  package var lanes: String?
  package var verdict: ReportSection?
  package var criteria: ReportSection?
  package var ruleOut: ReportSection?
  package var reconsider: ReportSection?
  package var turnOff: ReportSection?
  /// Commands.
  package var close: ReportSection?
  package var reviews: ReportSection?
  package var courses: String?

  /// The page of the most urgent open flag; of the patient's courses alone when none is open.
  package init(_ patient: PatientJudgement, library: Library) {
    let flag = patient.headline ?? patient.openFlags.first
    let course = flag.flatMap { patient.course(of: $0) }
    let evidence = course.map { CourseEvidence(course: $0, patient: patient, library: library) }

    identity = TreatmentText.identity(patient.record.patient, asOf: patient.asOf)
    asOf = patient.asOf.iso
    diagnoses = patient.record.diagnoses.map { TreatmentText.diagnosis($0, library) }
    headline = ReportLines.paragraph(
      flag.map { Wording.headline($0, in: patient) } ?? "No flag is open.")
    status = flag.map(Self.status)
    alsoOpen = ReportSection(
      patient.openFlags.filter { $0.kind != flag?.kind || $0.course != flag?.course }
        .map { ReportLines.point(Wording.headline($0, in: patient)) })
    news = flag.flatMap { Self.news($0, library) }

    measures = evidence?.measures ?? []
    hasMeasures = !measures.isEmpty
    chartKey = measures.contains { $0.chart != nil } ? evidence?.chartKey : nil
    composite = ReportSection(evidence?.composite ?? [])
    index = evidence?.index
    lanes = evidence.flatMap { $0.lanes.isEmpty ? nil : ReportLines.block($0.lanes) }
    verdict = ReportSection(evidence?.verdict ?? [])
    criteria = ReportSection(evidence?.criteria ?? [])

    let asks = flag.map { Self.asksWhy($0.kind) } ?? false
    ruleOut = asks ? ReportSection(evidence?.ruleOut ?? []) : nil
    let doubts = flag.map { Self.asksForReconsidering($0.kind) } ?? false
    reconsider = doubts ? ReportSection(evidence?.reconsider ?? []) : nil
    if let flag, let course {
      let off = TurningOff(flag: flag, course: course, patient: patient, library: library)
      turnOff = ReportSection(off.sentences.map { ReportLines.point($0) })
    }
    close = flag.flatMap { ReportSection(Self.closing($0, in: patient)) }
    reviews = ReportSection(
      patient.record.reviews.sorted { ($0.day, $0.entry) < ($1.day, $1.entry) }
        .map { ReportLines.point(Wording.review($0, library: library)) })
    courses = patient.courses.isEmpty ? nil : ReportLines.block(Self.courses(patient))
  }

  private static func status(_ flag: Flag) -> String {
    var text = "\(flag.severity.rawValue.firstLetterRaised), open since \(flag.since)"
    if case .reopened(let review, _) = flag.status {
      text += ", open again after the review of \(review.day)"
    }
    return text + "."
  }

  /// Flags that ask why the response is not there.
  private static func asksWhy(_ kind: FlagKind) -> Bool {
    switch kind {
    case .missingResponse, .worseningOnTreatment, .responseLost, .responseDeclining, .mixedResponse,
      .partialResponse, .worseningPossible, .responseDue:
      true
    default: false
    }
  }

  /// Flags that ask whether the diagnosis explains the course.
  private static func asksForReconsidering(_ kind: FlagKind) -> Bool {
    switch kind {
    case .missingResponse, .worseningOnTreatment, .treatmentRelatedFluctuation, .acuteOnsetCIDP:
      true
    default: false
    }
  }

  private static func news(_ flag: Flag, _ library: Library) -> ReportSection? {
    guard case .reopened(let review, let news) = flag.status else { return nil }
    let items = Wording.news(news, library: library)
    let shown = items.count > 12 ? items.prefix(11) + ["and \(items.count - 11) more"] : items[...]
    let head = "Closed on \(Wording.review(review, library: library)). Since then:"
    return ReportSection(
      [ReportLines.paragraph(head, indent: 2)] + shown.map { ReportLines.point($0, indent: 4) })
  }

  private static func closing(_ flag: Flag, in patient: PatientJudgement) -> [String] {
    let id = patient.record.patient.id.text
    let name = id.contains(" ") ? "'\(id)'" : id
    let several =
      patient.openFlags.count > 1
      ? " The command closes all open flags; with --flag \(flag.kind.rawValue) only those of this kind."
      : ""
    let decisions = Review.Decision.allCases.map(\.rawValue).joined(separator: ", ")
    return [
      "  recheck review close \(name) --decision DECISION --note TEXT --by NAME",
      ReportLines.paragraph(
        "DECISION is one of \(decisions); diagnosis-revised takes --to DISEASE, "
          + "deferred takes --until DATE. A new or corrected score, a changed course or the end of "
          + "a deferral opens it again." + several, indent: 2),
    ]
  }

  private static func courses(_ patient: PatientJudgement) -> Table {
    Table(
      columns: [
        .init("therapy", "Treatment"), .init("start", "Start", .date), .init("stop", "Stop", .date),
        .init("index", "Index", .number), .init("verdict", "Verdict"),
      ],
      rows: patient.courses.map { judged in
        [
          .text(Wording.treatment(judged)), .day(judged.course.start), Cell(judged.course.stop),
          judged.index.map { .decimal($0, places: 2) } ?? .empty, .text(Wording.verdict(judged)),
        ]
      })
  }
}
