import Clinic
import Outcomes

/// One item of a visit form, in one line where it fits.
struct VisitItem {
  private static let reasons: [(String, String)] = [
    (MissingReason.notDone.rawValue, "not done"), (MissingReason.unable.rawValue, "unable"),
    (MissingReason.refused.rawValue, "refused"),
    (MissingReason.notApplicable.rawValue, "not applicable"), ("", "nothing entered"),
  ]

  let question: ScoreForm.Question
  /// A measured value, or an aid, that goes with it.
  let beside: [ScoreForm.Question]
  /// What stands before it in the line; nil: its label.
  let side: String?
  /// The options are explained above: here they are figures alone.
  let isShort: Bool
  let block: VisitForm.Block
  let entered: FormFields
  let problems: FormProblems
  /// The first field of a new form has the focus.
  let hasFocus: Bool

  private var name: String { block.name(question.id) }

  /// With the side, which the line shows apart.
  private var label: String {
    guard let side, !question.label.hasSuffix(side) else { return question.label }
    return "\(question.label), \(side)"
  }

  var markup: Markup {
    let errors = ([question] + beside).compactMap { problems.message(for: block.name($0.id)) }
    let isFree = !question.isNeeded
    return """
      <fieldset class="item\(" wrong", if: !errors.isEmpty)\(" short", if: isShort)" id="\(name)" tabindex="-1"\
      \(" data-optional", if: isFree)>
      <legend class="unseen">\(label)\(", optional", if: isFree)\(question.previous.map { ", last time \($0)" })</legend>
      <span class="name" aria-hidden="true">\(side ?? question.label)\(" <small>optional</small>", if: isFree && side == nil)</span>
      \(errors.map { "<p class=\"error\"><span class=\"unseen\">Error:</span> \($0)</p>\n" })\
      <div class="seg">
      \(answer)\(beside.map(besideField))\(question.help.map { " <small class=\"hint\">\($0)</small>" })</div>
      <div class="tail">\(last)\(noAnswer)</div>
      </fieldset>

      """
  }

  private var answer: Markup {
    switch question.kind {
    case .options(let options): "\(self.options(options, name, question.last, isMain: true))"
    case .number(let range): number(range, name, label, entered[name], isMain: true)
    }
  }

  private func options(
    _ options: [Item.Option], _ name: String, _ last: String?, isMain: Bool
  ) -> Markup {
    let chosen = entered.chosen(name)
    let buttons = options.enumerated().map { position, option -> Markup in
      let isLast = last == option.value
      let text: Markup? =
        option.text == option.value
        ? nil : "<span\(" class=\"unseen\"", if: isShort)> \(option.text)</span>"
      return """
        <label\(" class=\"last\"", if: isLast)>\(radio(named: name, option.value, chosen))\
        \(" data-beside", if: !isMain)\(" autofocus", if: isMain && hasFocus && position == 0)> \
        <span><b>\(option.value)</b>\(text)\("<span class=\"unseen\">, last time</span>", if: isLast)</span></label>

        """
    }
    return "\(buttons)"
  }

  /// Without its closing bracket.
  private func radio(named name: String, _ value: String, _ chosen: String) -> Markup {
    """
    <input type="radio" name="\(name)" value="\(value)"\(" checked", if: chosen == value && !value.isEmpty)
    """
  }

  private func number(
    _ range: NumberRange, _ name: String, _ label: String, _ typed: String, isMain: Bool
  ) -> Markup {
    let steps = range.step == .one ? "" : ", in steps of \(range.step.plain(4))"
    let hint = "\(range.minimum.plain(4)) to \(range.maximum.plain(4)) \(range.unit)"
    let id: Markup? = isMain ? nil : " id=\"\(name)\""
    return """
      <span class="number"><input name="\(name)" type="text" value="\(typed)" autocomplete="off" \
      inputmode="decimal" aria-label="\(label), \(hint)\(steps)"\(id)\
      \(" data-beside", if: !isMain)\(" data-answer", if: isMain)\(" autofocus", if: isMain && hasFocus)> \
      <small>\(hint)</small></span>

      """
  }

  /// A measured value in place of the grade, or whether an aid was used.
  private func besideField(_ other: ScoreForm.Question) -> Markup {
    let name = block.name(other.id)
    let last: Markup? = other.last.map { "<small class=\"previous\">last \($0)</small>" }
    switch other.kind {
    case .options(let options):
      return """
        <span class="beside" id="\(name)" role="group" aria-label="\(other.label)"><small>\(other.label)</small> \
        \(self.options(options, name, other.last, isMain: false))</span>

        """
    case .number(let range):
      return """
        <span class="beside"><small>\(other.label)</small> \
        \(number(range, name, other.label, entered[name], isMain: false))\(last)</span>

        """
    }
  }

  private var last: Markup? {
    question.previous.map { previous in
      "<small class=\"previous\" aria-hidden=\"true\">last \(question.last ?? previous)</small>"
    }
  }

  /// One control that unfolds the reasons.
  private var noAnswer: Markup {
    let reasonName = question.isNumber ? name + ":reason" : name
    let chosen = entered.chosen(name)
    let isOpen = Self.reasons.contains { !$0.0.isEmpty && $0.0 == chosen }
    return """
      <details class="none"\(" open", if: isOpen)><summary aria-keyshortcuts="n">no answer…<span class="unseen"> \(label)</span></summary>
      <div class="reasons" role="group" aria-label="No answer, because">
      \(Self.reasons.map { reason, text in
        "<label>\(radio(named: reasonName, reason, chosen)) data-reason> \(text)</label>\n"
      })</div></details>
      """
  }
}
