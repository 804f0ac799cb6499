/// Readers with a mistake that is known, so that a run which finds nothing means something: before the others
/// `Scripts/fuzz` tries these, and goes on only when it has found each.
///
/// Blind chance finds none of them in a million inputs; counting branches does. They are compiled here alone.
enum PlantedFault: String, CaseIterable {
  /// A place in an array that is not there.
  case trap = "planted-trap"
  /// A byte behind the end of the input, which only the address sanitizer sees.
  case memory = "planted-memory"
  /// An end that never comes.
  case endless = "planted-endless"

  /// Every mistake lies behind this beginning.
  private static let beginning = "row:"

  func read(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    // Byte by byte, as a reader goes.
    for (place, letter) in Self.beginning.utf8.enumerated() {
      guard place < count, bytes[place] == letter else { return place }
    }
    let rest = count - Self.beginning.utf8.count
    switch self {
    case .trap: return [3, 1, 4, 1][min(rest, 7)]
    case .memory: return Int(bytes[rest > 4 ? count : count - 1])
    case .endless:
      var steps = 0
      while rest > 4, bytes[0] != 0 { steps &+= 1 }
      return steps
    }
  }
}
