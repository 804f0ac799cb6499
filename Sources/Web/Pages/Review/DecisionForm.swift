import Outcomes
import Registry
import Reporting

/// The physician's decision on the open flags, below their evidence.
enum DecisionForm {
  /// - Parameter seen: the position in the clinic file up to which the page shows the record: a
  ///   decision is taken on what was seen.
  static func form(
    _ judged: PatientJudgement, seen: Int, _ request: PageRequest, _ problems: FormProblems
  ) throws -> PlainForm {
    let form = request.form
    var kinds: [FlagKind] = []
    for flag in judged.openFlags where !kinds.contains(flag.kind) { kinds.append(flag.kind) }
    let about =
      [
        Choice(
          "", kinds.count == 1 ? "the open flag" : "all open flags", chosen: form["about"].isEmpty)
      ]
      + (kinds.count == 1
        ? []
        : kinds.map {
          Choice($0.rawValue, "only: \(Wording.phrase($0))", chosen: form["about"] == $0.rawValue)
        })
    let diseases = request.library.diseases.sorted { $0.short < $1.short }
    var until = TextField.date("until", "Deferred until (for “deferred” alone)")
    until.hint = "The flag opens again on that day. Year-month-day, such as 2026-03-12"
    return try PlainForm(
      request,
      lead:
        "A decision holds for the evidence on this page: a new or corrected score, a changed treatment or the end of a deferral opens the flag again.",
      button: "Close with this decision",
      fields: [
        .radios(
          ChoiceField(
            "decision", "Decision", problems,
            Review.Decision.allCases.map {
              Choice($0.rawValue, Wording.decision($0), chosen: form["decision"] == $0.rawValue)
            })),
        .select(ChoiceField("about", "What is decided on", problems, about)),
        .select(
          ChoiceField(
            "revised-to", "Revised to (for “diagnosis revised” alone)", problems,
            [Choice("", "", chosen: form["revised-to"].isEmpty)]
              + diseases.map {
                Choice($0.id.text, $0.name, chosen: form["revised-to"] == $0.id.text)
              })),
        .text(until.filled(form["until"], problems)),
        .area(TextField("note", "Note: what the decision rests on").filled(form["note"], problems)),
        ChangeForm.seen(seen),
      ])
  }
}
