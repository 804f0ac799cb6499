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
    for shared in visit.shared { names.formUnion(self.names(shared)) }
    return names
  }

  /// What a button that empties clears; nil: the form has no such part.
  static func names(ofPart id: String, _ visit: VisitForm) -> Set<String>? {
    visit.blocks.first { $0.id == id }.map(names)
      ?? visit.shared.first { $0.id == id }.map(names)
  }

  private static func names(_ shared: VisitForm.Shared) -> Set<String> {
    Set(shared.questions.flatMap { names(shared.first.name($0.id)) })
  }

  private static func names(_ field: String) -> [String] { [field, field + ":reason"] }

  /// Without what is asked once for several.
  static func names(_ block: VisitForm.Block) -> Set<String> {
    var names = Set(block.ownQuestions.flatMap { self.names(block.name($0.id)) })
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

  /// The form, and these fields as it asks for them.
  func settled(on form: VisitForm) throws -> (VisitForm, FormFields) {
    let form = form.sharing(entered)
    if isEmpty { return (form, self) }
    let moved = form.moved(entered)
    guard !moved.isEmpty else { return (form, self) }
    var pairs = try without(Set(moved.flatMap { [$0.to, $0.to + ":reason"] })).pairs
    for (name, sources) in Dictionary(grouping: moved, by: \.to) {
      // What stands there stays.
      let source = entered(name).isEmpty ? sources[0].from : name
      for ending in ["", ":reason"] where contains(source + ending) {
        pairs.append((name + ending, exact(source + ending)))
      }
    }
    let left = Set(moved.filter { !$0.stays }.flatMap { [$0.from, $0.from + ":reason"] })
    var fields = try FormFields(pairs: pairs.filter { !left.contains($0.name) })
    fields.dates = dates
    return (form, fields)
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

  /// Whether anything was entered of a block, what is asked once for several left aside.
  func hasEntry(_ block: VisitForm.Block) -> Bool {
    if isEmpty { return false }
    return block.isBegun(entered) || block.takesTotal && !self[block.name(ScoreForm.total)].isEmpty
  }
}
