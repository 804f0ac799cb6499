/// The square of modules of a QR code: the patterns by which a camera finds it, then the codewords.
struct QRMatrix {
  private static let alignments = [
    [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46],
    [6, 28, 50],
  ]

  private let version: Int
  private let size: Int
  private(set) var modules: [[Bool]]
  /// Patterns, on which no codeword stands.
  private var isFixed: [[Bool]]

  /// With the patterns alone.
  init(version: Int) {
    self.version = version
    size = 17 + 4 * version
    modules = Array(repeating: Array(repeating: false, count: size), count: size)
    isFixed = modules
    for place in 0..<size {
      fix(6, place, place.isMultiple(of: 2))
      fix(place, 6, place.isMultiple(of: 2))
    }
    for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] { drawFinder(row, column) }
    drawAlignments()
    drawFormat(mask: 0)
    drawVersion()
  }

  /// With codewords, and a mask over them.
  func filled(with codewords: [UInt8], mask: Int) -> QRMatrix {
    var matrix = self
    let all = codewords.flatMap { word -> [Bool] in
      (0..<8).map { place in word >> (7 - place) & 1 == 1 }
    }
    var bits = all[...]
    for (row, column) in matrix.way where !isFixed[row][column] {
      let bit = bits.popFirst() ?? false
      matrix.modules[row][column] = bit != Self.isMasked(row, column, mask)
    }
    matrix.drawFormat(mask: mask)
    return matrix
  }

  private mutating func fix(_ row: Int, _ column: Int, _ isDark: Bool) {
    modules[row][column] = isDark
    isFixed[row][column] = true
  }

  private mutating func drawFinder(_ row: Int, _ column: Int) {
    for down in -4...4 {
      for right in -4...4 {
        let (row, column) = (row + down, column + right)
        guard (0..<size).contains(row), (0..<size).contains(column) else { continue }
        let distance = max(abs(down), abs(right))
        fix(row, column, distance != 2 && distance != 4)
      }
    }
  }

  private mutating func drawAlignments() {
    let places = Self.alignments[version - 1]
    for row in places {
      for column in places {
        let isCorner =
          (row == 6 && column == 6) || (row == 6 && column == size - 7)
          || (row == size - 7 && column == 6)
        if isCorner { continue }
        for down in -2...2 {
          for right in -2...2 {
            fix(row + down, column + right, max(abs(down), abs(right)) != 1)
          }
        }
      }
    }
  }

  /// Level M and the mask, twice.
  private mutating func drawFormat(mask: Int) {
    var rest = mask
    for _ in 0..<10 { rest = (rest << 1) ^ ((rest >> 9) * 0x537) }
    let bits = (mask << 10 | rest) ^ 0x5412
    func isDark(_ bit: Int) -> Bool { bits >> bit & 1 == 1 }
    for bit in 0..<6 { fix(bit, 8, isDark(bit)) }
    fix(7, 8, isDark(6))
    fix(8, 8, isDark(7))
    fix(8, 7, isDark(8))
    for bit in 9..<15 { fix(8, 14 - bit, isDark(bit)) }
    for bit in 0..<8 { fix(8, size - 1 - bit, isDark(bit)) }
    for bit in 8..<15 { fix(size - 15 + bit, 8, isDark(bit)) }
    fix(size - 8, 8, true)
  }

  /// From version 7 on, twice.
  private mutating func drawVersion() {
    guard version >= 7 else { return }
    var rest = version
    for _ in 0..<12 { rest = (rest << 1) ^ ((rest >> 11) * 0x1F25) }
    let bits = version << 12 | rest
    for bit in 0..<18 {
      let (far, near) = (size - 11 + bit % 3, bit / 3)
      fix(near, far, bits >> bit & 1 == 1)
      fix(far, near, bits >> bit & 1 == 1)
    }
  }

  /// In pairs of columns from the right, up and down in turn; the column of the timing is left out.
  private var way: [(row: Int, column: Int)] {
    var way: [(Int, Int)] = []
    var isUpward = true
    for pair in stride(from: size - 1, to: 0, by: -2) {
      let right = pair <= 6 ? pair - 1 : pair
      for step in 0..<size {
        let row = isUpward ? size - 1 - step : step
        way += [(row, right), (row, right - 1)]
      }
      isUpward.toggle()
    }
    return way
  }

  private static func isMasked(_ row: Int, _ column: Int, _ mask: Int) -> Bool {
    switch mask {
    case 0: (row + column) % 2 == 0
    case 1: row % 2 == 0
    case 2: column % 3 == 0
    case 3: (row + column) % 3 == 0
    case 4: (row / 2 + column / 3) % 2 == 0
    case 5: row * column % 2 + row * column % 3 == 0
    case 6: (row * column % 2 + row * column % 3) % 2 == 0
    default: ((row + column) % 2 + row * column % 3) % 2 == 0  // not our enum
    }
  }
}

extension QRMatrix {
  /// How badly it reads: long runs, blocks, what looks like the corner pattern, and too much of one
  /// colour.
  var penalty: Int {
    let columns = modules.indices.map { column in modules.map { $0[column] } }
    let lines = modules + columns
    return lines.reduce(0) { $0 + Self.runs($1) + Self.finders($1) } + blocks + balance
  }

  private static func runs(_ line: [Bool]) -> Int {
    var (penalty, run) = (0, 1)
    for place in 1...line.count {
      if place < line.count, line[place] == line[place - 1] {
        run += 1
      } else {
        if run >= 5 { penalty += run - 2 }
        run = 1
      }
    }
    return penalty
  }

  /// Dark, light, three dark, light, dark, with four light ones before or after it.
  private static func finders(_ line: [Bool]) -> Int {
    let core = [true, false, true, true, true, false, true]
    let light = [Bool](repeating: false, count: 4)
    let padded = light + line + light
    let places = 0...padded.count - 11
    return places.reduce(0) { sum, place in
      let part = Array(padded[place..<place + 11])
      return sum + (part == core + light ? 40 : 0) + (part == light + core ? 40 : 0)
    }
  }

  private var blocks: Int {
    var penalty = 0
    for row in 1..<modules.count {
      for column in 1..<modules.count {
        let one = modules[row][column]
        if modules[row - 1][column] == one, modules[row][column - 1] == one,
          modules[row - 1][column - 1] == one
        {
          penalty += 3
        }
      }
    }
    return penalty
  }

  private var balance: Int {
    let total = modules.count * modules.count
    let dark = modules.joined().count { $0 }
    return 10 * (abs(20 * dark - 10 * total) / total)
  }
}
