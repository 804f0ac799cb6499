import Clinic
import Outcomes

/// What the form of a visit sends beside its answers.
enum VisitFields {
  /// The day the form was made for; `date` is what stands in the field now.
  static let opened = "opened"
  /// Measures beside the usual ones, their ids apart by blanks.
  static let measures = "measures"
  /// One more of them.
  static let add = "add"
  /// Set by the buttons that show the form anew without saving it.
  static let show = "show"
  /// The block that such a button empties.
  static let clear = "clear"

  /// Every name that the form of this visit may have.
  static func names(_ visit: VisitForm) -> Set<String> {
    var names: Set<String> = ["date", "rater", "confirm", opened, measures, add, show, clear]
    names.formUnion(VisitQuestions.names)
    for block in visit.blocks { names.formUnion(self.names(block)) }
    return names
  }

  static func names(_ block: VisitForm.Block) -> Set<String> {
    var names: Set<String> = []
    for question in block.form.questions {
      names.insert(block.name(question.id))
      names.insert(block.name(question.id) + ":reason")
    }
    if block.takesTotal { names.insert(block.name(ScoreForm.total)) }
    for key in block.variantKeys { names.insert(block.name("variant.\(key.key)")) }
    return names
  }

  /// Whether anything was typed or chosen beside the day and the ways of measuring.
  static func holdsEntry(_ fields: FormFields) -> Bool {
    let frame: Set<String> = [
      "date", "confirm", "visit-seen", opened, measures, add, show, clear, FormNonce.field,
    ]
    return fields.order.contains { name in
      !frame.contains(name) && !name.contains(":variant.") && !fields[name].isEmpty
    }
  }

  static func measures(in fields: FormFields) -> [Measure.ID] {
    (fields[measures].split(separator: " ").map(String.init) + [fields[add]])
      .filter { !$0.isEmpty }.map { Measure.ID($0) }
  }
}

extension FormFields {
  /// Without some of the fields.
  func without(_ names: Set<String>) throws -> FormFields {
    try FormFields(urlEncoded: encoded(without: names).utf8)
  }

  /// What was entered in a field: the value, and the reason why there is none.
  func entered(_ name: String) -> [String] {
    [self[name], self[name + ":reason"]].filter { !$0.isEmpty }
  }

  /// The radio button that was chosen: a reason where there is one, else an option.
  func chosen(_ name: String) -> String {
    let reason = self[name + ":reason"]
    return reason.isEmpty ? self[name] : reason
  }

  /// What was answered in a field: the value, else the reason why there is none.
  func answer(_ name: String) -> String {
    let value = self[name]
    return value.isEmpty ? self[name + ":reason"] : value
  }

  /// Whether anything was entered of a block.
  func hasEntry(_ block: VisitForm.Block) -> Bool {
    block.form.questions.contains { !entered(block.name($0.id)).isEmpty }
      || block.takesTotal && !self[block.name(ScoreForm.total)].isEmpty
  }
}
