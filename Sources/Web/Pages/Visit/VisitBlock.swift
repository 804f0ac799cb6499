import Clinic
import Outcomes

/// One instrument of a visit form: a card with its items.
struct VisitBlock {
  private let block: VisitForm.Block
  private let entered: FormFields
  private let problems: FormProblems
  private let hasFocus: Bool
  private let rows: VisitRows

  init(
    _ block: VisitForm.Block, _ entered: FormFields, _ problems: FormProblems, hasFocus: Bool
  ) {
    self.block = block
    self.entered = entered
    self.problems = problems
    self.hasFocus = hasFocus
    rows = VisitRows(block.form.questions)
  }

  private var measure: Measure { block.form.measure }

  /// False: it is recorded already, and nothing else was typed.
  var showsItems: Bool { !block.isRecorded || entered.hasEntry(block) }

  /// - Parameter scores: the address of the patient's scores.
  func markup(_ scores: String) -> Markup {
    """
    <section class="card block" data-measure="\(block.id)" aria-labelledby="title-\(block.id)">
    <h2 id="title-\(block.id)">\(block.title)\(measure.recall.map { " <small>about \($0)</small>" })\
    \(showsItems ? progress : nil)</h2>
    \(block.recorded.map { recorded in
      """
      <p class="recorded">Recorded already: \(recorded.text). <a href="\(scores)/\(recorded.number)">Correct it</a></p>

      """
    })\(showsItems ? items : nil)</section>

    """
  }

  /// The count, and a running total where the rule gives one before all is answered.
  private var progress: Markup {
    let adds = measure.scoring.rule == .sum || measure.scoring.rule == .sumOrEntered
    let isPlain = measure.items.allSatisfy { $0.raw == nil && $0.aid == nil && $0.inTotal }
    let most = measure.tablePart == nil ? "" : " of \(measure.range.upperBound.plain())"
    let total: Markup? =
      adds && isPlain || measure.tablePart != nil
      ? " · total <output data-total></output>\(most)"
      : measure.items.isEmpty ? nil : " <output data-running-total></output>"
    return """
       <span class="tally script-only"><output data-count></output>\(total)\
      <button class="plain" name="\(VisitFields.clear)" value="\(block.id)" data-clear\
      \(" hidden", if: !entered.hasEntry(block))>clear<span class="unseen"> \(block.title)</span></button></span>
      """
  }

  private var items: Markup {
    let legend: Markup? = rows.legend.map { options in
      """
      <p class="legend">\(options.map { "<span><b>\($0.value)</b> \($0.text)</span> " as Markup })</p>

      """
    }
    let written = rows.rows.enumerated().map { position, row in
      self.row(row, hasFocus: hasFocus && position == 0)
    }
    return """
      \(centile)\(variants)\(legend)<div class="items\(" columns", if: rows.isTwoColumns)">
      \(written)</div>
      \(total)
      """
  }

  private func row(_ row: VisitRows.Row, hasFocus: Bool) -> Markup {
    switch row {
    case .one(let question, let beside):
      return item(question, beside: beside, side: nil, hasFocus: hasFocus)
    case .pair(let stem, let first, let second):
      return """
        <div class="pair"><b aria-hidden="true">\(stem)</b>
        \(item(first, side: String(first.label.dropFirst(stem.count + 2)), hasFocus: hasFocus))\
        \(item(second, side: String(second.label.dropFirst(stem.count + 2)), hasFocus: false))</div>

        """
    }
  }

  private func item(
    _ question: ScoreForm.Question, beside: [ScoreForm.Question] = [], side: String?,
    hasFocus: Bool
  ) -> Markup {
    VisitItem(
      question: question, beside: beside, side: side,
      isShort: rows.legend != nil && question.isNeeded, block: block, entered: entered,
      problems: problems, hasFocus: hasFocus
    ).markup
  }

  /// What is compared is not the total.
  private var centile: Markup? {
    measure.tablePart.map { part in
      block.hasTable
        ? "<p class=\"aside\">The \(part) comes from the site's table.</p>\n"
        : "<p class=\"aside\">Judged only with the \(part) of the licensed table.</p>\n"
    }
  }

  private var variants: Markup? {
    guard !block.variantKeys.isEmpty else { return nil }
    let fields = block.variantKeys.map { key -> Markup in
      let name = block.name("variant.\(key.key)")
      let given = entered[name].isEmpty ? key.defaultValue ?? "" : entered[name]
      if key.values.isEmpty {
        return TextField(name, key.label).filled(given, problems).markup
      }
      let empty = key.defaultValue == nil ? [Choice("", "choose", chosen: given.isEmpty)] : []
      return ChoiceField(
        name, key.label, problems,
        empty + key.values.map { Choice($0, $0, chosen: $0 == given) }
      ).select
    }
    return "<div class=\"variants\">\n\(fields)</div>\n"
  }

  private var total: Markup? {
    block.form.possibleTotals.map { range in
      let name = block.name(ScoreForm.total)
      var field = TextField(name, "Total")
      field.hint = "\(range.wording); leave it empty where the items are answered"
      field.inputMode = "decimal"
      let isOpen = !entered[name].isEmpty || problems.message(for: name) != nil
      return """
        <details class="total-only"\(" open", if: isOpen)><summary>Only the total is known…\
        <span class="unseen"> \(block.title)</span></summary>
        \(field.filled(entered[name], problems).markup)</details>

        """
    }
  }
}
