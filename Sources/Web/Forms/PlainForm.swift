import Outcomes

/// A form of a few labelled fields, for the template `form`.
struct PlainForm: Sendable {
  /// Said before the fields.
  var lead: String?
  /// Lines that show what the form is about.
  var facts: [String] = []
  var fields: [FormField]
  let action: String
  let nonce: String
  let button: String
  let hasFacts: Bool

  init(
    _ request: PageRequest, action: String? = nil, lead: String? = nil, facts: [String] = [],
    button: String, fields: [FormField]
  ) throws {
    self.action = action ?? request.path
    nonce = try request.nonce(for: self.action)
    self.lead = lead
    self.facts = facts
    self.button = button
    self.fields = fields
    hasFacts = !facts.isEmpty
  }
}

/// One field; exactly one of them is set.
struct FormField: Sendable {
  var text: TextField?
  var area: TextField?
  var select: ChoiceField?
  var radios: ChoiceField?
  var confirm: ChoiceField?
  var hidden: HiddenField?

  static func text(_ field: TextField) -> FormField { FormField(text: field) }
  static func area(_ field: TextField) -> FormField { FormField(area: field) }
  static func select(_ field: ChoiceField) -> FormField { FormField(select: field) }
  static func radios(_ field: ChoiceField) -> FormField { FormField(radios: field) }
  static func hidden(_ name: String, _ value: String) -> FormField {
    FormField(hidden: HiddenField(name: name, value: value))
  }
  /// A box to tick; its only choice says what is confirmed.
  static func confirm(_ field: ChoiceField) -> FormField { FormField(confirm: field) }
}

/// What goes with a form without being shown.
struct HiddenField: Sendable {
  let name: String
  let value: String
}

/// A field whose answer is one of several.
struct ChoiceField: Sendable {
  let id: String
  let label: String
  var hint: String?
  var error: String?
  let choices: [Choice]

  init(
    _ id: String, _ label: String, hint: String? = nil, _ problems: FormProblems,
    _ choices: [Choice]
  ) {
    self.id = id
    self.label = label
    self.hint = hint
    self.error = problems.message(for: id)
    self.choices = choices
  }
}

extension FormFields {
  /// A day that must be there.
  func neededDay(_ name: String, _ what: String, _ problems: inout FormProblems) -> Day? {
    if self[name].isEmpty { problems.add(name, "\(what) is needed.") }
    return DateText.day(self, name, &problems)
  }
}
