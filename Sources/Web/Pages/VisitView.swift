import Clinic
import Outcomes

/// The visit form as its template shows it.
struct VisitView {
  struct Option {
    let value: String
    let text: String
    let chosen: Bool
    /// The first field of a new form has the focus.
    let isFirst: Bool
  }

  struct Item {
    let name: String
    let label: String
    let help: String?
    let previous: String?
    let error: String?
    let isOptional: Bool
    let options: [Option]
    /// A number to be typed, in place of options.
    let number: TextField?
    let reasonName: String
    let reasons: [Option]
  }

  struct Block {
    let id: String
    let title: String
    let recall: String?
    let licence: String?
    let adds: Bool
    let variants: [ChoiceField]
    let texts: [TextField]
    let items: [Item]
  }

  let action: String
  let nonce: String
  let draftAction: String
  let draftNonce: String
  let discardNonce: String
  let draftSaved: String?
  let date: TextField
  let today: String
  let rater: TextField
  let measures: String
  let measuresLabel: String
  let blocks: [Block]
  let hasBlocks: Bool
  let others: [Choice]
  let asksToConfirm: Bool
  let confirmed: Bool
  let isNew: Bool

  init(
    _ visit: VisitForm, _ entered: FormFields, _ problems: FormProblems, _ request: PageRequest,
    measures: String, draftSaved: String?, asksToConfirm: Bool
  ) throws {
    action = try request.path(of: visit.patient.id, "visits")
    nonce = try request.nonce(for: action)
    draftAction = action + "/draft"
    draftNonce = try request.nonce(for: draftAction)
    discardNonce = try request.nonce(for: action + "/discard")
    self.draftSaved = draftSaved
    date = TextField.date("date", "Day of the visit").filled(visit.day.iso, problems)
    today = request.today.iso
    rater = TextField("rater", "Rated by (may stay empty)").filled(entered["rater"], problems)
    self.measures = measures
    measuresLabel = measures.isEmpty ? "none" : measures
    let isNew = entered.isEmpty && problems.isEmpty
    self.isNew = isNew
    blocks = visit.blocks.enumerated().map { position, block in
      Self.block(block, entered, problems, hasFocus: isNew && position == 0)
    }
    hasBlocks = !blocks.isEmpty
    others = visit.others.map { Choice($0.id.text, "\($0.short): \($0.name)") }
    self.asksToConfirm = asksToConfirm
    confirmed = entered["confirm"] == "yes"
  }

  /// Every name that the form of this visit may have.
  static func names(_ visit: VisitForm) -> Set<String> {
    var names: Set<String> = ["date", "rater", "measures", "confirm"]
    for block in visit.blocks {
      for question in block.form.questions {
        names.insert(block.name(question.id))
        names.insert(block.name(question.id) + ":reason")
      }
      for key in block.variantKeys { names.insert(block.name("variant.\(key.key)")) }
    }
    return names
  }

  private static func block(
    _ block: VisitForm.Block, _ entered: FormFields, _ problems: FormProblems, hasFocus: Bool
  ) -> Block {
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
    return Block(
      id: block.id, title: block.title, recall: measure.recall,
      licence: measure.licence.note.isEmpty ? nil : measure.licence.note,
      adds: measure.scoring.rule == .sum
        && measure.items.allSatisfy { $0.raw == nil && $0.inTotal },
      variants: choices, texts: texts,
      items: block.form.questions.enumerated().map { position, question in
        item(question, block, entered, problems, hasFocus: hasFocus && position == 0)
      })
  }

  private static func item(
    _ question: ScoreForm.Question, _ block: VisitForm.Block, _ entered: FormFields,
    _ problems: FormProblems, hasFocus: Bool
  ) -> Item {
    let name = block.name(question.id)
    let answer = entered.answer(name)
    var options: [Option] = []
    var number: TextField?
    switch question.kind {
    case .options(let all):
      options = all.enumerated().map { position, option in
        Option(
          value: option.value, text: option.text == option.value ? "" : option.text,
          chosen: answer == option.value, isFirst: hasFocus && position == 0)
      }
    case .number(let range):
      var field = TextField(name, question.label)
      field.hint =
        "\(range.minimum.plain(4)) to \(range.maximum.plain(4)) \(range.unit)"
        + (range.step == .one ? "" : ", in steps of \(range.step.plain(4))")
      field.inputMode = "decimal"
      number = field.filled(entered[name], problems)
    }
    let reasons: [(MissingReason, String)] = [
      (.notDone, "not done"), (.unable, "unable"), (.refused, "refused"),
      (.notApplicable, "not applicable"),
    ]
    return Item(
      name: name, label: question.label, help: question.help, previous: question.previous,
      error: problems.message(for: name), isOptional: question.isOptional, options: options,
      number: number, reasonName: number == nil ? name : name + ":reason",
      reasons: reasons.map {
        Option(value: $0.0.rawValue, text: $0.1, chosen: answer == $0.0.rawValue, isFirst: false)
      })
  }
}
