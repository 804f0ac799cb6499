/// What has its place in a list.
package protocol Placed: Sendable {
  /// Whether the first of two comes before the second; of two that are not told apart a list keeps
  /// one.
  static func isBefore(_ a: Self, _ b: Self) -> Bool
}

/// A list in order that changes one element in a time that does not grow with it, as good as.
///
/// It is a balanced tree of which a changed one keeps all parts but the way to what was changed. So
/// whoever was handed the list before goes on reading it as it was, without a copy and without a
/// lock. A position is found, and an element counted, along one way through the tree.
package struct OrderedTree<Element: Placed>: Sendable {
  fileprivate final class Node: Sendable {
    let element: Element
    let left: Node?
    let right: Node?
    let count: Int

    init(_ left: Node?, _ element: Element, _ right: Node?) {
      self.element = element
      self.left = left
      self.right = right
      count = Node.count(left) + 1 + Node.count(right)
    }

    static func count(_ node: Node?) -> Int { node?.count ?? 0 }
  }

  fileprivate var root: Node?

  package init() {}

  /// - Parameter elements: in any order; none of them stands there twice.
  package init(_ elements: some Sequence<Element>) {
    let sorted = elements.sorted(by: Element.isBefore)
    root = Self.tree(sorted[...])
  }

  private static func tree(_ sorted: ArraySlice<Element>) -> Node? {
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.startIndex + sorted.count / 2
    return Node(tree(sorted[..<middle]), sorted[middle], tree(sorted[(middle + 1)...]))
  }

  /// Puts an element in its place; one that stood there goes.
  package mutating func insert(_ element: Element) { root = Self.inserting(element, root) }

  /// Takes out what stands in the place of an element, if anything does.
  package mutating func remove(_ element: Element) { root = Self.removing(element, root) }

  private static func inserting(_ element: Element, _ node: Node?) -> Node {
    guard let node else { return Node(nil, element, nil) }
    if Element.isBefore(element, node.element) {
      return balanced(inserting(element, node.left), node.element, node.right)
    }
    if Element.isBefore(node.element, element) {
      return balanced(node.left, node.element, inserting(element, node.right))
    }
    return Node(node.left, element, node.right)
  }

  private static func removing(_ element: Element, _ node: Node?) -> Node? {
    guard let node else { return nil }
    if Element.isBefore(element, node.element) {
      return balanced(removing(element, node.left), node.element, node.right)
    }
    if Element.isBefore(node.element, element) {
      return balanced(node.left, node.element, removing(element, node.right))
    }
    guard let right = node.right else { return node.left }
    let (first, rest) = takingFirst(right)
    return balanced(node.left, first, rest)
  }

  private static func takingFirst(_ node: Node) -> (first: Element, rest: Node?) {
    guard let left = node.left else { return (node.element, node.right) }
    let (first, rest) = takingFirst(left)
    return (first, balanced(rest, node.element, node.right))
  }
}

extension OrderedTree {
  /// No side of a node is heavier than this many times the other; with the next number these are
  /// the pair of whole numbers with which one turn is always enough (Hirai and Yamamoto 2011).
  private static var heaviest: Int { 3 }
  /// From this many times the outer grandchild on the inner one goes up.
  private static var inner: Int { 2 }

  private static func weight(_ node: Node?) -> Int { Node.count(node) + 1 }

  private static func balanced(_ left: Node?, _ element: Element, _ right: Node?) -> Node {
    if let right, weight(right) > heaviest * weight(left) {
      if let middle = right.left, weight(middle) >= inner * weight(right.right) {
        return Node(
          Node(left, element, middle.left), middle.element,
          Node(middle.right, right.element, right.right))
      }
      return Node(Node(left, element, right.left), right.element, right.right)
    }
    if let left, weight(left) > heaviest * weight(right) {
      if let middle = left.right, weight(middle) >= inner * weight(left.left) {
        return Node(
          Node(left.left, left.element, middle.left), middle.element,
          Node(middle.right, element, right))
      }
      return Node(left.left, left.element, Node(left.right, element, right))
    }
    return Node(left, element, right)
  }
}

extension OrderedTree: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { Node.count(root) }

  package subscript(position: Int) -> Element {
    var (node, position) = (root, position)
    while let here = node {
      let before = Node.count(here.left)
      if position == before { return here.element }
      if position < before {
        node = here.left
      } else {
        position -= before + 1
        node = here.right
      }
    }
    preconditionFailure("the list has no position \(position)")
  }

  /// How many elements there are for which this holds: it does for the first ones and for none
  /// after them.
  package func count(leading isLeading: (Element) -> Bool) -> Int {
    var (node, count) = (root, 0)
    while let here = node {
      if isLeading(here.element) {
        count += Node.count(here.left) + 1
        node = here.right
      } else {
        node = here.left
      }
    }
    return count
  }

  /// The position of what stands in the place of an element; nil: nothing does.
  package func position(of element: Element) -> Int? {
    let position = count(leading: { Element.isBefore($0, element) })
    guard position < count, !Element.isBefore(element, self[position])
    else { return nil }
    return position
  }

  package struct Iterator: IteratorProtocol {
    /// The way down to the next element.
    private var way: [Node] = []

    fileprivate init(_ root: Node?) { descend(root) }

    private mutating func descend(_ node: Node?) {
      var node = node
      while let here = node {
        way.append(here)
        node = here.left
      }
    }

    package mutating func next() -> Element? {
      guard let here = way.popLast() else { return nil }
      descend(here.right)
      return here.element
    }
  }

  package func makeIterator() -> Iterator { Iterator(root) }
}
