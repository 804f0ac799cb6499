import HTTPTypes
import Outcomes

/// What is wrong with a form as it was sent: shown together at the top with links to the fields,
/// and again beside each field in the same words.
package struct FormProblems: Sendable {
  package struct Problem: Sendable {
    /// The `id` of the field, or empty for the form as a whole.
    let field: String
    let message: String
    /// Where it goes on; nil: here.
    var link: WayLink?
  }

  package private(set) var list: [Problem] = []
  /// The disk, not what was typed, is in the way.
  private(set) var isOfTheDisk = false

  /// Of the page that shows them.
  var status: HTTPResponse.Status {
    isOfTheDisk ? .serviceUnavailable : isEmpty ? .ok : .unprocessableContent
  }

  package init() {}

  package var isEmpty: Bool { list.isEmpty }

  /// Of what the disk did not take; the form stays as it was typed, to be sent again.
  mutating func add(ofTheDisk message: String) {
    isOfTheDisk = true
    add("", message)
  }

  package mutating func add(_ field: String, _ message: String) {
    add(field, message, link: nil)
  }

  mutating func add(_ field: String, _ message: String, link: WayLink?) {
    list.append(Problem(field: field, message: message, link: link))
  }

  mutating func add(_ others: FormProblems) {
    list += others.list
    isOfTheDisk = isOfTheDisk || others.isOfTheDisk
  }

  /// The message to stand beside a field.
  package func message(for field: String) -> String? {
    list.first { $0.field == field }?.message
  }
}

/// A labelled text field.
package struct TextField: Sendable {
  package let id: String
  package let label: String
  package var hint: String?
  package var value: String = ""
  package var error: String?
  package var type = "text"
  package var autocomplete = "off"
  package var inputMode: String?
  /// Whether one begins to type here; at most one field of a page.
  package var hasFocus = false

  package init(_ id: String, _ label: String) {
    self.id = id
    self.label = label
  }

  /// A whole day: the browser's own field for dates.
  package static func date(_ id: String, _ label: String) -> TextField {
    var field = TextField(id, label)
    field.type = "date"
    return field
  }

  /// A day that may be known to the month or year alone.
  static func partialDate(_ id: String, _ label: String, orEmpty: Bool = false) -> TextField {
    var field = TextField(id, label)
    field.hint =
      "Such as 2026-03-12 or 12.3.2026; 2026-03 or 2026 where no more is known"
      + (orEmpty ? "; empty where nothing is" : "")
    return field
  }

  package static func password(_ id: String, _ label: String, isNew: Bool) -> TextField {
    var field = TextField(id, label)
    field.type = "password"
    field.autocomplete = isNew ? "new-password" : "current-password"
    return field
  }

  /// The field with what was typed in it and what was wrong with it.
  package func filled(_ value: String, _ problems: FormProblems = FormProblems()) -> TextField {
    var field = self
    field.value = value
    field.error = problems.message(for: id)
    // The browser's own field would hide what is no date.
    if type == "date", !value.isEmpty, Day(iso: value) == nil {
      field.type = "text"
      field.hint = field.hint ?? "Such as 2026-03-12"
    }
    return field
  }
}

/// One choice of a select or of a group of radio buttons.
package struct Choice: Sendable {
  package let value: String
  package let label: String
  package let chosen: Bool
  /// Choices of one group stand together under its name.
  var group: String?

  package init(_ value: String, _ label: String, chosen: Bool = false) {
    self.value = value
    self.label = label
    self.chosen = chosen
  }
}
