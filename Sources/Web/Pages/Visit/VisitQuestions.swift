import Clinic
import Outcomes
import Reporting

/// What is asked at a visit beside its scores, as it was filled in.
struct VisitQuestions: Sendable {
  /// What was filled in, over what was noted of that day before.
  let note: VisitNote
  /// The number of the note of that day that the form was made from; 0: there was none.
  let seen: Int

  static let names: Set<String> = [
    "illness", "missed-doses", "days-since-dose", "visit-note", "visit-seen",
  ]

  /// nil: nothing was filled in.
  init?(_ form: FormFields, noted: VisitNote?, day: Day, _ problems: inout FormProblems) {
    var fields = FieldReader(form)
    let since = fields.countFromZero(form["days-since-dose"], .daysSinceDose)
    let illness = fields.yesOrNo(form["illness"], .illness)
    let missed = fields.yesOrNo(form["missed-doses"], .missedDoses)
    problems.add(fields.faults, at: RecordFault.Field.visit)
    let note = form["visit-note"].withoutOuterBlanks
    if illness == nil, missed == nil, since == nil, note.isEmpty { return nil }
    self.note = VisitNote(
      day: day, illness: illness, missedDoses: missed, daysSinceDose: since, note: note
    ).keeping(noted)
    seen = Int(form["visit-seen"]) ?? 0
  }

  /// - Parameters:
  ///   - noted: what is noted of the day already.
  ///   - texts: the site's own texts for the note.
  static func markup(
    _ noted: VisitNote?, _ entered: FormFields, _ problems: FormProblems, texts: Markup?
  ) -> Markup {
    func question(_ name: String, _ label: String) -> Markup {
      let chosen = entered[name]
      return ChoiceField(
        name, label, problems,
        [Choice("", "not asked", chosen: chosen.isEmpty)]
          + [YesOrNo.no, .yes].map {
            Choice($0.rawValue, $0.rawValue, chosen: chosen == $0.rawValue)
          }
      ).select
    }
    var days = TextField("days-since-dose", "Days since the last dose or infusion")
    days.inputMode = "numeric"
    let before: Markup? = noted.map {
      "<p class=\"aside\">Noted already: \(sentence: Wording.visit($0) + ".") What is left empty stays as it is.</p>\n"
    }
    return """
      <section class="card asked" aria-labelledby="asked-title">
      <h2 id="asked-title">Asked at this visit</h2>
      \(before)<input type="hidden" name="visit-seen" value="\("\(noted?.number ?? 0)")">
      <div class="filters">
      \(question("illness", "Another illness since the last visit"))\
      \(question("missed-doses", "Doses missed or late"))\
      \(days.filled(entered["days-since-dose"], problems).markup)\
      \(TextField("visit-note", "Note of the visit").filled(entered["visit-note"], problems).area)</div>
      \(texts)</section>

      """
  }
}
