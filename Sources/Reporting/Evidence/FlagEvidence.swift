package import Outcomes

/// What a physician decides from, about the most urgent open flag: sentences and tables, the same
/// for the text page and the web page.
///
/// Nothing is wrapped or drawn; what has nothing to show is nil or empty.
package struct FlagEvidence: Sendable {
  /// What re-opened a flag.
  package struct News: Sendable {
    /// `Closed on 2024-03-25, Dr Weber: trial judged inadequate. Since then:`.
    package let closed: String
    package let since: [String]
  }

  /// nil when none is open.
  package let flag: Flag?
  /// The course that the flag is about; nil when it is about none.
  package let course: CourseJudgement?
  /// The diagnosis that the flag is about; nil when it is about none.
  package let diagnosis: DiagnosisJudgement?
  package let asOf: String
  package let diagnoses: [String]
  package let headline: String
  /// Severity and since when.
  package let status: String?
  /// The headlines of the other open flags.
  package let alsoOpen: [String]
  package let news: News?
  package let measures: [MeasureEvidence]
  package let composite: CompositeEvidence?
  package let verdict: [String]
  package let criteria: [String]
  package let ruleOut: [String]
  package let reconsider: [String]
  package let turnOff: [String]
  package let reviews: [String]

  package init(_ patient: PatientJudgement, library: Library) {
    let flag = patient.headline ?? patient.openFlags.first
    // A flag about the diagnosis shows the latest course under it beside the whole.
    let course = flag.flatMap { flag in
      patient.course(of: flag)
        ?? patient.diagnosis(of: flag)?.courses.last.map { patient.courses[$0] }
    }
    let evidence = course.map { CourseEvidence(course: $0, patient: patient, library: library) }
    self.flag = flag
    self.course = course
    diagnosis = flag.flatMap { patient.diagnosis(of: $0) }

    asOf = patient.asOf.iso
    diagnoses = patient.record.diagnoses.map { TreatmentText.diagnosis($0, library) }
    headline = flag.map { Wording.headline($0, in: patient) } ?? "No flag is open."
    status = flag.map(Self.status)
    alsoOpen = patient.openFlags.filter {
      ($0.kind, $0.course, $0.diagnosis) != (flag?.kind, flag?.course, flag?.diagnosis)
    }.map { Wording.headline($0, in: patient) }
    news = flag.flatMap { Self.news($0, library) }

    measures = evidence?.measures ?? []
    composite = course.flatMap { CompositeEvidence($0) }
    verdict = evidence?.verdict ?? []
    criteria = evidence?.criteria ?? []
    let rule = flag?.kind.rule
    ruleOut = rule?.asksWhy == true ? evidence?.ruleOut ?? [] : []
    reconsider = rule?.asksToReconsider == true ? evidence?.reconsider ?? [] : []
    if let flag, let course {
      turnOff =
        TurningOff(flag: flag, course: course, patient: patient, library: library).sentences
    } else {
      turnOff = []
    }
    reviews = patient.record.reviews.sorted { ($0.day, $0.entry) < ($1.day, $1.entry) }
      .map { Wording.review($0, library: library) }
  }

  /// Date and response index of every follow-up.
  package var index: Table {
    Table(
      columns: [.init("date", "Date", .date), .init("index", "Response index", .number)],
      rows: (course?.indexHistory ?? []).map { [.day($0.day), .change($0.index)] })
  }

  private static func status(_ flag: Flag) -> String {
    var text = "\(flag.severity.rawValue.firstLetterRaised), open since \(flag.since)"
    if case .reopened(let review, _) = flag.status {
      text += ", open again after the review of \(review.day)"
    }
    return text + "."
  }

  private static func news(_ flag: Flag, _ library: Library) -> News? {
    guard case .reopened(let review, let news) = flag.status else { return nil }
    let items = Wording.news(news, library: library)
    return News(
      closed: "Closed on \(Wording.review(review, library: library)). Since then:",
      since: items.count > 12 ? items.prefix(11) + ["and \(items.count - 11) more"] : items)
  }
}
