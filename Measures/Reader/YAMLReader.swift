package import Outcomes
import Yams

/// Collects the faults of all files while they are read, so that one run names them all.
package final class FaultList {
  package private(set) var faults: [DefinitionFault] = []

  package init() {}

  package func add(_ problem: DefinitionProblem, in file: String, line: Int = 1, column: Int = 1) {
    faults.append(DefinitionFault(file: file, line: line, column: column, problem: problem))
  }

  /// By file, line and column.
  package var sorted: [DefinitionFault] {
    faults.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
  }
}

/// One value of a definition file and its place.
///
/// Texts stay as they were written, so that YAML's own
/// ideas (`yes` as true, `010` as 8, dates) never apply; a value of the wrong type is a fault.
package struct YAMLValue {
  let node: Node
  /// The key it stands behind, or that of the list it is in.
  package let key: String
  var isEntry = false
  let file: String
  let faults: FaultList

  /// How messages call it: `'decimals'`.
  package var name: String {
    isEntry ? "an entry of '\(key)'" : key.isEmpty ? "the file" : "'\(key)'"
  }

  /// The whole file, or nil (with a fault) where it is no YAML or empty.
  package static func file(_ text: String, path: String, faults: FaultList) -> YAMLValue? {
    do {
      // Without rules the resolver leaves every scalar a text.
      guard let root = try compose(yaml: text, .basic, .default, .utf8) else {
        faults.add(.empty, in: path)
        return nil
      }
      return YAMLValue(node: root, key: "", file: path, faults: faults)
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
      default: faults.add(.syntax("it is not readable as text"), in: path)  // not our enum
      }
      return nil
    } catch {
      faults.add(.syntax("it is not readable as text"), in: path)
      return nil
    }
  }

  /// A scalar without quotes.
  package var isPlainScalar: Bool { scalar != nil && !isQuoted }

  /// What is inside it: the entries of a list, the values of keys.
  package var parts: [YAMLValue] {
    switch node {
    case .sequence(let list): list.map(entry)
    case .mapping(let mapping): mapping.map { part($1, key: $0.scalar?.string ?? "") }
    case .scalar, .alias: []
    }
  }

  package var isList: Bool { if case .sequence = node { true } else { false } }

  /// A text that may be blanks; nil (after a fault) where there is none.
  package func plainText() -> String? {
    if case .scalar(let scalar) = node, !scalar.string.isEmpty { return scalar.string }
    return text()
  }

  /// Where it stands in the file, from 1.
  package var line: Int { node.mark?.line ?? 1 }

  package func fault(_ problem: DefinitionProblem) {
    faults.add(problem, in: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  /// The value behind a key of this one.
  func part(_ node: Node, key: String) -> YAMLValue {
    YAMLValue(node: node, key: key, file: file, faults: faults)
  }

  private func entry(_ node: Node) -> YAMLValue {
    YAMLValue(node: node, key: key, isEntry: true, file: file, faults: faults)
  }

  /// A scalar as it was written; nil for lists, keys with nothing behind them, `~` and `null`.
  package var scalar: String? {
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
    case .sequence(let list): list.isEmpty ? "an empty list" : "a list of \(list.count)"
    case .alias: "an alias"
    }
  }

  package func wrongType(needed: String) { fault(.wrongType(name, found: found, needed: needed)) }

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
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return false }
    return parts[0] == "0" || !parts[0].hasPrefix("0")
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
    let words = text.split(separator: "-", omittingEmptySubsequences: false)
    let isID = words.allSatisfy { word in
      !word.isEmpty
        && word.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
    }
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
    guard case .sequence(let sequence) = node else { return }
    for (position, text) in texts.enumerated() where texts[..<position].contains(text) {
      entry(sequence[position]).fault(.duplicate(what, text))
    }
  }

  package func list() -> [YAMLValue]? {
    guard case .sequence(let sequence) = node else {
      wrongType(needed: "a list")
      return nil
    }
    return sequence.map(entry)
  }

  /// The value of one key, looked at before the rest is read.
  package func value(of key: String) -> YAMLValue? {
    guard case .mapping(let mapping) = node,
      let value = mapping.first(where: { $0.key.scalar?.string == key })?.value
    else { return nil }
    return part(value, key: key)
  }

  /// Keys that the format does not fix, such as the items of an example.
  package func entries() -> [(key: String, place: YAMLValue, value: YAMLValue)]? {
    guard case .mapping(let mapping) = node else {
      wrongType(needed: "keys and values")
      return nil
    }
    return mapping.map { key, value in
      let text = key.scalar?.string ?? ""
      return (text, part(key, key: text), part(value, key: text))
    }
  }
}
