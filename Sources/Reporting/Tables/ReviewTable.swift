package import Outcomes

/// `recheck review list`: one line per patient with an open red or amber flag.
package enum ReviewTable {
  package static let columns: [Table.Column] = [
    .patient,
    .init(
      "severity", "Severity",
      meaning: "how urgently a review is asked for; not-judged: the record's seals do not hold",
      allowed: words(Severity.allCases.map(\.rawValue))),
    .init(
      "flag", "Flag", meaning: "the most urgent open flag; not-judged: none is known",
      allowed: words(FlagKind.allCases.map(\.rawValue))),
    .init(
      "therapy", "Therapy", meaning: "the therapy that the flag is about",
      allowed: "ids of therapies"),
    .init("start", "Start", .date, meaning: "first dose of that course", identifies: true),
    .init("weeks", "Weeks", .number, unit: "weeks", meaning: "whole weeks since the first dose"),
    .init(
      "since", "Since", .date, meaning: "since when the question has been open", identifies: true),
    .init("headline", "Headline", meaning: "the flag in one sentence"),
    .init(
      "reasons", "Further flags", meaning: "the patient's other open flags, joined by semicolons"),
    .init(
      "status", "Status", meaning: "open, or open again after a review because of new evidence",
      allowed: words(["open", "re-opened"])),
    .init(
      "flags", "All flags",
      meaning:
        "ids of all open flags, each once, the most urgent first, joined by semicolons",
      allowed: "ids of flags"),
    .init(
      "physician", "Responsible",
      meaning: "the physician responsible for the patient; empty: nobody is named",
      identifies: true),
  ]

  private static func words(_ words: [String]) -> String {
    (words + [notJudged]).joined(separator: " ")
  }

  /// What fits a screen.
  package static let textKeys = [
    "patient_id", "severity", "since", "headline", "reasons", "status",
  ]

  /// Which of the three lists.
  package enum List: Sendable {
    /// What needs a physician.
    case review
    /// What needs a visit.
    case due
    /// Patients of whom there are notes alone.
    case notes
  }

  /// nil when the patient is not on that list.
  package static func row(for patient: PatientJudgement, on list: List = .review) -> [Cell]? {
    guard let flag = leading(patient, list) else { return nil }
    let course = patient.course(of: flag)?.course
    let reasons = Wording.reasons(otherFlags(flag, in: patient), in: patient)
    return [
      .text(patient.record.patient.id.text), .text(flag.severity.rawValue),
      .text(flag.kind.rawValue), Cell(course?.therapy.text), Cell(course?.start),
      Cell(course.map { (patient.asOf - $0.start) / 7 }), .day(flag.since),
      .text(Wording.headline(flag, in: patient)),
      reasons.isEmpty ? .empty : .text(reasons.joined(separator: "; ")),
      .text(statusWord(flag)),
      .text(patient.openFlags.map(\.kind.rawValue).uniqued.joined(separator: ";")),
      Cell(patient.record.patient.physician),
    ]
  }

  private static func leading(_ patient: PatientJudgement, _ list: List) -> Flag? {
    switch list {
    case .review: patient.headline
    case .due: patient.openFlags.first { $0.severity == .due }
    case .notes:
      patient.openFlags.allSatisfy { $0.severity == .note } ? patient.openFlags.first : nil
    }
  }

  /// The reasons beside the headline; what is only a note is not among them.
  static func otherFlags(_ headline: Flag, in patient: PatientJudgement) -> [Flag] {
    patient.openFlags.filter { flag in
      (flag.kind, flag.course, flag.diagnosis) != (
        headline.kind, headline.course, headline.diagnosis
      )
        && flag.severity != .note
    }
  }

  static func statusWord(_ flag: Flag) -> String {
    switch flag.status {
    case .open: "open"
    case .reopened: "re-opened"
    case .closed: "closed"
    }
  }

  /// In the order of response.md section 6, then by patient.
  package static func isMoreUrgent(
    _ a: (urgency: FlagUrgency, patient: Patient.ID),
    _ b: (urgency: FlagUrgency, patient: Patient.ID)
  ) -> Bool {
    (a.urgency, a.patient) < (b.urgency, b.patient)
  }

  /// The line of a patient with what it is ordered by; nil when the patient is not on the list.
  package static func line(
    for patient: PatientJudgement, on list: List = .review
  ) -> ReviewTableLine? {
    guard let flag = leading(patient, list), let cells = row(for: patient, on: list) else {
      return nil
    }
    return ReviewTableLine(
      cells: cells, urgency: flag.urgency, patient: patient.record.patient.id)
  }
}

extension ReviewTable {
  /// Stands for severity, flag and status of a patient who is not judged: no flag has this name.
  package static let notJudged = "not-judged"
  package static let sealsDoNotHold = "Not judged: the seals of the record do not hold"

  /// The line of a patient whose record is not judged since its seals do not hold: on every list, and
  /// above all others.
  package static func line(notJudged patient: Patient) -> (sortKey: String, cells: [Cell]) {
    let cells = columns.map { column -> Cell in
      switch column.key {
      case "patient_id": .text(patient.id.text)
      case "severity", "flag", "status": .text(notJudged)
      case "headline": .text(sealsDoNotHold)
      case "physician": Cell(patient.physician)
      default: .empty  // not our enum
      }
    }
    // A blank is before every digit that an urgency begins with.
    return (" " + patient.id.text, cells)
  }
}

/// A row of the review list with its place in the order.
package struct ReviewTableLine: Sendable {
  package let cells: [Cell]
  package let urgency: FlagUrgency
  package let patient: Patient.ID

  /// A text of which the bytes are in the order of the list.
  package var sortKey: String { urgency.sortKey + patient.text }
}
