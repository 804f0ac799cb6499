import Outcomes

/// A resource, or a part of one, while it is put together.
///
/// FHIR knows no empty lists, objects and texts: none is written.
struct FHIRResource {
  private var members: [JSONValue.Member] = []
  private var extensions: [JSONValue] = []

  init(_ type: String? = nil, id: String? = nil) {
    set("resourceType", type.map(JSONValue.string))
    set("id", id.map(JSONValue.string))
  }

  mutating func set(_ name: String, _ value: JSONValue?) {
    guard let value, !value.isEmpty else { return }
    members.append(.init(name: name, value: value))
  }

  mutating func set(_ name: String, _ text: String?) { set(name, FHIRText.value(text)) }

  mutating func add(_ addition: JSONValue?) { if let addition { extensions.append(addition) } }

  var value: JSONValue {
    .object(
      members + (extensions.isEmpty ? [] : [.init(name: "extension", value: .array(extensions))]))
  }

  /// An extension with one value, `value` being one of FHIR's names such as `valueInteger`.
  static func `extension`(_ url: String, _ name: String, _ value: JSONValue) -> JSONValue {
    .members(["url": .string(url), "\(name)": value])
  }

  /// One of our own.
  static func own(_ name: String, _ type: String, _ value: JSONValue) -> JSONValue {
    `extension`(FHIRAddress.extension(name), type, value)
  }

  static func reference(_ type: String, _ id: String) -> JSONValue {
    .members(["reference": .string("\(type)/\(id)")])
  }
}

/// Texts as FHIR takes them: not empty, without control characters, no blanks around them.
enum FHIRText {
  static func value(_ text: String?) -> JSONValue? {
    guard let text else { return nil }
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars
    where scalar.value >= 0x20 || scalar == "\t" || scalar == "\n" || scalar == "\r" {
      kept.append(scalar)
    }
    let trimmed = String(kept).trimmed
    return trimmed.isEmpty ? nil : .string(trimmed)
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension JSONValue {
  fileprivate var isEmpty: Bool {
    switch self {
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    case .string(let text): text.isEmpty
    case .integer, .number, .bool, .null: false
    }
  }
}

extension Rational {
  /// As it is written in files: exact for everything that was entered.
  var json: JSONValue { .number(plain(4)) }
}
