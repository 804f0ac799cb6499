package import Outcomes
import Registry
package import Reporting

/// One patient in the review list, with what its line shows beside the table's cells.
///
/// It is handed on without a copy: a large clinic has thousands.
package final class ReviewLine: Sendable {
  package let patient: Patient
  /// The row of ``ReviewTable``: the same words as `recheck review`.
  package let cells: [Cell]
  /// The flag that the line shows: the most urgent open one.
  package let flag: Review.Subject
  package let severity: Severity
  package let since: Day
  package let urgency: FlagUrgency
  package let flagged: FlaggedMatters
  /// Who reviewed the patient last; nil: nobody yet.
  package let physician: String?
  /// The counted measure with the latest score.
  package let leading: LeadingMeasure?
  /// `No response to IVIG`.
  package let question: String
  /// `week 15 of 9 · stopped · also rituximab`.
  package let circumstances: String
  /// `CIDP`; what the flag in question is about.
  package let diagnosis: String
  /// The response index of the course in question; nil: nothing could be compared.
  package let index: Rational?
  /// At the date of every follow-up, ascending.
  package let indexHistory: [(day: Day, index: Rational)]
  /// The last decision on the patient, as in `2026-03-02 Dr Silva`; nil: nobody decided yet.
  package let reviewed: String?
  /// Position of the latest entry about the patient that is evidence.
  package let evidence: Int
  /// What came since that decision, in two words each.
  package let news: [String]
  /// The flag was decided on, and something new opened it again.
  package let isOpenAgain: Bool

  init?(_ judged: PatientJudgement, library: Library) {
    guard let flag = judged.headline, let cells = ReviewTable.row(for: judged) else { return nil }
    let course = judged.course(of: flag)
    patient = judged.record.patient
    self.cells = cells
    self.flag = judged.subject(of: flag)
    severity = flag.severity
    since = flag.since
    urgency = flag.urgency
    let open = judged.openFlags
    flagged = FlaggedMatters(judged)
    let last = judged.record.reviews.max { ($0.day, $0.entry) < ($1.day, $1.entry) }
    physician = last?.physician
    let shown = judged.courseShown(for: flag)
    let disease = course?.disease ?? judged.diagnosis(of: flag)?.disease
    leading = disease.flatMap {
      LeadingMeasure(of: $0, in: judged.record, shown, library: library)
    }
    question = Wording.question(flag, in: judged)
    circumstances = ReviewLine.circumstances(flag, open, judged)
    diagnosis = disease?.short ?? ""
    index = judged.index(shownFor: flag)
    indexHistory = shown?.indexHistory ?? []
    reviewed = last.map { review in
      review.deferredUntil.map { "deferred to \($0)" } ?? "\(review.day)"
    }.map { "\($0) \(last?.physician ?? "")" }
    let record = judged.record
    evidence = max(
      record.scores.map(\.entry).max() ?? 0, record.courses.map(\.entry).max() ?? 0)
    news =
      open.flatMap { flag -> [Flag.News] in
        if case .reopened(_, let news) = flag.status { news } else { [] }
      }.map(ReviewLine.word).uniqued
    isOpenAgain = if case .reopened = flag.status { true } else { false }
  }
}

extension ReviewLine: Placed {
  package func text(_ key: String) -> String {
    ReviewTable.columns.firstIndex { $0.key == key }.map { cells[$0].text } ?? ""
  }

  /// In the order of response.md section 6, then by patient.
  package static func isBefore(_ a: ReviewLine, _ b: ReviewLine) -> Bool {
    (a.urgency, a.patient.id) < (b.urgency, b.patient.id)
  }
}

extension Desk {
  /// Up to which position of the clinic file somebody has seen each patient's flags.
  package func lastLooks(by author: String) throws -> [Patient.ID: Int] {
    try file.read { try $0.lastLooks(by: author) }
  }
}

extension ReviewLine {
  private static func circumstances(
    _ flag: Flag, _ open: [Flag], _ judged: PatientJudgement
  ) -> String {
    let own = judged.diagnosis(of: flag)?.courses ?? []
    let others = open.filter { other in
      other.course != flag.course && other.severity.asksForReview
        && !own.contains { $0 == other.course }
    }.compactMap { judged.course(of: $0) }
      .map { Wording.therapy($0.course, $0.therapy) }.uniqued
    let also = others.isEmpty ? [] : ["also \(others.joined(separator: ", "))"]
    return ([Wording.circumstances(flag, in: judged)] + also).filter { !$0.isEmpty }
      .joined(separator: " · ")
  }

  private static func word(_ news: Flag.News) -> String {
    switch news {
    case .score: "new score"
    case .course, .courseFailed: "treatment changed"
    case .change: "record changed"
    case .deferralEnded: "deferral ended"
    case .reopened: "opened again"
    case .diagnosisIndexFell: "index fell"
    }
  }
}
