package import Outcomes

/// What a physician decides from, about one flag: sentences and tables, the same for the text page
/// and the web page.
///
/// Nothing is wrapped or drawn; what has nothing to show is nil or empty.
package struct FlagEvidence: Sendable {
  /// What re-opened a flag.
  package struct News: Sendable {
    /// `Closed on 2024-03-25, Dr Weber: trial judged inadequate. Since then:`.
    package let closed: String
    package let since: [String]
  }

  /// Another flag of the patient, that has a page of its own.
  package struct Other: Sendable {
    package let subject: Review.Subject
    package let severity: Severity
    package let headline: String
    /// `No response to IVIG, week 15 of 9 · stopped`.
    package let brief: String
    /// The decision that closed it; nil: it is open.
    package let closed: String?
  }

  /// A decision that was made on flags of the patient.
  package struct Decided: Sendable {
    package let review: Review
    /// `2024-05-01, Dr Weber: diagnosis confirmed. "NCS repeated"`.
    package let text: String
    /// On which flags: `missing response (IVIG)`.
    package let on: String
  }

  /// nil when none is open and no other was asked for.
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
  package let others: [Other]
  /// The decision that the record is shown for, as it stood then; nil: the record of today.
  package let decision: String?
  package let news: News?
  package let measures: [MeasureEvidence]
  package let composite: CompositeEvidence?
  /// Values since before the course, one sentence for each laboratory measure; never judged.
  package let laboratory: [String]
  package let verdict: [String]
  package let criteria: [String]
  /// What the flag asks to be re-evaluated, row by row with where each stands; nil: it asks for none.
  package let reevaluation: Reevaluation?
  package let ruleOut: [String]
  package let reconsider: [String]
  /// Rows that the clinic added.
  package let ownRows: [String]
  package let turnOff: [String]
  /// The four figures below the headline; empty without a flag.
  package let figures: [FlagFigures.Figure]
  /// All immunotherapies under the diagnosis, ascending by first dose.
  package let therapies: [TherapyRow]
  /// nil where no course is judged.
  package let values: ValueGrid?
  /// What explains the picture by itself, such as a known early worsening.
  package let cautions: [Expectation.Caution]
  /// The latest score that counts for the diagnosis; nil: there is none.
  package let lastScore: Day?
  package let reviews: [Decided]

  /// The headlines of the other open flags.
  package var alsoOpen: [String] { others.filter { $0.closed == nil }.map(\.headline) }
  /// The closed flags, each with its decision.
  package var alsoClosed: [String] {
    others.compactMap { other in
      other.closed.map { "\(other.headline) Closed: \($0)" }
    }
  }

  /// - Parameters:
  ///   - about: the flag that is meant; nil: the most urgent open one.
  ///   - decision: the decision that saw this record; nil: it is the record of today.
  package init(
    _ patient: PatientJudgement, library: Library, about: Flag? = nil, decision: Review? = nil
  ) {
    let flag = about ?? (decision == nil ? patient.headline ?? patient.openFlags.first : nil)
    // A flag about the diagnosis shows the latest course under it beside the whole.
    let course = flag.flatMap { patient.courseShown(for: $0) }
    let evidence = course.map { CourseEvidence(course: $0, patient: patient, library: library) }
    self.flag = flag
    self.course = course
    diagnosis = flag.flatMap { patient.diagnosis(of: $0) }

    asOf = patient.asOf.iso
    diagnoses = patient.record.diagnoses.map { TreatmentText.diagnosis($0, library) }
    headline =
      flag.map { Wording.headline($0, in: patient) }
      ?? (decision == nil
        ? "No flag is open." : "By the definitions of today this record raises no such flag.")
    status = flag.map { Self.status($0, library) }
    self.decision = decision.map {
      "The record as it stood for decision \($0.number), \(Wording.review($0, library: library)). "
        + "What came later is left out; it is judged by the definitions of today."
    }
    let shown = flag.map { patient.subject(of: $0) }
    others = patient.flags.compactMap { other in
      let subject = patient.subject(of: other)
      if subject == shown { return nil }
      var closed: String?
      if case .closed(let review) = other.status {
        closed = Wording.review(review, library: library)
      }
      let about = Wording.circumstances(other, in: patient)
      return Other(
        subject: subject, severity: other.severity,
        headline: Wording.headline(other, in: patient),
        brief: Wording.question(other, in: patient) + (about.isEmpty ? "" : ", \(about)"),
        closed: closed)
    }
    news = flag.flatMap { Self.news($0, library) }

    measures = evidence?.measures ?? []
    composite = course.flatMap { CompositeEvidence($0) }
    laboratory = evidence?.laboratory ?? []
    verdict = evidence?.verdict ?? []
    criteria = evidence?.criteria ?? []
    let rule = flag?.kind.rule
    let (asksWhy, asksToReconsider) = (rule?.asksWhy == true, rule?.asksToReconsider == true)
    let asked = asksWhy || asksToReconsider ? course : nil
    let rows = asked.flatMap { course in
      course.diseaseID.map { Reevaluation($0, course: course, patient, library) }
    }
    func sentences(_ kind: Reevaluation.Row.Kind) -> [String] {
      rows?.rows(kind).map(\.sentence) ?? []
    }
    reevaluation = rows
    ruleOut = asksWhy ? sentences(.question) : []
    reconsider = asksToReconsider ? sentences(.alternative) : []
    ownRows = sentences(.own)
    if let flag, let course {
      turnOff =
        TurningOff(flag: flag, course: course, patient: patient, library: library).sentences
    } else {
      turnOff = []
    }
    let whole = flag.flatMap { patient.diagnosis(of: $0) }
    figures =
      flag.map { FlagFigures($0, course: course, diagnosis: whole, patient, library).figures } ?? []
    therapies = TherapyRow.rows(under: course, whole, shown: flag, patient, library)
    values = course.map { ValueGrid($0) }
    cautions = course?.expectation?.cautions ?? []
    let counted = Set((course?.disease ?? whole?.disease)?.counted.map(\.measure) ?? [])
    lastScore = patient.record.scores.filter { counted.contains($0.measure) }.map(\.day).max()
    reviews = patient.record.reviews.sorted { ($0.day, $0.entry) < ($1.day, $1.entry) }
      .map { review in
        Decided(
          review: review, text: Wording.review(review, library: library),
          on: review.subjects.map { Wording.subject($0, library: library) }
            .joined(separator: ", "))
      }
  }

  /// Date and response index of every follow-up.
  package var index: Table {
    Table(
      columns: [.init("date", "Date", .date), .init("index", "Response index", .number)],
      rows: (course?.indexHistory ?? []).map { [.day($0.day), .change($0.index)] })
  }

  private static func status(_ flag: Flag, _ library: Library) -> String {
    let text = "\(flag.severity.rawValue.firstLetterRaised), open since \(flag.since)"
    switch flag.status {
    case .open: return text + "."
    case .reopened(let review, _): return text + ", open again after the review of \(review.day)."
    case .closed(let review): return "Closed on \(Wording.review(review, library: library))"
    }
  }

  private static func news(_ flag: Flag, _ library: Library) -> News? {
    guard case .reopened(let review, let news) = flag.status else { return nil }
    let items = Wording.news(news, library: library)
    return News(
      closed: "Closed on \(Wording.review(review, library: library)). Since then:",
      since: items.count > 12 ? items.prefix(11) + ["and \(items.count - 11) more"] : items)
  }
}
