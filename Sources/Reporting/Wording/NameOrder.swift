extension Sequence {
  /// In the order of a dictionary, large and small letters alike.
  ///
  /// Each name is folded once, and definitions are moved once: forms list all of the library.
  package func inOrder(ofName name: (Element) -> String) -> [Element] {
    let elements = Array(self)
    let names = elements.map { name($0).lowercased() }
    return elements.indices.sorted { (names[$0], $0) < (names[$1], $1) }.map { elements[$0] }
  }
}
