import Clinic
import Outcomes

/// What stands around the items of a visit form.
struct VisitView {
  /// One instrument: what stands around its items.
  struct Block {
    let id: String
    let title: String
    let recall: String?
    let licence: String?
    let adds: Bool
    let variants: [ChoiceField]
    let texts: [TextField]
    /// For a total that is known without its items; nil: the instrument takes none.
    let total: TextField?
  }

  private let action: String
  private let nonce: String
  private let draftNonce: String
  private let discardNonce: String
  private let draftSaved: String?
  private let date: TextField
  private let rater: TextField
  private let measures: String
  private let others: [Choice]
  private let asked: Markup
  private let asksToConfirm: Bool
  private let confirmed: Bool
  let isNew: Bool

  init(
    _ visit: VisitForm, _ entered: FormFields, _ problems: FormProblems, _ request: PageRequest,
    measures: String, draftSaved: String?, asksToConfirm: Bool
  ) throws {
    action = try request.path(of: visit.patient.id, "visits")
    nonce = try request.nonce(for: action)
    draftNonce = try request.nonce(for: action + "/draft")
    discardNonce = try request.nonce(for: action + "/discard")
    self.draftSaved = draftSaved
    date = TextField.date("date", "Day of the visit").filled(visit.day.iso, problems)
    rater = TextField("rater", "Rated by (may stay empty)").filled(entered["rater"], problems)
    self.measures = measures
    isNew = entered.isEmpty && problems.isEmpty
    others = visit.others.map { Choice($0.id.text, "\($0.short): \($0.name)") }
    asked = VisitQuestions.markup(visit.noted, entered, problems)
    self.asksToConfirm = asksToConfirm
    confirmed = entered["confirm"] == "yes"
  }

  /// Another day, a further measure, and a draft that was found.
  var choosing: Markup {
    """
    <form class="card filters no-print" method="get" action="\(action)">
    <div class="field">
    <label for="on">Another day</label>
    <input id="on" name="date" type="text" value="\(date.value)" autocomplete="off">
    </div>
    <div class="field">
    <label for="with">With a further measure</label>
    <select id="with" name="measures">
    <option value="\(measures)">\(measures.isEmpty ? "none" : measures)</option>
    \(others.map(\.option))</select>
    </div>
    <p><button>Show that form</button></p>
    </form>
    \(draftSaved.map(draft))
    """
  }

  private func draft(saved: String) -> Markup {
    """
    <div class="card draft-found">
    <p>Not saved yet: a draft of \(saved) UTC was found and is filled in below.</p>
    <form method="post" action="\(action)/discard">
    <input type="hidden" name="nonce" value="\(discardNonce)">
    <button>Discard the draft</button>
    </form>
    </div>

    """
  }

  var opening: Markup {
    """
    <p class="aside no-print">Digits answer an item and go on to the next; arrow keys move, Delete clears, \
    Ctrl and Enter save. Last time's answers are shown beside each item and never filled in. \
    An instrument without any answer is left out.</p>
    <form class="visit" method="post" action="\(action)" data-entry data-draft="\(action)/draft" \
    data-draft-nonce="\(draftNonce)">
    <input type="hidden" name="nonce" value="\(nonce)">
    <input type="hidden" name="measures" value="\(measures)">
    <div class="card particulars">
    \(date.markup)\(rater.markup)</div>

    """
  }

  var closing: Markup {
    """
    \(asked)<div class="card save">
    \(asksToConfirm ? confirmation : nil)\
    <p><button class="button" data-save>Save the visit</button> <span class="draft" data-draft-state></span></p>
    </div>
    </form>

    """
  }

  private var confirmation: Markup {
    """
    <div class="field wrong">
    <label class="choice"><input id="confirm" type="checkbox" name="confirm" value="yes"\
    \(" checked", if: confirmed)> I compared the values with the form: they are as written there.</label>
    </div>

    """
  }

  /// Every name that the form of this visit may have.
  static func names(_ visit: VisitForm) -> Set<String> {
    var names: Set<String> = ["date", "rater", "measures", "confirm"]
    names.formUnion(VisitQuestions.names)
    for block in visit.blocks {
      for question in block.form.questions {
        names.insert(block.name(question.id))
        names.insert(block.name(question.id) + ":reason")
      }
      if block.takesTotal { names.insert(block.name(ScoreForm.total)) }
      for key in block.variantKeys { names.insert(block.name("variant.\(key.key)")) }
    }
    return names
  }
}

extension VisitView.Block {
  init(_ block: VisitForm.Block, _ entered: FormFields, _ problems: FormProblems) {
    let measure = block.form.measure
    var choices: [ChoiceField] = []
    var texts: [TextField] = []
    for key in block.variantKeys {
      let name = block.name("variant.\(key.key)")
      let given = entered[name].isEmpty ? key.defaultValue ?? "" : entered[name]
      if key.values.isEmpty {
        texts.append(TextField(name, key.label).filled(given, problems))
      } else {
        let empty = key.defaultValue == nil ? [Choice("", "choose", chosen: given.isEmpty)] : []
        choices.append(
          ChoiceField(
            name, key.label, problems,
            empty + key.values.map { Choice($0, $0, chosen: $0 == given) }))
      }
    }
    self.init(
      id: block.id, title: block.title, recall: measure.recall,
      licence: measure.licence.note.isEmpty ? nil : measure.licence.note,
      adds: measure.scoring.rule == .sum
        && measure.items.allSatisfy { $0.raw == nil && $0.inTotal },
      variants: choices, texts: texts,
      total: block.form.possibleTotals.map { range in
        let name = block.name(ScoreForm.total)
        var field = TextField(name, "Only the total is known, from a letter or an old sheet")
        field.hint = "\(range.wording); leave it empty where the items are answered"
        return field.filled(entered[name], problems)
      })
  }

  var opening: Markup {
    """
    <section class="card block" data-measure="\(id)" aria-labelledby="title-\(id)">
    <h2 id="title-\(id)">\(title)</h2>
    \(recall.map { "<p class=\"aside\">About \($0).</p>\n" })\
    \(licence.map { "<p class=\"aside\">\($0)</p>\n" })<div class="variants">
    \(variants.map(\.select))\(texts.map(\.markup))</div>

    """
  }

  var closing: Markup {
    """
    \(total.map { "<div class=\"total-only\">\n\($0.markup)</div>\n" })<p class="tally"><span>\(title)</span> <span class="script-only">answered <output data-count></output></span>\
    \(" <span class=\"script-only\">total <output data-total></output></span>", if: adds)</p>
    </section>

    """
  }
}
