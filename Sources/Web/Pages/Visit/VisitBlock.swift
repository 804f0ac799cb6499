import Clinic
import Outcomes

/// One instrument of a visit form: a card with its items.
struct VisitBlock {
  private let block: VisitForm.Block
  private let entered: FormFields
  private let problems: FormProblems
  var hasFocus: Bool
  /// What is asked once for this and other instruments.
  private let askedAbove: [String]
  private let rows: VisitRows

  init(
    _ block: VisitForm.Block, _ entered: FormFields, _ problems: FormProblems,
    shared: [VisitForm.Shared]
  ) {
    self.block = block
    self.entered = entered
    self.problems = problems
    hasFocus = false
    askedAbove = shared.filter { $0.blocks.contains { $0.id == block.id } }
      .flatMap { $0.questions.map(\.label) }
    rows = VisitRows(block.ownQuestions)
  }

  private var measure: Measure { block.form.measure }
  var measureID: Measure.ID { measure.id }

  var short: String { block.short }
  var isLeftOut: Bool { block.isLeftOut }

  /// Something of it was entered, or is wrong.
  var isTouched: Bool {
    entered.hasEntry(block)
      || VisitFields.names(block).contains { problems.message(for: $0) != nil }
  }

  /// False: it is recorded already, and nothing else was typed.
  var showsItems: Bool { !block.isRecorded || entered.hasEntry(block) }

  /// One of the series of a measure that is a number alone: they stand in one line.
  var isPart: Bool {
    !block.variant.isEmpty && block.variantKeys.isEmpty && block.form.questions.count == 1
      && block.form.questions.allSatisfy(\.isNumber)
  }

  /// The cards of a form, the series of one measure together, what is asked once before the first
  /// instrument that takes it.
  static func all(_ blocks: [VisitBlock], _ once: [SharedCard], _ scores: String) -> [Markup] {
    var all: [Markup] = []
    var rest = blocks[...]
    while let block = rest.popFirst() {
      all += once.filter { $0.firstBlock == block.block.id }.map(\.markup)
      guard block.isPart else {
        all.append(block.markup(scores))
        continue
      }
      let others = rest.prefix { $0.isPart && $0.measureID == block.measureID }
      rest = rest.dropFirst(others.count)
      all.append(series([block] + others, scores))
    }
    return all
  }

  /// The series of one measure (each hand) as one card.
  static func series(_ parts: [VisitBlock], _ scores: String) -> Markup {
    let first = parts[0].measure
    return """
      <section class="card block" aria-labelledby="title-\(first.id.text)">
      <h2 id="title-\(first.id.text)">\(first.name)</h2>
      <div class="parts">
      \(parts.map { $0.part(scores) })</div>
      </section>

      """
  }

  private func part(_ scores: String) -> Markup {
    let side = block.variant.split(separator: "=").last.map(String.init) ?? block.short
    return """
      <div data-measure="\(block.id)">
      \(recorded(scores))\(showsItems ? block.form.questions.map { question in
        item(question, side: side, hasFocus: hasFocus)
      } : [])</div>

      """
  }

  private func recorded(_ scores: String) -> Markup {
    let lines = block.recorded.map { recorded -> Markup in
      """
      <p class="recorded">Recorded already: \(recorded.text). <a href="\(scores)/\(recorded.number)">Correct it</a></p>

      """
    }
    return "\(lines)"
  }

  /// - Parameter scores: the address of the patient's scores.
  func markup(_ scores: String) -> Markup {
    """
    <section class="card block" data-measure="\(block.id)"\(takes) aria-labelledby="title-\(block.id)">
    <h2 id="title-\(block.id)">\(block.title)\(measure.recall.map { " <small>about \($0)</small>" })\
    \(showsItems ? progress : nil)</h2>
    \(recorded(scores))\(showsItems ? items : nil)</section>

    """
  }

  /// The fields that are asked once and count here too.
  private var takes: Markup? {
    let names = block.form.questions.compactMap { block.shared[$0.id] }
    return names.isEmpty ? nil : " data-takes=\"\(names.joined(separator: " "))\""
  }

  /// What is not asked for again.
  private var taken: Markup? {
    askedAbove.isEmpty
      ? nil : "<p class=\"aside\">Asked once, above: \(askedAbove.joined(separator: ", ")).</p>\n"
  }

  /// The count, and a running total where the rule gives one before all is answered.
  private var progress: Markup {
    let isPlain = measure.items.allSatisfy(\.isItsValue)
    let most = measure.tablePart == nil ? "" : " of \(measure.range.upperBound.plain())"
    let total: Markup? =
      measure.adds && isPlain || measure.tablePart != nil
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
      \(centile)\(taken)\(variants)\(legend)<div class="items\(" columns", if: rows.isTwoColumns)">
      \(written)</div>

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

  /// For a total that is known without its items; nil: the instrument takes none.
  var total: (field: Markup, isUsed: Bool)? {
    guard showsItems, let range = block.form.possibleTotals else { return nil }
    let name = block.name(ScoreForm.total)
    var field = TextField(name, block.title)
    field.hint = "Total, \(range.wording)"
    field.inputMode = "decimal"
    return (
      field.filled(entered[name], problems).markup,
      !entered[name].isEmpty || problems.message(for: name) != nil
    )
  }
}

extension Item {
  /// What is typed is what is added up, so the page can do it; weights and fractions are the server's.
  fileprivate var isItsValue: Bool {
    guard raw == nil, aid == nil, inTotal else { return false }
    switch kind {
    case .options(let options): return options.allSatisfy { $0.number == $0.score }
    case .number(let range): return range.step.denominator == 1 && range.minimum.denominator == 1
    }
  }
}
