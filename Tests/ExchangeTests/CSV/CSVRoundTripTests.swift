import Exchange
import Testing

@Suite struct CSVRoundTripTests {
  /// SplitMix64: the same numbers for the same seed everywhere.
  struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  static let letters: [Unicode.Scalar] = [
    ",", ";", "\t", "\"", "\"", "\r", "\n", " ", "a", "0", "-", ".", "'", "=", "é", "神", "🧠",
  ]

  @Test(arguments: UInt64(1)...12) func `random fields come back`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let columns = Int.random(in: 1...6, using: &random)
    let rows = (1...60).map { _ in
      (1...columns).map { _ in
        var field = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...9, using: &random) {
          if let letter = Self.letters.randomElement(using: &random) { field.append(letter) }
        }
        return String(field)
      }
    }
    var bytes: [UInt8] = []
    do {
      var writer = CSVWriter(blockSize: 64) { bytes += $0 }
      try writer.row((1...columns).map { "column \($0)" })
      for row in rows { try writer.row(row) }
      try writer.finish()
    }
    let size = Int.random(in: 1...200, using: &random)
    var rest = bytes[...]
    let reader = try CSVReader {
      defer { rest = rest.dropFirst(size) }
      return rest.isEmpty ? nil : Array(rest.prefix(size))
    }
    var read: [[String]] = []
    while let step = try reader.next() {
      switch step {
      case .record(let record): read.append((0..<record.count).map { record.string(at: $0) })
      case .fault(let fault): Issue.record("\(fault)")
      }
    }
    // A row without any content says nothing and is passed over.
    let due = rows.filter { !$0.allSatisfy(\.isEmpty) }
    #expect(read.map { $0.map { Array($0.utf8) } } == due.map { $0.map { Array($0.utf8) } })
    #expect(reader.emptyRows == rows.count - due.count)
  }
}
