/// Cuts a stream of bytes into its lines; a line that is too long is passed over and said to be so.
struct LineSplitter {
  enum Line {
    case bytes(UnsafeBufferPointer<UInt8>)
    case tooLong
  }

  /// In bytes; more than ten thousand scores of one patient.
  static let longest = 16 << 20

  private let next: () throws -> [UInt8]?
  private let longest: Int

  init(longest: Int = LineSplitter.longest, _ next: @escaping () throws -> [UInt8]?) {
    self.longest = longest
    self.next = next
  }

  /// Calls with every line that is not blank, without its end, and its number from 1; the bytes hold
  /// during the call only.
  func forEach(_ body: (Line, Int) throws -> Void) throws {
    var begun: [UInt8] = []
    var isTooLong = false
    var number = 1
    func take(_ part: UnsafeBufferPointer<UInt8>) throws {
      if begun.isEmpty, !isTooLong, part.count <= longest {
        try hand(part, number, body)
      } else if isTooLong || begun.count + part.count > longest {
        try body(.tooLong, number)
      } else {
        begun.append(contentsOf: part)
        try begun.withUnsafeBufferPointer { try hand($0, number, body) }
      }
      begun.removeAll(keepingCapacity: begun.capacity <= 1 << 20)
      isTooLong = false
      number += 1
    }
    while let piece = try next() {
      try piece.withUnsafeBufferPointer { bytes in
        var rest = bytes
        while let end = rest.firstIndex(of: 10) {
          try take(UnsafeBufferPointer(rebasing: rest[..<end]))
          rest = UnsafeBufferPointer(rebasing: rest[(end + 1)...])
        }
        if begun.count + rest.count > longest {
          isTooLong = true
          begun.removeAll()
        } else if !isTooLong {
          begun.append(contentsOf: rest)
        }
      }
    }
    if isTooLong || !begun.isEmpty { try take(UnsafeBufferPointer(start: nil, count: 0)) }
  }

  private func hand(
    _ line: UnsafeBufferPointer<UInt8>, _ number: Int, _ body: (Line, Int) throws -> Void
  ) throws {
    var line = line
    // A mark at the beginning of a file says that it is UTF-8.
    if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) {
      line = UnsafeBufferPointer(rebasing: line[3...])
    }
    let isBlank = line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 }
    if !isBlank { try body(.bytes(line), number) }
  }
}
