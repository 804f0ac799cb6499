import Outcomes
import Reporting

/// How a flag is closed, or opened again, as a command.
enum ClosingWords {
  /// - Parameter seen: the position in the clinic file up to which the page shows the record.
  static func closing(
    _ flag: Flag, _ patient: PatientJudgement, seen: Int
  ) -> FlagPage.Closing? {
    let id = patient.record.patient.id.text
    let name = id.contains(" ") ? "'\(id)'" : id
    let isHeadline =
      patient.openFlags.first.map { patient.subject(of: $0) }
      == patient.subject(of: flag)
    let which = isHeadline ? "" : " " + Self.which(flag, patient)
    guard flag.status.isOpen else {
      return FlagPage.Closing(
        command: "recheck review reopen \(name)\(which) --note TEXT --by NAME",
        remark: "It opens the flag again; the decision stays in the history.")
    }
    let several =
      patient.openFlags.count > 1
      ? " It is about this flag alone; --flag names another one, --all closes all open flags."
      : ""
    let decisions = Review.Decision.closing.map(\.rawValue).joined(separator: ", ")
    return FlagPage.Closing(
      command: "recheck review close \(name)\(which) --decision DECISION --note TEXT --by NAME",
      remark:
        "DECISION is one of \(decisions); diagnosis-revised takes --to DISEASE, "
        + "deferred takes --until DATE. With --seen \(seen) it is refused where anybody changed "
        + "the record since. A new or corrected score, a changed course or the end of "
        + "a deferral opens it again." + several)
  }

  /// `--flag missing-response`, with the course where several are of that kind.
  private static func which(_ flag: Flag, _ patient: PatientJudgement) -> String {
    let subject = patient.subject(of: flag)
    let text = "--flag \(flag.kind.rawValue)"
    guard patient.flags.count(where: { $0.kind == flag.kind }) > 1, let therapy = subject.therapy
    else { return text }
    return text + " --therapy \(therapy)" + (subject.start.map { " --start \($0)" } ?? "")
  }
}
