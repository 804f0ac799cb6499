extension Measure {
  /// Whether the total differs so much from the previous one that it is asked about at entry.
  ///
  /// Such a step is possible: it is never refused.
  package func isUnusualStep(from previous: Score, to total: Rational) -> Bool {
    guard let before = previous.total, comparable(previous.version, version) else { return false }
    return (total - before).magnitude > unusualChange
  }
}
