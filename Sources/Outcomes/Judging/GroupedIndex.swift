/// What one measure adds to a response index.
struct GroupedChange {
  /// ``Yardstick/groupNumber``: variants of one measure, or measures that stand for each other.
  let group: Int
  /// nil: it adds nothing.
  let change: Rational?
  let isDeclining: Bool
}

/// The mean over the groups of the mean change of their measures (response.md section 4).
struct GroupedIndex {
  /// nil while no measure has a change.
  let mean: Rational?
  /// More than half of the groups in the index decline; a group does when one of its measures does.
  let mostDecline: Bool

  /// - Parameter change: of each of so many measures.
  init(_ count: Int, _ change: (Int) -> GroupedChange) {
    var (sum, groups, declining) = (Rational.zero, 0, 0)
    for first in 0..<count where Self.isFirst(first, change) {
      let group = change(first).group
      var (own, changes, declines) = (Rational.zero, 0, false)
      for place in first..<count {
        let one = change(place)
        guard one.group == group, let value = one.change else { continue }
        own = own + value
        changes += 1
        declines = declines || one.isDeclining
      }
      sum = sum + own / changes
      groups += 1
      if declines { declining += 1 }
    }
    mean = groups == 0 ? nil : sum / groups
    mostDecline = declining * Conventions.decliningOneIn > groups
  }

  /// The first of its group that has a change.
  @inline(__always)
  private static func isFirst(_ place: Int, _ change: (Int) -> GroupedChange) -> Bool {
    let own = change(place)
    if own.change == nil { return false }
    for before in 0..<place {
      let other = change(before)
      if other.group == own.group && other.change != nil { return false }
    }
    return true
  }
}
