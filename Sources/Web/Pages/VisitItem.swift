import Clinic
import Outcomes

/// One item of a visit form, written as bytes.
///
/// A core set has sixty of them with four hundred choices: through the template engine, which looks
/// every name up by reflection, one form took as long as the whole clinic's review list.
struct VisitItem {
  private struct Choice {
    let value: String
    let text: String
  }

  private static let reasons = [
    Choice(value: MissingReason.notDone.rawValue, text: "not done"),
    Choice(value: MissingReason.unable.rawValue, text: "unable"),
    Choice(value: MissingReason.refused.rawValue, text: "refused"),
    Choice(value: MissingReason.notApplicable.rawValue, text: "not applicable"),
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
    html.markup("<fieldset class=\"item")
    if error != nil { html.markup(" wrong") }
    html.markup("\" id=\"")
    html.text(name)
    html.markup("\" tabindex=\"-1\"")
    if question.isOptional { html.markup(" data-optional") }
    html.markup(">\n<legend>")
    html.text(question.label)
    if question.isOptional { html.markup(" <span class=\"aside\">optional</span>") }
    html.markup("</legend>\n")
    if let previous = question.previous {
      html.markup("<p class=\"previous\">last time ")
      html.text(previous)
      html.markup("</p>\n")
    }
    if let help = question.help {
      html.markup("<p class=\"hint\">")
      html.text(help)
      html.markup("</p>\n")
    }
    if let error {
      html.markup("<p class=\"error\"><span class=\"unseen\">Error:</span> ")
      html.text(error)
      html.markup("</p>\n")
    }
    var reasonName = name
    switch question.kind {
    case .options(let options):
      html.markup("<div class=\"options\">\n")
      for (position, option) in options.enumerated() {
        let text = option.text == option.value ? "" : option.text
        write(
          Choice(value: option.value, text: text), hasFocus: hasFocus && position == 0, to: &html)
      }
      html.markup("</div>\n")
    case .number(let range):
      reasonName += ":reason"
      writeNumber(range, to: &html)
    }
    html.markup("<div class=\"reasons\" role=\"group\" aria-label=\"No answer, because\">\n")
    for reason in Self.reasons { write(reason, named: reasonName, to: &html) }
    html.markup("</div>\n</fieldset>\n")
  }

  private func write(_ option: Choice, hasFocus: Bool, to html: inout HTMLWriter) {
    html.markup("<label>")
    writeRadio(named: name, option.value, to: &html)
    if hasFocus { html.markup(" autofocus") }
    html.markup("> <span><b>")
    html.text(option.value)
    html.markup("</b> ")
    html.text(option.text)
    html.markup("</span></label>\n")
  }

  private func write(_ reason: Choice, named name: String, to html: inout HTMLWriter) {
    html.markup("<label class=\"reason\">")
    writeRadio(named: name, reason.value, to: &html)
    html.markup("> ")
    html.text(reason.text)
    html.markup("</label>\n")
  }

  private func writeRadio(named name: String, _ value: String, to html: inout HTMLWriter) {
    html.markup("<input type=\"radio\" name=\"")
    html.text(name)
    html.markup("\" value=\"")
    html.text(value)
    html.markup("\"")
    if chosen == value { html.markup(" checked") }
  }

  private func writeNumber(_ range: NumberRange, to html: inout HTMLWriter) {
    let steps = range.step == .one ? "" : ", in steps of \(range.step.plain(4))"
    let hint = "\(range.minimum.plain(4)) to \(range.maximum.plain(4)) \(range.unit)\(steps)"
    html.markup("<div class=\"number-row\">\n<input name=\"")
    html.text(name)
    html.markup("\" type=\"text\" value=\"")
    html.text(typed)
    html.markup("\" autocomplete=\"off\" inputmode=\"decimal\" aria-label=\"")
    html.text("\(question.label), \(hint)")
    html.markup("\">\n<span class=\"hint\">")
    html.text(hint)
    html.markup("</span>\n</div>\n")
  }
}
