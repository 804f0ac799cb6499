package import Outcomes

/// Which counts may leave the clinic: none under 5 or another least one, and none from which such a one could be found by
/// subtraction from the sum.
package enum SmallCounts {
  package static let fewest = 5

  /// Positions of the counts that may be shown beside their sum.
  ///
  /// What is hidden is always at least two counts that together are large enough to be shown; until
  /// then the smallest of the others goes with it.
  package static func shown(_ counts: [Int], under fewest: Int = fewest) -> Set<Int> {
    var hidden = Set(counts.indices.filter { counts[$0] < fewest })
    while !hidden.isEmpty,
      hidden.count < 2 || hidden.reduce(0, { $0 + counts[$1] }) < fewest,
      let next = counts.indices.filter({ !hidden.contains($0) }).min(by: {
        (counts[$0], $0) < (counts[$1], $1)
      })
    {
      hidden.insert(next)
    }
    return Set(counts.indices).subtracting(hidden)
  }

  /// A share of a whole: both parts must be large enough.
  package static func mayShow(_ portion: Portion, under fewest: Int = fewest) -> Bool {
    portion.count >= fewest && portion.of - portion.count >= fewest
  }
}
