package import Outcomes

/// Every flag of one patient, open and closed: `recheck review show` for scripts.
package enum FlagTable {
  package static let columns: [Table.Column] = [
    .patient,
    .init(
      "severity", "Severity", meaning: "how urgently a review is asked for",
      allowed: Severity.allCases.map(\.rawValue).joined(separator: " ")),
    .init(
      "flag", "Flag", meaning: "what the flag is about",
      allowed: FlagKind.allCases.map(\.rawValue).joined(separator: " ")),
    .init(
      "therapy", "Therapy", meaning: "the therapy that the flag is about",
      allowed: "ids of therapies"),
    .init("start", "Start", .date, meaning: "first dose of that course", identifies: true),
    .init(
      "since", "Since", .date, meaning: "since when the question has been open", identifies: true),
    .init("status", "Status", meaning: "whether a review holds", allowed: "open re-opened closed"),
    .init("headline", "Headline", meaning: "the flag in one sentence"),
    .init(
      "decision", "Decision", meaning: "of the latest review",
      allowed: Review.Decision.allCases.map(\.rawValue).joined(separator: " ")),
    .init("decided_on", "Decided on", .date, meaning: "day of the latest review", identifies: true),
    .init("decided_by", "Decided by", meaning: "who decided", identifies: true),
    .init("note", "Note", meaning: "of the latest review, free text", identifies: true),
    .init("new", "New since", meaning: "what re-opened the flag, joined by semicolons"),
  ]

  /// Most urgent first.
  package static func rows(for patient: PatientJudgement, library: Library) -> [[Cell]] {
    patient.flags.map { flag in
      let course = patient.course(of: flag)?.course
      var review: Review?
      var news: [String] = []
      switch flag.status {
      case .open: break
      case .closed(let latest): review = latest
      case .reopened(let latest, let new):
        review = latest
        news = Wording.news(new, library: library)
      }
      return [
        .text(patient.record.patient.id.text), .text(flag.severity.rawValue),
        .text(flag.kind.rawValue), Cell(course?.therapy.text), Cell(course?.start),
        .day(flag.since), .text(ReviewTable.statusWord(flag)),
        .text(Wording.headline(flag, in: patient)), Cell(review?.decision.rawValue),
        Cell(review?.day), Cell(review?.physician), Cell(review?.note),
        news.isEmpty ? .empty : .text(news.joined(separator: "; ")),
      ]
    }
  }
}
