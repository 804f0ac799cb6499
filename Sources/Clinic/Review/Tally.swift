/// How often each of some words occurs, kept by what comes and what goes.
struct Tally<Key: Hashable & Sendable>: Hashable, Sendable {
  fileprivate var counts: [Key: Int] = [:]

  subscript(_ key: Key) -> Int { counts[key] ?? 0 }

  mutating func add(_ key: Key, _ change: Int) {
    let count = self[key] + change
    counts[key] = count == 0 ? nil : count
  }
}

extension Tally where Key: Comparable {
  /// What occurs, ascending.
  var keys: [Key] { counts.keys.sorted() }
}
