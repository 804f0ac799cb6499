import YAMLTree

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

/// A file that is being read.
final class YAMLDocument {
  let tree: YAMLTree
  /// The path as faults show it.
  let path: String
  /// Whether what the file says by itself has yet to be checked; that of the files that the program
  /// carries was checked before it was released.
  let isNew: Bool
  let faults: FaultList

  init(_ tree: YAMLTree, path: String, isNew: Bool, faults: FaultList) {
    self.tree = tree
    self.path = path
    self.isNew = isNew
    self.faults = faults
  }
}

/// One value of a definition file and its place.
///
/// Texts stay as they were written, so that YAML's own
/// ideas (`yes` as true, `010` as 8, dates) never apply; a value of the wrong type is a fault.
package struct YAMLValue {
  let document: YAMLDocument
  private let position: Int
  /// The key it stands behind, or that of the list it is in; nil: it is the file.
  private let keyPosition: Int?
  private var isEntry = false

  private init(_ document: YAMLDocument, _ position: Int, key: Int?, isEntry: Bool = false) {
    self.document = document
    self.position = position
    keyPosition = key
    self.isEntry = isEntry
  }

  /// The whole file.
  init(_ document: YAMLDocument) { self.init(document, 0, key: nil) }

  private var node: YAMLTree.Node { document.tree.nodes[position] }

  /// The key it stands behind, or that of the list it is in.
  package var key: String { keyPosition.map(document.tree.string) ?? "" }

  /// How messages call it: `'decimals'`.
  package var name: String {
    let key = key
    return isEntry ? "an entry of '\(key)'" : key.isEmpty ? "the file" : "'\(key)'"
  }

  /// The whole file, or nil (with a fault) where it is no YAML or empty.
  package static func file(_ text: String, path: String, faults: FaultList) -> YAMLValue? {
    do throws(YAMLFaults) {
      let tree = try YAMLTree(yaml: text)
      return YAMLValue(YAMLDocument(tree, path: path, isNew: true, faults: faults))
    } catch {
      for fault in error.faults {
        let problem: DefinitionProblem =
          switch fault.problem {
          case .syntax(let problem): .syntax(problem)
          case .empty: .empty
          case .duplicateKey(let key): .duplicateKey(key)
          }
        faults.add(problem, in: path, line: fault.line, column: fault.column)
      }
      return nil
    }
  }

  /// A scalar without quotes.
  package var isPlainScalar: Bool { scalar != nil && node.kind == .plain }

  package var isList: Bool { node.kind == .list }
  var isTable: Bool { node.kind == .table }

  var isText: Bool {
    switch node.kind {
    case .plain, .quoted: true
    case .list, .table: false
    }
  }

  /// A key with nothing behind it, or `~` or `null`.
  var isNothing: Bool { isText && scalar == nil }

  /// What is inside it: the entries of a list, the values of keys.
  package var parts: [YAMLValue] {
    isList ? contents : isTable ? pairs.map(\.value) : []
  }

  /// The entries of a list.
  var contents: [YAMLValue] {
    var found: [YAMLValue] = []
    var next = position + 1
    while next < node.next {
      found.append(YAMLValue(document, next, key: keyPosition, isEntry: true))
      next = document.tree.nodes[next].next
    }
    return found
  }

  /// The keys and values of a table.
  var pairs: [(key: String, place: YAMLValue, value: YAMLValue)] {
    var found: [(key: String, place: YAMLValue, value: YAMLValue)] = []
    var next = position + 1
    while next < node.next {
      let value = document.tree.nodes[next].next
      found.append(
        (
          document.tree.string(next), YAMLValue(document, next, key: next),
          YAMLValue(document, value, key: next)
        ))
      next = document.tree.nodes[value].next
    }
    return found
  }

  /// A text that may be blanks; nil (after a fault) where there is none.
  package func plainText() -> String? {
    if isText, !node.text.isEmpty { return document.tree.string(position) }
    return text()
  }

  /// Where it stands in the file, from 1.
  package var line: Int { node.line }

  package func fault(_ problem: DefinitionProblem) {
    document.faults.add(problem, in: document.path, line: node.line, column: node.column)
  }

  /// A scalar as it was written; nil for lists, keys with nothing behind them, `~` and `null`.
  package var scalar: String? {
    guard isText else { return nil }
    let text = document.tree.string(position)
    let isNothing = text.isEmpty || text == "~" || text == "null"
    return node.kind == .plain && isNothing ? nil : text
  }

  var isQuoted: Bool { node.kind == .quoted }

  private var found: String {
    switch node.kind {
    case .plain, .quoted:
      scalar.map { isQuoted ? "the text \"\($0)\"" : "'\($0)'" } ?? "nothing"
    case .table: "keys and values"
    case .list: isEmptyList ? "an empty list" : "a list of \(contents.count)"
    }
  }

  var isEmptyList: Bool { isList && node.next == position + 1 }

  package func wrongType(needed: String) { fault(.wrongType(name, found: found, needed: needed)) }

  package func list() -> [YAMLValue]? {
    guard isList else {
      wrongType(needed: "a list")
      return nil
    }
    return contents
  }

  /// The value of one key, looked at before the rest is read.
  package func value(of key: String) -> YAMLValue? {
    guard isTable else { return nil }
    let tree = document.tree
    let end = node.next
    var next = position + 1
    while next < end {
      let value = tree.nodes[next].next
      if tree.says(key, next) { return YAMLValue(document, value, key: next) }
      next = tree.nodes[value].next
    }
    return nil
  }

  /// Keys that the format does not fix, such as the items of an example.
  package func entries() -> [(key: String, place: YAMLValue, value: YAMLValue)]? {
    guard isTable else {
      wrongType(needed: "keys and values")
      return nil
    }
    return pairs
  }
}
