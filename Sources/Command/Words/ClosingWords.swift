import Outcomes
import Reporting

/// How a flag is closed, as a command.
enum ClosingWords {
  static func closing(_ flag: Flag, _ patient: PatientJudgement) -> FlagPage.Closing? {
    let id = patient.record.patient.id.text
    let name = id.contains(" ") ? "'\(id)'" : id
    let several =
      patient.openFlags.count > 1
      ? " The command closes all open flags; with --flag \(flag.kind.rawValue) only those of this kind."
      : ""
    let decisions = Review.Decision.allCases.map(\.rawValue).joined(separator: ", ")
    return FlagPage.Closing(
      command: "recheck review close \(name) --decision DECISION --note TEXT --by NAME",
      remark:
        "DECISION is one of \(decisions); diagnosis-revised takes --to DISEASE, "
        + "deferred takes --until DATE. A new or corrected score, a changed course or the end of "
        + "a deferral opens it again." + several)
  }
}
