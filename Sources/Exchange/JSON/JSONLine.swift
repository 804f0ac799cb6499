package import Outcomes

/// Writes one JSON object on a line of its own, member by member.
package struct JSONLine {
  package private(set) var bytes: [UInt8] = []
  /// Nothing stands before the next value in what is open.
  private var isFirst = true

  package init() {}

  /// Begins the next line; the memory stays.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    isFirst = true
  }

  package mutating func end() {
    bytes.append(10)
    isFirst = true
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  private mutating func begin(_ name: String?, _ sign: Unicode.Scalar) {
    if let name { self.name(name) } else { separate() }
    bytes.append(UInt8(ascii: sign))
    isFirst = true
  }

  private mutating func end(_ sign: Unicode.Scalar) {
    bytes.append(UInt8(ascii: sign))
    isFirst = false
  }

  private mutating func name(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
  }

  /// - Parameter name: nil: an element of a list.
  package mutating func object(_ name: String? = nil, _ members: (inout JSONLine) -> Void) {
    begin(name, "{")
    members(&self)
    end("}")
  }

  package mutating func array<Element>(
    _ name: String, _ elements: some Sequence<Element>,
    _ write: (inout JSONLine, Element) -> Void
  ) {
    begin(name, "[")
    for element in elements { write(&self, element) }
    end("]")
  }

  /// Writes nothing where there is nothing.
  package mutating func text(_ name: String, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    self.name(name)
    quote(value)
  }

  /// Writes nothing where there is nothing.
  package mutating func number(_ name: String, _ value: Int?) {
    guard let value else { return }
    self.name(name)
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Exact to four decimals, as numbers are entered; nothing where there is nothing.
  package mutating func number(_ name: String, _ value: Rational?) {
    guard let value else { return }
    self.name(name)
    bytes.append(contentsOf: value.plain(4).utf8)
  }

  private mutating func quote(_ value: String) {
    bytes.append(34)
    for byte in value.utf8 {
      switch byte {
      case 34, 92:
        bytes.append(92)
        bytes.append(byte)
      case 10: bytes.append(contentsOf: "\\n".utf8)
      case 13: bytes.append(contentsOf: "\\r".utf8)
      case 9: bytes.append(contentsOf: "\\t".utf8)
      case 0..<32:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(
          contentsOf: [byte < 16 ? "0" : "1", Self.figures[Int(byte % 16)]].map {
            UInt8(ascii: $0)
          })
      case _: bytes.append(byte)
      }
    }
    bytes.append(34)
  }

  private static let figures: [Unicode.Scalar] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f",
  ]
}
