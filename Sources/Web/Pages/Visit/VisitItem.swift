import Clinic
import Outcomes

/// One item of a visit form.
struct VisitItem {
  private static let reasons: [(MissingReason, String)] = [
    (.notDone, "not done"), (.unable, "unable"), (.refused, "refused"),
    (.notApplicable, "not applicable"),
  ]

  let question: ScoreForm.Question
  /// Of the field that holds the answer.
  let name: String
  /// As typed, where the item asks for a number.
  let typed: String
  /// Of the chosen option or reason.
  let chosen: String
  let error: String?
  /// The first field of a new form has the focus.
  let hasFocus: Bool

  func write(to html: inout HTMLWriter) {
    html.markup(
      """
      <fieldset class="item\(" wrong", if: error != nil)" id="\(name)" tabindex="-1"\
      \(" data-optional", if: question.isOptional)>
      <legend>\(question.label)\(" <span class=\"aside\">optional</span>", if: question.isOptional)</legend>
      \(question.previous.map { "<p class=\"previous\">last time \($0)</p>\n" })\
      \(question.help.map { "<p class=\"hint\">\($0)</p>\n" })\
      \(error.map { "<p class=\"error\"><span class=\"unseen\">Error:</span> \($0)</p>\n" })
      """)
    var reasonName = name
    switch question.kind {
    case .options(let options):
      html.markup("<div class=\"options\">\n")
      for (position, option) in options.enumerated() {
        html.markup(
          """
          <label>\(radio(named: name, option.value))\(" autofocus", if: hasFocus && position == 0)> \
          <span><b>\(option.value)</b> \(option.text == option.value ? "" : option.text)</span></label>

          """)
      }
      html.markup("</div>\n")
    case .number(let range):
      reasonName += ":reason"
      html.markup(number(range))
    }
    html.markup("<div class=\"reasons\" role=\"group\" aria-label=\"No answer, because\">\n")
    for (reason, text) in Self.reasons {
      html.markup(
        "<label class=\"reason\">\(radio(named: reasonName, reason.rawValue))> \(text)</label>\n")
    }
    html.markup("</div>\n</fieldset>\n")
  }

  /// Without its closing bracket.
  private func radio(named name: String, _ value: String) -> Markup {
    """
    <input type="radio" name="\(name)" value="\(value)"\(" checked", if: chosen == value)
    """
  }

  private func number(_ range: NumberRange) -> Markup {
    let steps = range.step == .one ? "" : ", in steps of \(range.step.plain(4))"
    let hint = "\(range.minimum.plain(4)) to \(range.maximum.plain(4)) \(range.unit)\(steps)"
    return """
      <div class="number-row">
      <input name="\(name)" type="text" value="\(typed)" autocomplete="off" inputmode="decimal" \
      aria-label="\(question.label), \(hint)">
      <span class="hint">\(hint)</span>
      </div>

      """
  }
}
