/// A YAML file as a flat list of nodes: what a reader of definitions needs of it, and nothing else.
///
/// Texts stay as they were written, so that YAML's own ideas (`yes` as true, `010` as 8, dates) never
/// apply. Keys come before their values, and what is inside a node directly after it.
package struct YAMLTree: Sendable {
  package enum Kind: UInt8, Sendable {
    /// A text without quotes.
    case plain = 112
    case quoted = 113
    case list = 108
    /// Keys and values, turn by turn.
    case table = 116
  }

  package struct Node: Sendable {
    package let kind: Kind
    /// From 1.
    package let line: Int
    /// From 1, in characters.
    package let column: Int
    /// Of a text, where it stands in the tree's bytes.
    package let text: Range<Int>
    /// The node after this one and all that is inside it.
    package var next: Int
  }

  /// The first one is the whole file.
  package let nodes: [Node]
  package let bytes: [UInt8]

  /// What a text says; empty for lists and tables.
  package func string(_ node: Int) -> String {
    String(decoding: bytes[nodes[node].text], as: UTF8.self)
  }

  /// Whether a node is that text, without making a copy of it.
  package func says(_ text: String, _ node: Int) -> Bool {
    let range = nodes[node].text
    return range.count == text.utf8.count && bytes[range].elementsEqual(text.utf8)
  }
}
