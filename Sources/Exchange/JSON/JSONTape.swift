/// One JSON text (RFC 8259) as the places of its values: nothing is copied, and a number stays the text
/// that it is.
///
/// A tape is used for one text after another and keeps its memory.
package struct JSONTape {
  package struct Node: Sendable {
    package enum Kind: Sendable { case null, yes, no, number, text, array, object }

    package let kind: Kind
    /// Of a text there are signs that stand for others, such as `\n`.
    package fileprivate(set) var isEscaped = false
    /// Where its bytes begin and end; of a text without the quotes.
    package let start: Int
    package fileprivate(set) var end: Int
    /// The node after it and everything inside it.
    package fileprivate(set) var next: Int
  }

  /// The value itself first; of an object name and value by turns.
  package private(set) var nodes: [Node] = []

  /// A value inside more arrays and objects than this is refused.
  package static let deepest = 16

  package init() {}

  /// Reads one value, which is all that stands there beside blanks.
  package mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) {
    nodes.removeAll(keepingCapacity: true)
    var scanner = JSONScanner(bytes)
    try scanner.checkEncoding()
    scanner.passBlanks()
    try value(&scanner, depth: 0)
    scanner.passBlanks()
    if !scanner.isAtEnd { throw scanner.fault(.moreAfterTheEnd) }
  }

  /// Calls with every member of an object: the places of its name and its value.
  package func forEachMember(
    of object: Int, _ body: (_ name: Int, _ value: Int) throws -> Void
  ) rethrows {
    var name = object + 1
    while name < nodes[object].next {
      try body(name, name + 1)
      name = nodes[name + 1].next
    }
  }

  /// Calls with every element of an array.
  package func forEachElement(of array: Int, _ body: (_ element: Int) throws -> Void) rethrows {
    var element = array + 1
    while element < nodes[array].next {
      try body(element)
      element = nodes[element].next
    }
  }

  private mutating func value(_ scanner: inout JSONScanner, depth: Int) throws(JSONFault) {
    switch scanner.peek {
    case UInt8(ascii: "{"): try object(&scanner, depth)
    case UInt8(ascii: "["): try array(&scanner, depth)
    case UInt8(ascii: "\""): try text(&scanner)
    case UInt8(ascii: "-"), .some(48...57):
      let start = scanner.position
      try scanner.passNumber()
      add(.number, start, scanner.position)
    case UInt8(ascii: "t"): try word("true", .yes, &scanner)
    case UInt8(ascii: "f"): try word("false", .no, &scanner)
    case UInt8(ascii: "n"): try word("null", .null, &scanner)
    case nil: throw scanner.fault(.ended)
    case _: throw scanner.fault(.noValue)
    }
  }

  private mutating func add(_ kind: Node.Kind, _ start: Int, _ end: Int, isEscaped: Bool = false) {
    nodes.append(
      Node(kind: kind, isEscaped: isEscaped, start: start, end: end, next: nodes.count + 1))
  }

  private mutating func close(_ opened: Int, _ scanner: inout JSONScanner) {
    scanner.pass()
    nodes[opened].end = scanner.position
    nodes[opened].next = nodes.count
  }

  private mutating func object(_ scanner: inout JSONScanner, _ depth: Int) throws(JSONFault) {
    if depth == Self.deepest { throw scanner.fault(.tooDeep) }
    let opened = nodes.count
    add(.object, scanner.position, scanner.position)
    scanner.pass()
    scanner.passBlanks()
    while scanner.peek != UInt8(ascii: "}") {
      guard scanner.peek == UInt8(ascii: "\"") else { throw scanner.fault(.noName) }
      try text(&scanner)
      scanner.passBlanks()
      try scanner.expect(":")
      scanner.passBlanks()
      try value(&scanner, depth: depth + 1)
      try scanner.passComma(before: "}")
    }
    close(opened, &scanner)
  }

  private mutating func array(_ scanner: inout JSONScanner, _ depth: Int) throws(JSONFault) {
    if depth == Self.deepest { throw scanner.fault(.tooDeep) }
    let opened = nodes.count
    add(.array, scanner.position, scanner.position)
    scanner.pass()
    scanner.passBlanks()
    while scanner.peek != UInt8(ascii: "]") {
      try value(&scanner, depth: depth + 1)
      try scanner.passComma(before: "]")
    }
    close(opened, &scanner)
  }

  private mutating func text(_ scanner: inout JSONScanner) throws(JSONFault) {
    scanner.pass()
    let start = scanner.position
    let isEscaped = try scanner.passText()
    add(.text, start, scanner.position, isEscaped: isEscaped)
    scanner.pass()
  }

  private mutating func word(
    _ word: StaticString, _ kind: Node.Kind, _ scanner: inout JSONScanner
  ) throws(JSONFault) {
    let start = scanner.position
    try scanner.pass(word)
    add(kind, start, scanner.position)
  }
}
