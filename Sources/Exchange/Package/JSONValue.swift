import Outcomes

/// JSON that keeps the order of its members.
package indirect enum JSONValue: Hashable, Sendable {
  case string(String)
  case integer(Int)
  /// A number as it is written.
  case number(String)
  case bool(Bool)
  case null
  case array([JSONValue])
  case object([Member])

  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: JSONValue
  }

  /// An object without the members whose value is nil.
  package static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
  }

  package static func strings(_ values: [String]) -> JSONValue { .array(values.map(Self.string)) }

  /// Indented by two, with a line break at the end.
  package var text: String {
    var text = ""
    write(to: &text, indent: "")
    return text + "\n"
  }

  /// On one line, members in the order of their names, so that equal values are equal bytes.
  package var compactText: String {
    var text = ""
    writeCompact(to: &text)
    return text
  }

  private func writeCompact(to text: inout String) {
    switch self {
    case .string, .integer, .number, .bool, .null: write(to: &text, indent: "")
    case .array(let values):
      text += "["
      for (position, value) in values.enumerated() {
        if position > 0 { text += "," }
        value.writeCompact(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (position, member) in members.sorted(by: { $0.name < $1.name }).enumerated() {
        if position > 0 { text += "," }
        JSONText.quote(member.name, to: &text)
        text += ":"
        member.value.writeCompact(to: &text)
      }
      text += "}"
    }
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .string(let value): JSONText.quote(value, to: &text)
    case .integer(let value): text += String(value)
    case .number(let value): text += value
    case .bool(let value): text += value ? "true" : "false"
    case .null: text += "null"
    case .array(let values):
      Self.list("[", "]", values, to: &text, indent) { value, text, indent in
        value.write(to: &text, indent: indent)
      }
    case .object(let members):
      Self.list("{", "}", members, to: &text, indent) { member, text, indent in
        JSONText.quote(member.name, to: &text)
        text += ": "
        member.value.write(to: &text, indent: indent)
      }
    }
  }

  private static func list<Element>(
    _ begin: String, _ end: String, _ elements: [Element], to text: inout String,
    _ indent: String, _ write: (Element, inout String, String) -> Void
  ) {
    text += begin
    for (position, element) in elements.enumerated() {
      text += (position > 0 ? ",\n" : "\n") + indent + "  "
      write(element, &text, indent + "  ")
    }
    text += (elements.isEmpty ? "" : "\n" + indent) + end
  }
}
