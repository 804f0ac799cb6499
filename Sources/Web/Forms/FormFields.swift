package import Outcomes

/// The fields of a form or a query, read strictly: each name once, whole UTF-8, no control
/// characters, a bounded number.
package struct FormFields: Sendable {
  package static let none = FormFields(values: [:], order: [])
  private static let mostFields = 1_000

  private var values: [String: String]
  /// Names in the order sent.
  package private(set) var order: [String]
  /// How the site orders day and month where the figures leave a choice; nil: none is guessed.
  package var dates: TypedDay.Order?

  private init(values: [String: String], order: [String]) {
    self.values = values
    self.order = order
  }

  /// Reads `a=1&b=2`; refused with 400 when a name comes twice or the text is malformed.
  package init(urlEncoded bytes: some Collection<UInt8>) throws {
    self = .none
    guard !bytes.isEmpty else { return }
    let ampersand = UInt8(ascii: "&")
    for pair in bytes.split(separator: ampersand, omittingEmptySubsequences: false) {
      guard order.count < Self.mostFields else {
        throw WebFault.badRequest("The form has more than \(Self.mostFields) fields.")
      }
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      let name = try Self.decode(pair[..<equals])
      let value = equals == pair.endIndex ? "" : try Self.decode(pair[equals...].dropFirst())
      try add(name, value)
    }
  }

  /// The fields of a form with files, as strictly.
  init(pairs: [(name: String, value: String)]) throws {
    self = .none
    for (name, value) in pairs { try add(name, value) }
  }

  private mutating func add(_ name: String, _ value: String) throws {
    guard !name.isEmpty else { throw WebFault.badRequest("A field has no name.") }
    guard !Self.hasControl(name), !Self.hasControl(value) else {
      throw WebFault.badRequest("The field “\(name)” has a control character.")
    }
    guard values.updateValue(value, forKey: name) == nil else {
      throw WebFault.badRequest("A field was sent twice.")
    }
    order.append(name)
  }

  /// The text of a field without blanks around it; empty when the field is missing.
  package subscript(name: String) -> String {
    values[name]?.withoutOuterBlanks ?? ""
  }

  /// The text exactly as typed (passwords); empty when the field is missing.
  package func exact(_ name: String) -> String { values[name] ?? "" }

  package var isEmpty: Bool { values.isEmpty }

  /// Every field exactly as typed, in the order sent.
  var pairs: [(name: String, value: String)] { order.map { ($0, exact($0)) } }

  package func contains(_ name: String) -> Bool { values[name] != nil }

  /// Refuses any field that is not among these.
  package func allow(only names: Set<String>) throws {
    guard order.allSatisfy({ names.contains($0) || $0 == FormNonce.field }) else {
      throw WebFault.badRequest("The form has a field that this page does not know.")
    }
  }

  /// The fields without one, form-urlencoded again; what a draft keeps.
  package func encoded(without dropped: Set<String>) -> String {
    order.filter { !dropped.contains($0) }
      .map { Self.encode($0) + "=" + Self.encode(values[$0] ?? "") }
      .joined(separator: "&")
  }

  private static func decode(_ bytes: some Collection<UInt8>) throws -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): plain.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hexValue),
          let low = rest.popFirst().flatMap(hexValue)
        else { throw WebFault.badRequest("A field is not encoded as forms are.") }
        plain.append(high << 4 | low)
      default: plain.append(byte)  // not our enum
      }
    }
    guard let text = String(validating: plain, as: UTF8.self) else {
      throw WebFault.badRequest("A field is not UTF-8 text.")
    }
    return text
  }

  private static func hasControl(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      scalar.value == 0x7F || (scalar.value < 0x20 && !"\t\r\n".unicodeScalars.contains(scalar))
    }
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil  // not our enum
    }
  }

  /// Fields as an address carries them; what is empty is left out.
  static func query(_ fields: [(name: String, value: String?)]) -> String {
    fields.compactMap { name, value in
      value.flatMap { $0.isEmpty ? nil : "\(name)=\(encode($0))" }
    }.joined(separator: "&")
  }

  /// Percent-encoded for a form or a query.
  static func encode(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        bytes.append(byte)
      default:  // not our enum
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
