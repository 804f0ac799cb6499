/// The scale on which two scores of a measure are compared: that of the total, or of the part that
/// stands in its place.
///
/// A class because judging hands it on very often and copying its texts would cost more.
package final class Scale: Sendable {
  /// What is compared in place of the total; nil: the total.
  package let part: Subscore?
  package let range: ClosedRange<Rational>
  package let direction: Measure.Direction
  package let isHigherBetter: Bool
  package let unit: String
  /// The smallest difference there can be.
  package let step: Rational

  init(
    total range: ClosedRange<Rational>, direction: Measure.Direction, unit: String, step: Rational
  ) {
    part = nil
    self.range = range
    self.direction = direction
    isHigherBetter = direction == .higherIsBetter
    self.unit = unit
    self.step = step
  }

  /// What the part does not say is as in the total.
  init(_ part: Subscore, of total: Scale, items: [Item]) {
    self.part = part
    range = part.range
    direction = part.direction ?? total.direction
    isHigherBetter = direction == .higherIsBetter
    unit = part.unit ?? total.unit
    step = part.step(items)
  }

  /// The value that is so much better than another one; less where `improvement` is negative.
  package func moved(_ value: Rational, by improvement: Rational) -> Rational {
    isHigherBetter ? value + improvement : value - improvement
  }
}

extension Measure {
  /// The scale on which a disease compares this measure.
  package func scale(of counted: CountedMeasure) -> Scale {
    guard let subscore = counted.subscore else { return scale }
    return subscores.first { $0.id == subscore }
      .map { Scale($0, of: totalScale, items: items) } ?? totalScale
  }

  /// What is compared in place of the total, whatever the disease: a centile that comes from a table.
  package var comparedPart: Subscore? { scale.part }
}

extension Subscore {
  fileprivate func step(_ all: [Item]) -> Rational {
    if rule == .entered, let item = all.first(where: { items.contains($0.id) }),
      case .number(let range) = item.kind
    {
      return range.step
    }
    return .one
  }
}

extension Scoring {
  /// The smallest step of the total: that of the value entered, an eighth for the HAQ-DI, else 1.
  func step(items: [Item], value: Item?) -> Rational {
    switch rule {
    case .haqDI: return Rational(1, over: 8)
    case .ratio: return Rational(1, over: 100)
    case .sum, .mean, .entered, .sumOrEntered, .fractionOfMaximum, .composite, .none:
      let entered = items.count == 1 ? items[0] : value
      if case .number(let range)? = entered?.kind { return range.step }
      return .one
    }
  }
}
