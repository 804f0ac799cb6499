import Clinic

/// What several instruments of a visit form share: a card before the first of them.
struct SharedCard {
  private let shared: VisitForm.Shared
  private let entered: FormFields
  private let problems: FormProblems
  var hasFocus = false

  init(_ shared: VisitForm.Shared, _ entered: FormFields, _ problems: FormProblems) {
    self.shared = shared
    self.entered = entered
    self.problems = problems
  }

  var firstBlock: String { shared.first.id }

  var markup: Markup {
    let isEmpty = shared.questions.allSatisfy { question in
      entered.entered(shared.first.name(question.id)).isEmpty
    }
    return """
      <section class="card block" data-measure="\(shared.id)" aria-labelledby="\(shared.id)">
      <h2 id="\(shared.id)">Asked once for \(shared.instruments)\(recall)\
       <span class="tally script-only"><output data-count></output>\
      <button class="plain" name="\(VisitFields.clear)" value="\(shared.id)" data-clear\
      \(" hidden", if: isEmpty)>clear<span class="unseen"> what is asked once for \(shared.instruments)</span></button></span></h2>
      <div class="items">
      \(shared.questions.enumerated().map { position, question in
        VisitItem(
          question: question, beside: [], side: nil, isShort: false, block: shared.first,
          entered: entered, problems: problems, hasFocus: hasFocus && position == 0
        ).markup
      })</div>
      </section>

      """
  }

  private var recall: Markup? {
    shared.first.form.measure.recall.map { " <small>about \($0)</small>" }
  }
}
