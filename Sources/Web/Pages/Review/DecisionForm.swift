import Clinic
import Outcomes
import Registry
import Reporting

/// The physician's decision on a flag, below its evidence.
enum DecisionForm {
  static let fields: Set<String> = [
    "flag", "about", "decision", "revised-to", "other-name", "until", "note", "seen",
  ]

  /// What the field `about` says where all open flags are decided on together.
  static let all = "all"

  /// - Parameter seen: the position in the clinic file up to which the page shows the record: a
  ///   decision is taken on what was seen.
  static func form(
    _ judged: PatientJudgement, about flag: Flag, seen: Int, _ request: PageRequest,
    _ problems: FormProblems
  ) throws -> PlainForm {
    let form = request.form
    let count = judged.openFlags.count
    let about: [FormField] =
      count == 1
      ? []
      : [
        .radios(
          ChoiceField(
            "about", "What is decided on", problems,
            [
              Choice(
                "",
                "this flag: \(Wording.subject(judged.subject(of: flag), library: request.library))",
                chosen: form["about"].isEmpty),
              Choice(all, "all \(count) open flags", chosen: form["about"] == all),
            ]))
      ]
    var until = TextField.date("until", "Deferred until (for “deferred” alone)")
    until.hint = "The flag opens again on that day. Year-month-day, such as 2026-03-12"
    return try PlainForm(
      request,
      lead:
        "“Diagnosis revised” ends the diagnosis of the flag today and begins the other one. A decision holds for the evidence on this page: a new or corrected score, a changed treatment or the end of a deferral opens the flag again.",
      button: "Close with this decision",
      fields: [
        .radios(
          ChoiceField(
            "decision", "Decision", problems,
            Review.Decision.closing.map {
              Choice($0.rawValue, Wording.decision($0), chosen: form["decision"] == $0.rawValue)
            }))
      ] + about + [
        .select(
          ChoiceField(
            "revised-to", "Revised to (for “diagnosis revised” alone)", problems,
            Pickers.diseases(request.library, chosen: form["revised-to"]))),
        Pickers.otherName("Another disease", form["other-name"], problems),
        .text(until.filled(form["until"], problems)),
        .area(TextField("note", "Note: what the decision rests on").filled(form["note"], problems)),
        .hidden(name: "flag", value: judged.subject(of: flag).text), ChangeForm.seen(seen),
      ])
  }

  /// Takes a decision back.
  static func reopening(
    _ judged: PatientJudgement, _ flag: Flag, seen: Int, _ request: PageRequest,
    _ problems: FormProblems
  ) throws -> PlainForm {
    try PlainForm(
      request, action: try request.path(of: judged.record.patient.id, "flag/open"),
      lead: "The flag stands on the list again. The decision stays in the history.",
      button: "Open the flag again",
      fields: [
        .area(TextField("note", "Why it is opened again").filled(request.form["note"], problems)),
        .hidden(name: "flag", value: judged.subject(of: flag).text), ChangeForm.seen(seen),
      ])
  }
}
