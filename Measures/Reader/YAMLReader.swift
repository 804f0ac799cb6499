package import Outcomes

/// What a value says, as one of the types that definitions have.
extension YAMLValue {
  /// A text that is not empty.
  package func text() -> String? {
    guard let scalar, !scalar.isEmpty else {
      wrongType(needed: "a text")
      return nil
    }
    return scalar
  }

  /// A text, or nil for the word `none`.
  package func textOrNone() -> String? {
    text().flatMap { $0 == "none" ? nil : $0 }
  }

  /// A decimal number of at most 9 digits, at most 4 of them after the point.
  package func decimal() -> Rational? {
    guard let scalar, !isQuoted, Self.isDecimal(scalar), let number = Rational(decimal: scalar)
    else {
      wrongType(needed: "a decimal number such as 3 or 0.5, at most 9 digits, 4 after the point")
      return nil
    }
    return number
  }

  /// A whole number from `minimum` on.
  package func whole(from minimum: Int = 0, to maximum: Int = 999_999) -> Int? {
    guard let scalar, !isQuoted, Self.isDecimal(scalar), let number = Int(scalar),
      minimum <= number, number <= maximum
    else {
      wrongType(needed: "a whole number from \(minimum) to \(maximum)")
      return nil
    }
    return number
  }

  /// No sign but minus, no leading zero (`010` is 8 to YAML), digits on both sides of the point.
  private static func isDecimal(_ text: String) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    var points = 0
    var before: UInt8?
    for byte in digits {
      if byte == UInt8(ascii: "."), before != nil {
        points += 1
      } else if !(48...57).contains(byte) {
        return false
      }
      before = byte
    }
    guard points < 2, let before, before != UInt8(ascii: ".") else { return false }
    return digits.first != UInt8(ascii: "0")
      || digits.dropFirst().first ?? UInt8(ascii: ".") == UInt8(ascii: ".")
  }

  package func flag() -> Bool? {
    switch isQuoted ? nil : scalar {
    case "true": return true
    case "false": return false
    default:  // not our enum
      wrongType(needed: "true or false")
      return nil
    }
  }

  package func choice<Choice: CaseIterable & RawRepresentable<String>>(_ type: Choice.Type)
    -> Choice?
  {
    guard let text = text() else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    fault(.notAllowed(name, found: text, allowed: Choice.allCases.map(\.rawValue)))
    return nil
  }

  /// Lower-case words joined by hyphens.
  package func id() -> String? {
    guard let text = text() else { return nil }
    let hyphen = UInt8(ascii: "-")
    var before = hyphen
    // By bytes: a start of the program reads some thousand ids.
    let isID =
      text.utf8.allSatisfy { byte in
        defer { before = byte }
        return (48...57).contains(byte) || (97...122).contains(byte)
          || byte == hyphen && before != hyphen
      } && before != hyphen
    if !isID { fault(.badID(text)) }
    return isID ? text : nil
  }

  /// The id of something defined elsewhere; any id where what is defined could not be read.
  package func reference(to kind: String, known: (some Collection<String>)?) -> String? {
    guard let id = id() else { return nil }
    guard let known, !known.contains(id) else { return id }
    fault(.undefined(kind: kind, id: id, known: known.sorted()))
    return nil
  }

  /// Every entry read in turn; nil where one is wrong.
  package func list<Entry>(_ read: (YAMLValue) -> Entry?) -> [Entry]? {
    guard let values = list() else { return nil }
    let entries = values.compactMap(read)
    return entries.count == values.count ? entries : nil
  }

  /// Reports the entry of this list that repeats one before it.
  package func noteDuplicates(_ what: String, _ texts: [String]) {
    guard isList, document.isNew else { return }
    for (position, text) in texts.enumerated() where texts[..<position].contains(text) {
      contents[position].fault(.duplicate(what, text))
    }
  }
}
