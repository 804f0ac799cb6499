import Outcomes

/// The smallest and largest total that the answers and the rule can give, which a definition's stated
/// range must equal.
extension Measure {
  /// nil where the rule gives no total, or where it lacks what it works on.
  var reach: ClosedRange<Rational>? {
    let counted = items.filter { $0.inTotal && !$0.optional }
    let extra = items.filter { $0.inTotal && $0.optional }
    let least = counted.compactMap(\.minimum).sorted()
    let most = counted.compactMap(\.maximum).sorted(by: >)
    switch scoring.rule {
    case .sum:
      return Self.sum(counted, optional: extra)
    case .sumOrEntered:
      guard let sum = Self.sum(counted, optional: extra), let entered = value?.reach else {
        return nil
      }
      return min(sum.lowerBound, entered.lowerBound)...max(sum.upperBound, entered.upperBound)
    case .mean, .haqDI:
      // Leaving out the highest or lowest of the items that may be missing moves the mean most.
      let answered = max(1, counted.count - scoring.missingAllowed)
      guard let low = Rational.mean(least.prefix(answered)),
        let high = Rational.mean(most.prefix(answered))
      else { return nil }
      return low...max(low, scoring.rule == .haqDI ? max(high, Rational(2)) : high)
    case .entered: return value?.reach
    case .ratio(let of, let to):
      guard let top = items.first(where: { $0.id == of })?.reach,
        let bottom = items.first(where: { $0.id == to })?.reach, bottom.lowerBound > .zero,
        !top.lowerBound.isNegative
      else { return nil }
      return (top.lowerBound / bottom.upperBound)...(top.upperBound / bottom.lowerBound)
    case .fractionOfMaximum:
      let low = least.reduce(.zero, +)
      let high = most.reduce(.zero, +)
      return high > .zero ? (low / high)...Rational.one : nil
    case .composite:
      guard let composite else { return nil }
      let points = composite.components.compactMap { $0.bands.map(\.points).max() }
      return Rational.zero...max(.zero, points.reduce(.zero, +))
    case .none: return nil
    }
  }

  private static func sum(_ items: [Item], optional: [Item]) -> ClosedRange<Rational>? {
    guard !items.isEmpty else { return nil }
    let low =
      items.compactMap(\.minimum).reduce(.zero, +)
      + optional.compactMap(\.minimum).map { min($0, .zero) }.reduce(.zero, +)
    let high =
      items.compactMap(\.maximum).reduce(.zero, +)
      + optional.compactMap(\.maximum).map { max($0, .zero) }.reduce(.zero, +)
    return low...max(low, high)
  }
}

extension Item {
  fileprivate var reach: ClosedRange<Rational>? {
    guard let minimum, let maximum, minimum <= maximum else { return nil }
    return minimum...maximum
  }
}

extension Subscore {
  /// nil where an item of the part is not there.
  func reach(in items: [Item]) -> ClosedRange<Rational>? {
    let parts = self.items.compactMap { id in items.first { $0.id == id }?.reach }
    guard !parts.isEmpty, parts.count == self.items.count else { return nil }
    let low = parts.map(\.lowerBound).reduce(.zero, +)
    let high = parts.map(\.upperBound).reduce(.zero, +)
    return rule == .sum ? low...high : (low / parts.count)...(high / parts.count)
  }
}

extension YAMLValue {
  /// Both ends of a stated range must be reachable; this is the range's place.
  func checkReach(_ reach: ClosedRange<Rational>?, stated: ClosedRange<Rational>) {
    guard let reach else { return }
    let ends = [
      ("minimum", "min", stated.lowerBound, reach.lowerBound),
      ("maximum", "max", stated.upperBound, reach.upperBound),
    ]
    for (name, key, stated, reachable) in ends where stated != reachable {
      (value(of: key) ?? self).fault(
        .unreachable(end: name, stated: stated.plain(4), reachable: reachable.plain(4)))
    }
  }
}
