import Clinic
import Outcomes
import Registry
import Reporting

/// The physician's decision on a flag, beside its evidence.
struct DecisionForm {
  static let fields: Set<String> = [
    "flag", "about", "decision", "revised-to", "other-name", "until", "note", "seen", "then",
    "password",
    ReviewWay.field,
  ]

  /// What the field `about` says where all open flags are decided on together.
  static let all = "all"
  /// What the field `then` says where the next flag of the list is opened.
  static let next = "next"

  let judged: PatientJudgement
  let flag: Flag
  /// The position in the clinic file up to which the page shows the record: a decision is taken on
  /// what was seen.
  let seen: Int
  let request: PageRequest
  let problems: FormProblems

  private var form: FormFields { request.form }

  func write(to html: inout HTMLWriter) throws {
    let subject = judged.subject(of: flag)
    let count = judged.openFlags.count
    var until = TextField.date("until", "Deferred until")
    until.hint = "The flag opens again on that day, such as 2026-03-12"
    let revised: [FormField] = [
      .select(
        ChoiceField(
          "revised-to", "Revised to", problems,
          request.site.pickers.diseases(chosen: form["revised-to"]))),
      Pickers.otherName("Another disease", form["other-name"], problems),
    ]
    html.markup(
      """
      <form class="card decide no-print" method="post" action="\(request.path)" data-decide>
      <h2 id="close">Decision</h2>
      <p class="small">for: \(Wording.question(flag, in: judged))</p>
      \(hidden("nonce", try request.nonce()))\(hidden("flag", subject.text))\
      \(hidden("seen", "\(seen)"))\(hidden(ReviewWay.field, request.listFilter.text))\
      <fieldset id="decision" tabindex="-1"\(" class=\"wrong\"", if: problems.message(for: "decision") != nil)>
      <legend class="unseen">Decision</legend>
      \(error("decision"))\(Review.Decision.closing.enumerated().map(radio))</fieldset>
      <div class="for revised">\(revised.map(\.markup))</div>
      <div class="for deferred">\(FormField.text(until.filled(form["until"], problems)).markup)</div>
      \(note)\(count > 1 ? allFlags(count) : nil)\(try request.signing(problems))\
      <p class="doing"><button class="button btn" name="then" value="\(Self.next)">Close and next</button>
      <button class="second btn quiet" name="then" value="">Close</button></p>
      <p class="small keys"><kbd>Enter</kbd>: close and next</p>
      </form>

      """)
  }

  private var note: Markup {
    let message = problems.message(for: "note")
    return """
      <div class="field\(" wrong", if: message != nil)"><label for="note">Note \
      <span class="small for-note">needed for this decision</span></label>
      \(error("note"))<textarea id="note" name="note" rows="2">\(form["note"])</textarea>
      \(NoteTemplates.markup(request, for: .decision, into: "#note"))</div>

      """
  }

  private func radio(_ position: Int, _ decision: Review.Decision) -> Markup {
    """
    <label class="choice"><input type="radio" name="decision" value="\(decision.rawValue)" \
    data-key="\(position + 1)"\(" data-note", if: decision.needsNote)\
    \(" checked", if: form["decision"] == decision.rawValue)> \
    <span>\(Wording.decision(decision))</span> <kbd aria-hidden="true">\(position + 1)</kbd></label>

    """
  }

  private func allFlags(_ count: Int) -> Markup {
    """
    <label class="choice small"><input type="checkbox" name="about" value="\(Self.all)"\
    \(" checked", if: form["about"] == Self.all)> for all \(count) open flags of the patient</label>

    """
  }

  private func hidden(_ name: String, _ value: String) -> Markup {
    "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">\n"
  }

  private func error(_ field: String) -> Markup? {
    problems.message(for: field).map {
      "<p class=\"error\" id=\"\(field)-error\"><span class=\"unseen\">Error:</span> \($0)</p>\n"
    }
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
