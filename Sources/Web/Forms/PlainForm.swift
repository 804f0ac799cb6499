import Outcomes

/// A form of a few labelled fields.
struct PlainForm: Sendable {
  /// Said before the fields.
  var lead: String?
  /// Lines that show what the form is about.
  var facts: [String] = []
  var fields: [FormField]
  let action: String
  /// nil where nobody is signed in yet.
  let nonce: String?
  let button: String
  /// It brings files.
  var takesFiles = false
  /// Stands below the button.
  var aside: Markup?

  /// A form of somebody signed in.
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
  }

  /// A form for anyone.
  init(openTo action: String, lead: String? = nil, button: String, fields: [FormField]) {
    self.action = action
    nonce = nil
    self.lead = lead
    self.button = button
    self.fields = fields
  }
}

/// The fields above a list, by which it is cut down.
struct FilterForm: Sendable {
  let action: String
  /// nil: the address holds what was chosen; otherwise it is sent as a form and held nowhere.
  let nonce: String?
  let fields: [FormField]
  /// Stands beside the button.
  var aside: Markup?
}

enum FormField: Sendable {
  case text(TextField)
  /// Several lines of text.
  case area(TextField)
  /// Files to choose; `accept` names the endings that are offered.
  case files(TextField, accept: String)
  case select(ChoiceField)
  case radios(ChoiceField)
  /// A box to tick; its only choice says what is confirmed.
  case confirm(ChoiceField)
  /// What goes with a form without being shown.
  case hidden(name: String, value: String)
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

  /// Which of the values that occur are shown; nothing chosen stands for all.
  static func filter(
    _ id: String, _ label: String, all: String, chosen: String?,
    _ values: [(value: String, text: String)]
  ) -> ChoiceField {
    let chosen = chosen ?? ""
    return ChoiceField(
      id, label, FormProblems(),
      [Choice("", all, chosen: chosen.isEmpty)]
        + values.map { Choice($0.value, $0.text, chosen: $0.value == chosen) })
  }
}

extension FormFields {
  /// A day that must be there.
  func neededDay(_ name: String, _ what: String, _ problems: inout FormProblems) -> Day? {
    if self[name].isEmpty { problems.add(name, "\(what) is needed.") }
    return DateText.day(self, name, &problems)
  }
}
