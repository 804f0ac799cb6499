import Outcomes

/// The scores that a transaction wrote for one patient who had none before it: what is not among them
/// need not be looked up in the file.
struct FreshScores {
  let owner: String
  private(set) var added: [Key] = []

  struct Key: Equatable {
    let day: Day
    let measure: Measure.ID
    let variant: String
  }

  /// More of them would take longer to go through than to look one up.
  private static let most = 100

  init(of owner: String) { self.owner = owner }

  /// - Returns: false where there are too many of them.
  mutating func add(_ key: Key) -> Bool {
    added.append(key)
    return added.count <= Self.most
  }
}

extension Writing {
  /// Whether the file can have a score in force with that key; most imports bring patients who have
  /// none yet.
  func mayHaveScore(_ key: FreshScores.Key, of owner: String) throws -> Bool {
    if lastScoreOwner != owner {
      lastScoreOwner = owner
      freshScores = try hasScores(owner) ? nil : FreshScores(of: owner)
    }
    return freshScores?.added.contains { $0 == key } ?? true
  }

  /// Notes a score that was written.
  func noteFresh(_ key: FreshScores.Key, of owner: String) {
    guard freshScores?.owner == owner else { return }
    if freshScores?.add(key) == false { freshScores = nil }
  }

  /// Whatever changes scores that are there makes what was noted of no use.
  func forgetFreshScores() { (lastScoreOwner, freshScores) = (nil, nil) }

  private func hasScores(_ owner: String) throws -> Bool {
    let rows = try RawStatement(
      database, kept: "SELECT 1 FROM score WHERE current = 1 AND owner = ? LIMIT 1")
    rows.bind(1, owner)
    return try rows.step()
  }
}
