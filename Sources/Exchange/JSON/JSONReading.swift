extension JSONValue {
  /// Reads a whole text; numbers stay as they are written.
  package init(reading bytes: [UInt8]) throws(JSONFault) {
    var tape = JSONTape()
    self = try bytes.withUnsafeBufferPointer { bytes throws(JSONFault) in
      try tape.read(bytes)
      return Self.value(0, tape, bytes)
    }
  }

  private static func value(
    _ node: Int, _ tape: JSONTape, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> JSONValue {
    switch tape.nodes[node].kind {
    case .null: return .null
    case .yes: return .bool(true)
    case .no: return .bool(false)
    case .number: return .number(tape.string(node, in: bytes))
    case .text: return .string(tape.string(node, in: bytes))
    case .array:
      var elements: [JSONValue] = []
      tape.forEachElement(of: node) { elements.append(value($0, tape, bytes)) }
      return .array(elements)
    case .object:
      var members: [Member] = []
      tape.forEachMember(of: node) { name, content in
        members.append(
          Member(name: tape.string(name, in: bytes), value: value(content, tape, bytes)))
      }
      return .object(members)
    }
  }

  /// The value of a member of an object; nil: there is none.
  package subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// As it is written; also of a text.
  package var written: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .integer(let number): String(number)
    case .bool, .null, .array, .object: nil
    }
  }

  package var elements: [JSONValue] { if case .array(let all) = self { all } else { [] } }
}
