package import Outcomes

/// `recheck review list`: one line per patient with an open red or amber flag.
package enum ReviewTable {
  package static let columns: [Table.Column] = [
    .patient,
    .init(
      "severity", "Severity", meaning: "how urgently a review is asked for", allowed: "red amber"),
    .init(
      "flag", "Flag", meaning: "the most urgent open flag",
      allowed: FlagKind.allCases.filter { $0.severity != .note }.map(\.rawValue).joined(
        separator: " ")),
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
      allowed: "open re-opened"),
  ]

  /// What fits a screen.
  package static let textKeys = [
    "patient_id", "severity", "since", "headline", "reasons", "status",
  ]

  /// nil when the patient has no open red or amber flag.
  package static func row(for patient: PatientJudgement) -> [Cell]? {
    guard let flag = patient.headline else { return nil }
    let course = patient.course(of: flag)?.course
    let reasons = Wording.reasons(otherFlags(flag, in: patient), in: patient)
    return [
      .text(patient.record.patient.id.text), .text(flag.severity.rawValue),
      .text(flag.kind.rawValue), Cell(course?.therapy.text), Cell(course?.start),
      Cell(course.map { (patient.asOf - $0.start) / 7 }), .day(flag.since),
      .text(Wording.headline(flag, in: patient)),
      reasons.isEmpty ? .empty : .text(reasons.joined(separator: "; ")),
      .text(statusWord(flag)),
    ]
  }

  static func otherFlags(_ headline: Flag, in patient: PatientJudgement) -> [Flag] {
    patient.openFlags.filter { $0.kind != headline.kind || $0.course != headline.course }
  }

  static func statusWord(_ flag: Flag) -> String {
    switch flag.status {
    case .open: "open"
    case .reopened: "re-opened"
    case .closed: "closed"
    }
  }

  /// Red before amber, then the longest open, then by patient.
  package static func isMoreUrgent(_ a: PatientJudgement, than b: PatientJudgement) -> Bool {
    guard let first = a.headline, let second = b.headline else { return a.headline != nil }
    return (first.severity, first.since, a.record.patient.id)
      < (second.severity, second.since, b.record.patient.id)
  }

  /// The same order for rows that ``row(for:)`` made, for lists built one patient at a time.
  package static func sorted(_ rows: [[Cell]]) -> [[Cell]] {
    let since = columns.firstIndex { $0.key == "since" } ?? 0
    func key(_ row: [Cell]) -> (Int, String, Patient.ID) {
      (row[1].text == Severity.red.rawValue ? 0 : 1, row[since].text, Patient.ID(row[0].text))
    }
    return rows.sorted { key($0) < key($1) }
  }
}
