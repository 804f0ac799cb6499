import Clinic
import Outcomes

/// The visit form as its templates show it.
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
    hasBlocks = !visit.blocks.isEmpty
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
      variants: choices, texts: texts)
  }
}
