/// The texts that cells share, by their number.
final class SharedStrings: PartEvents {
  private(set) var all: [String] = []

  private var item = StringItem()

  func start(_ name: String, _ attributes: [String: String]) {
    if name == "si" { item = StringItem() }
    item.start(name)
  }

  func end(_ name: String) {
    item.end(name)
    if name == "si" { all.append(item.text) }
  }

  func text(_ text: String) { item.take(text) }
}

/// One text, perhaps in runs of several styles; how it is pronounced does not belong to it.
struct StringItem {
  private var content = ""
  private var isInText = false
  private var isInPhonetic = false

  /// What a person reads, with control characters written as `_x000D_` turned back.
  var text: String { content.contains("_x") ? Self.unescaped(content) : content }

  mutating func start(_ name: String) {
    switch name {
    case "t": isInText = !isInPhonetic
    case "rPh": isInPhonetic = true
    default: break  // not our enum
    }
  }

  mutating func end(_ name: String) {
    switch name {
    case "t": isInText = false
    case "rPh": isInPhonetic = false
    default: break  // not our enum
    }
  }

  mutating func take(_ text: String) {
    if isInText { content += text }
  }

  static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "_x") {
      result += rest[..<start.lowerBound]
      let digits = rest[start.upperBound...].prefix(4)
      let after = rest[digits.endIndex...]
      if digits.utf8.count == 4, after.first == "_", digits.allSatisfy(\.isHexDigit),
        let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
      {
        result.unicodeScalars.append(scalar)
        rest = after.dropFirst()
      } else {
        result += "_x"
        rest = rest[start.upperBound...]
      }
    }
    return result + rest
  }
}
