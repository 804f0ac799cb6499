/// The form in which trees are embedded in the program: one text, read in one pass.
///
/// A node is its kind, the lines since the node before it, its column and its size, `t1,1,4;`; after
/// a text come so many bytes of it, after a list or a table so many nodes inside it.
extension YAMLTree {
  /// Reads a text that ``encoded(yaml:)`` wrote, from a byte on; nil: it is none.
  package init?(encoded: String, from start: Int = 0) {
    let bytes = Array(encoded.utf8)
    var reader = Reader(bytes: bytes, from: start)
    guard reader.node(), reader.position == bytes.count else { return nil }
    self.init(nodes: reader.nodes, bytes: bytes)
  }

  private struct Reader {
    let bytes: [UInt8]
    var nodes: [Node] = []
    var position: Int
    var line = 0

    init(bytes: [UInt8], from start: Int) {
      self.bytes = bytes
      position = start
      nodes.reserveCapacity(bytes.count / 16)
    }

    /// One node and all that is inside it.
    mutating func node() -> Bool {
      guard position < bytes.count, let kind = Kind(rawValue: bytes[position]) else { return false }
      position += 1
      guard let lines = number(until: 44), let column = number(until: 44),
        let size = number(until: 59), size >= 0
      else { return false }
      line += lines
      let own = nodes.count
      switch kind {
      case .plain, .quoted:
        guard size <= bytes.count - position else { return false }
        let text = position..<position + size
        position += size
        nodes.append(Node(kind: kind, line: line, column: column, text: text, next: own + 1))
      case .list, .table:
        nodes.append(Node(kind: kind, line: line, column: column, text: 0..<0, next: 0))
        for _ in 0..<size {
          guard node() else { return false }
        }
        nodes[own].next = nodes.count
      }
      return true
    }

    private mutating func number(until end: UInt8) -> Int? {
      var value = 0
      var isNegative = false
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        switch byte {
        case end: return isNegative ? -value : value
        case 48...57 where value < 1 << 40: value = value * 10 + Int(byte) - 48
        case 45: isNegative = true
        default: return nil  // not our enum
        }
      }
      return nil
    }
  }
}
