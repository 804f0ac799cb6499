import Outcomes

/// Invents answers to an instrument that come close to a wanted value.
struct InventedAnswers {
  let measure: Measure
  /// How a disease counts it; nil: it is only watched.
  let counted: CountedMeasure?

  /// The value a patient of that severity has, from 0 (best) to 1000 (worst) of the range.
  func value(severity: Int) -> Rational {
    let range = comparedRange
    let span = range.upperBound - range.lowerBound
    let share = Rational(Int64(severity), over: 1000)
    let value =
      scale.isHigherBetter ? range.upperBound - span * share : range.lowerBound + span * share
    // A sum of items is a whole number, and noise should not begin between two.
    return measure.value == nil && span > Rational(5) ? Rational(Int(value + .half)) : value
  }

  /// So many responses better, or meaningful changes worse (in hundredths; negative is worse).
  func value(_ start: Rational, betterBy hundredths: Int) -> Rational {
    let step = hundredths > 0 ? unit(at: start) : step(at: start)
    let change = step * Rational(Int64(hundredths), over: 100)
    let moved = scale.moved(start, by: change)
    return moved.clamped(comparedRange.lowerBound, comparedRange.upperBound)
  }

  /// Item and value pairs whose value comes close to the wanted one.
  ///
  /// - Parameter random: from the same state, values near each other have nearly the same answers.
  func pairs(
    near wanted: Rational, using random: inout SeededGenerator
  ) -> [(item: String, value: String)] {
    if let value = measure.value { return [("", nearest(wanted, of: value))] }
    if case .ratio(_, let limit) = measure.scoring.rule {
      let upper = 200
      return [(measure.items[0].id, (wanted * Rational(upper)).decimal(0)), (limit, "\(upper)")]
    }
    if let timed {
      // What is noted beside the time, such as the hours since a dose, is the same at every visit.
      return measure.items.map {
        ($0.id, $0.id == timed.id ? nearest(wanted, of: $0) : nearest(Rational(2), of: $0))
      }
    }
    if let part = scale.part, let item = measure.items.first(where: { $0.id == part.id }) {
      let share =
        (wanted - comparedRange.lowerBound) / (comparedRange.upperBound - comparedRange.lowerBound)
      let total =
        measure.range.lowerBound + (measure.range.upperBound - measure.range.lowerBound) * share
      let whole = Rational(Int(wanted + .half))
      return spread(to: total, using: &random) + [(part.id, nearest(whole, of: item))]
    }
    return spread(to: wanted, using: &random)
  }

  private var scale: Scale { counted.map(measure.scale(of:)) ?? measure.scale }

  /// The one measured number that the total is.
  private var timed: Item? {
    let counted = measure.items.filter(\.inTotal)
    guard counted.count == 1, case .number = counted[0].kind else { return nil }
    return counted[0]
  }

  private var comparedRange: ClosedRange<Rational> {
    // Of the times that could be entered, those that are usual.
    if let timed, case .number(let number) = timed.kind {
      return number.minimum...min(number.maximum, Rational(40))
    }
    if case .ratio = measure.scoring.rule { return .zero...Rational(20) }
    if case .number(let number)? = measure.value?.kind, measure.range.upperBound > Rational(150) {
      return number.minimum...number.maximum
    }
    return scale.range
  }

  private func step(at value: Rational) -> Rational {
    (counted?.improvement ?? measure.improvementThreshold)?
      .points(baseline: value, range: comparedRange)
      ?? (comparedRange.upperBound - comparedRange.lowerBound) / 10
  }

  /// What counts as one response from there.
  private func unit(at value: Rational) -> Rational {
    let step = step(at: value)
    guard let counted else { return step }
    let range = scale.range
    let room = scale.isHigherBetter ? range.upperBound - value : value - range.lowerBound
    return Yardstick(measure: measure, counted: counted).unit(threshold: step, room: room)
  }

  private func nearest(_ wanted: Rational, of item: Item) -> String {
    switch item.kind {
    case .number(let range):
      // A mean of eight items is given in eighths, however fine the steps that it may have.
      let step = range.step < Rational(1, over: 100) ? Rational(1, over: 8) : range.step
      let steps = Int((wanted - range.minimum).clamped(.zero, range.maximum) / step + .half)
      return (range.minimum + step * Rational(steps)).clamped(range.minimum, range.maximum)
        .plain(4)
    case .options(let options):
      return options.min { ($0.score - wanted).magnitude < ($1.score - wanted).magnitude }?.value
        ?? ""
    }
  }

  /// Starts with the best option of every item and makes random items worse until the value is reached.
  private func spread(
    to wanted: Rational, using random: inout SeededGenerator
  ) -> [(item: String, value: String)] {
    let items = measure.items.filter { $0.inTotal && !$0.optional }
    let choices = items.map { item -> [Item.Option] in
      guard case .options(let options) = item.kind else { return [] }
      return measure.direction == .higherIsBetter
        ? options.sorted { $0.score > $1.score } : options.sorted { $0.score < $1.score }
    }
    guard choices.allSatisfy({ !$0.isEmpty }) else { return [] }
    // Of a disease that counts a part, the items outside it stay at their best.
    let moving = items.indices.filter {
      scale.part == nil || measure.comparedPart != nil
        || scale.part?.items.contains(items[$0].id) == true
    }
    var positions = Array(repeating: 0, count: items.count)
    func total() -> Rational {
      let sum = moving.map { choices[$0][positions[$0]].score }.reduce(.zero, +)
      return measure.adds ? sum : sum / items.count
    }
    for _ in 0..<(items.count * 40) {
      if total() == wanted { break }
      let item = random.pick(moving)
      guard positions[item] + 1 < choices[item].count else { continue }
      let before = (total() - wanted).magnitude
      positions[item] += 1
      let passes =
        measure.direction == .higherIsBetter ? total() < wanted : total() > wanted
      // The last step is taken only where it comes nearer.
      if passes && (total() - wanted).magnitude >= before { positions[item] -= 1 }
      if passes { break }
    }
    return zip(items, zip(choices, positions)).map { ($0.id, $1.0[$1.1].value) }
  }
}

extension Int {
  /// The whole part of a fraction that is not negative.
  init(_ fraction: Rational) { self = Int(fraction.numerator / fraction.denominator) }
}
