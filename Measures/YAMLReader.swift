import Outcomes
import Yams

/// Collects the faults of all files while they are read, so that one run names them all.
final class FaultList {
  private(set) var faults: [DefinitionFault] = []

  func add(_ problem: DefinitionProblem, in file: String, line: Int = 1, column: Int = 1) {
    faults.append(DefinitionFault(file: file, line: line, column: column, problem: problem))
  }
}

/// One value of a definition file and its place. Texts stay as they were written, so that YAML's own
/// ideas (`yes` as true, `010` as 8, dates) never apply; a value of the wrong type is a fault.
struct YAMLValue {
  let node: Node
  /// How messages call it: `'decimals'`.
  let name: String
  let file: String
  let faults: FaultList

  /// The whole file, or nil (with a fault) where it is no YAML or empty.
  static func file(_ text: String, path: String, faults: FaultList) -> YAMLValue? {
    do {
      // Without rules the resolver leaves every scalar a text.
      guard let root = try compose(yaml: text, .basic) else {
        faults.add(.empty, in: path)
        return nil
      }
      return YAMLValue(node: root, name: "the file", file: path, faults: faults)
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        faults.add(.syntax(problem), in: path, line: mark.line, column: mark.column)
      case .duplicatedKeysInMapping(let keys, let context):
        for key in keys {
          faults.add(
            .duplicateKey(key), in: path, line: context.mark.line, column: context.mark.column)
        }
      default: faults.add(.syntax("it is not readable as text"), in: path)
      }
      return nil
    } catch {
      faults.add(.syntax("it is not readable as text"), in: path)
      return nil
    }
  }

  func fault(_ problem: DefinitionProblem) {
    faults.add(problem, in: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  /// A part of this value, called so in messages.
  func part(_ node: Node, name: String) -> YAMLValue {
    YAMLValue(node: node, name: name, file: file, faults: faults)
  }

  /// A scalar as it was written; nil for lists, keys with nothing behind them, `~` and `null`.
  var scalar: String? {
    guard case .scalar(let scalar) = node else { return nil }
    if scalar.style == .plain, ["", "~", "null"].contains(scalar.string) { return nil }
    return scalar.string
  }

  private var isQuoted: Bool {
    if case .scalar(let scalar) = node { scalar.style != .plain } else { false }
  }

  private var found: String {
    switch node {
    case .scalar: scalar.map { isQuoted ? "the text \"\($0)\"" : "'\($0)'" } ?? "nothing"
    case .mapping: "keys and values"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  func wrongType(needed: String) { fault(.wrongType(name, found: found, needed: needed)) }

  /// A text that is not empty.
  func text() -> String? {
    guard let scalar, !scalar.isEmpty else {
      wrongType(needed: "a text")
      return nil
    }
    return scalar
  }

  /// A text, or nil for the word `none`.
  func textOrNone() -> String? {
    text().flatMap { $0 == "none" ? nil : $0 }
  }

  /// A decimal number of at most 9 digits, at most 4 of them after the point.
  func decimal() -> Rational? {
    guard let scalar, !isQuoted, Self.isDecimal(scalar), let number = Rational(decimal: scalar)
    else {
      wrongType(needed: "a decimal number such as 3 or 0.5, at most 9 digits, 4 after the point")
      return nil
    }
    return number
  }

  /// A whole number from `minimum` on.
  func whole(from minimum: Int = 0, to maximum: Int = 999_999) -> Int? {
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
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return false }
    return parts[0] == "0" || !parts[0].hasPrefix("0")
  }

  func flag() -> Bool? {
    switch isQuoted ? nil : scalar {
    case "true": return true
    case "false": return false
    default:
      wrongType(needed: "true or false")
      return nil
    }
  }

  func choice<Choice: CaseIterable & RawRepresentable<String>>(_ type: Choice.Type) -> Choice? {
    guard let text = text() else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    fault(.notAllowed(name, found: text, allowed: Choice.allCases.map(\.rawValue)))
    return nil
  }

  /// Lower-case words joined by hyphens.
  func id() -> String? {
    guard let text = text() else { return nil }
    let words = text.split(separator: "-", omittingEmptySubsequences: false)
    let isID = words.allSatisfy { word in
      !word.isEmpty
        && word.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
    }
    if !isID { fault(.badID(text)) }
    return isID ? text : nil
  }

  /// The id of something defined elsewhere.
  func reference(to kind: String, known: some Collection<String>) -> String? {
    guard let id = id() else { return nil }
    if known.contains(id) { return id }
    fault(.undefined(kind: kind, id: id, known: known.sorted()))
    return nil
  }

  func list() -> [YAMLValue]? {
    guard case .sequence(let sequence) = node else {
      wrongType(needed: "a list")
      return nil
    }
    return sequence.map { part($0, name: "an entry of \(name)") }
  }

  /// Keys that the format does not fix, such as the items of an example.
  func entries() -> [(key: String, place: YAMLValue, value: YAMLValue)]? {
    guard case .mapping(let mapping) = node else {
      wrongType(needed: "keys and values")
      return nil
    }
    return mapping.map { key, value in
      let text = key.scalar?.string ?? ""
      return (text, part(key, name: "'\(text)'"), part(value, name: "'\(text)'"))
    }
  }

  /// Keys and values; a key that is not allowed is a fault.
  func table(_ name: String, allowed: [String]) -> Table? {
    guard let entries = entries() else { return nil }
    var values: [String: YAMLValue] = [:]
    for (key, place, value) in entries {
      if allowed.contains(key) {
        values[key] = value
      } else {
        let isEmpty = value.scalar == nil && value.node.scalar != nil
        place.fault(.unknownKey(key, in: name, allowed: allowed, commaInText: isEmpty))
      }
    }
    return Table(name: name, place: self, values: values)
  }
}

/// The values of a group of keys.
struct Table {
  /// How messages call it: `a threshold`.
  let name: String
  let place: YAMLValue
  let values: [String: YAMLValue]

  /// The value, or nil where the key is not there.
  subscript(key: String) -> YAMLValue? { values[key] }

  /// The value; a missing key is a fault.
  func required(_ key: String, why: String? = nil) -> YAMLValue? {
    if values[key] == nil { place.fault(.missingKey(key, in: name, why: why)) }
    return values[key]
  }

  /// The place of a key's value, or of the whole group where the key is not there.
  func place(of key: String) -> YAMLValue { values[key] ?? place }
}

extension Array {
  /// Reports the second and later of entries with one key.
  func noteDuplicates(_ what: String, by key: (Element) -> String, at place: (Element) -> YAMLValue)
  {
    var seen: Set<String> = []
    for element in self where !seen.insert(key(element)).inserted {
      place(element).fault(.duplicate(what, key(element)))
    }
  }
}
