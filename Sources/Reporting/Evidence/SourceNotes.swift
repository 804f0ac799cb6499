package import Outcomes

/// Sources as numbered notes: each stands once, in the order in which it is first named.
package struct SourceNotes: Sendable {
  package private(set) var list: [String] = []

  package init() {}

  /// The number of a source; a new one is added.
  package mutating func number(_ evidence: Evidence) -> Int {
    let text = Wording.source(evidence, brief: true)
    if let known = list.firstIndex(of: text) { return known + 1 }
    list.append(text)
    return list.count
  }
}
