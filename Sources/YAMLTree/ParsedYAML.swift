import Yams

/// Why a text is no YAML that can be read, each with its place.
package struct YAMLFaults: Error {
  package enum Problem: Sendable {
    case syntax(String)
    case empty
    case duplicateKey(String)
  }

  package struct Fault: Sendable {
    package let problem: Problem
    /// Both from 1.
    package let line: Int
    package let column: Int
  }

  package let faults: [Fault]
}

extension YAMLTree {
  /// The tree of a YAML file in the form in which the program carries it.
  package static func encoded(yaml: String) throws(YAMLFaults) -> String {
    let root: Yams.Node?
    do {
      // Without rules the resolver leaves every scalar a text.
      root = try compose(yaml: yaml, .basic, .default, .utf8)
    } catch {
      throw faults(error)
    }
    guard let root else { throw YAMLFaults(faults: [.init(problem: .empty, line: 1, column: 1)]) }
    var writer = Writer(limit: 65_536 + 64 * yaml.utf8.count)
    writer.write(root)
    if writer.isFull {
      let problem = YAMLFaults.Problem.syntax("its aliases repeat one another without end")
      throw YAMLFaults(faults: [.init(problem: problem, line: 1, column: 1)])
    }
    return writer.text
  }

  /// The tree of a YAML file.
  package init(yaml: String) throws(YAMLFaults) {
    guard let tree = YAMLTree(encoded: try Self.encoded(yaml: yaml)) else {
      throw Self.unreadable
    }
    self = tree
  }

  private static func faults(_ error: any Error) -> YAMLFaults {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      YAMLFaults(
        faults: [.init(problem: .syntax(problem), line: mark.line, column: mark.column)])
    case .duplicatedKeysInMapping(let keys, let context):
      YAMLFaults(
        faults: keys.map {
          .init(
            problem: .duplicateKey($0), line: context.mark.line, column: context.mark.column)
        })
    default: unreadable  // not our enum
    }
  }

  private static var unreadable: YAMLFaults {
    YAMLFaults(
      faults: [.init(problem: .syntax("it is not readable as text"), line: 1, column: 1)])
  }

  private struct Writer {
    var text = ""
    private var line = 0
    /// In bytes: aliases of aliases make a small file a tree without measure.
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var isFull: Bool { text.utf8.count > limit }

    mutating func write(_ node: Yams.Node) {
      if isFull { return }
      switch node {
      case .scalar(let scalar):
        begin(scalar.style == .plain ? .plain : .quoted, node, size: scalar.string.utf8.count)
        text += scalar.string
      case .sequence(let list):
        begin(.list, node, size: list.count)
        for entry in list { write(entry) }
      case .mapping(let mapping):
        begin(.table, node, size: mapping.count * 2)
        for (key, value) in mapping {
          write(key)
          write(value)
        }
      // The composer puts what it names in the place of an alias.
      case .alias: begin(.plain, node, size: 0)
      }
    }

    private mutating func begin(_ kind: Kind, _ node: Yams.Node, size: Int) {
      let mark = node.mark
      let line = mark?.line ?? 1
      text.unicodeScalars.append(Unicode.Scalar(kind.rawValue))
      text += "\(line - self.line),\(mark?.column ?? 1),\(size);"
      self.line = line
    }
  }
}
