import Outcomes

extension ReferenceJudge {
  /// A complete score as judging reads it; of a composite the points that a set has earned.
  struct Point: Equatable {
    var day: Int
    var value: Rational
    var arms: Rational?
    var isTotalOnly = false
    var variant = ""
    var version = ""
  }

  /// One counted measure in one separate variant (a hand), or the composite from one baseline set.
  struct Scale {
    var measure: Measure
    var counted: CountedMeasure
    var hand = ""
    /// What a composite can reach from its baseline set.
    var attainable: Rational?
    var baseline: Point?
    /// Comparable, judged, later than the first dose and the baseline; ascending.
    var later: [Point] = []
    /// Days of those that have another variant.
    var incomparable: [Int] = []

    private var asTotals: Bool {
      measure.comparison == .adjustedINCAT
    }

    /// Positive is better.
    func improvement(_ before: Point, _ after: Point) -> Rational {
      if asTotals, !before.isTotalOnly, !after.isTotalOnly, let a = before.arms, let b = after.arms
      {
        let arms = max(a, b) <= 1 ? 0 : a - b
        return (before.value - a) - (after.value - b) + arms
      }
      let rise = after.value - before.value
      return measure.direction == .higherIsBetter ? rise : -rise
    }

    private var scaleRange: ClosedRange<Rational> {
      if case .subscore(let id) = measure.comparison,
        let part = measure.subscores.first(where: { $0.id == id })
      {
        return part.range
      }
      return measure.range
    }

    private func size(_ threshold: Threshold?) -> Rational? {
      guard let baseline, let threshold else { return nil }
      let points: Rational?
      switch threshold.size {
      case .points(let value): points = value
      case .percentOfBaseline(let share, let least):
        points = max(baseline.value * share / 100, least ?? 0)
      case .percentOfRange(let share):
        points = (scaleRange.upperBound - scaleRange.lowerBound) * share / 100
      case .byBaseline(let bands):
        let band = bands.first { $0.from <= baseline.value && baseline.value <= $0.to }
        points = band?.points ?? band?.percent.map { baseline.value * $0 / 100 }
      }
      return points.flatMap { $0 > 0 ? $0 : nil }
    }

    private func judging(_ purpose: Threshold.Purpose) -> Threshold? {
      measure.thresholds.first { $0.purpose == purpose && $0.use == .judge }
    }

    var threshold: Rational? {
      attainable == nil ? size(counted.improvement ?? judging(.improvement)) : compositeThreshold
    }

    private var compositeThreshold: Rational? {
      if case .points(let value)? = judging(.improvement)?.size { value } else { nil }
    }

    /// The mirror where none is published.
    var worsening: Rational? {
      size(counted.worsening ?? judging(.worsening)) ?? threshold
    }

    var room: Rational {
      if let attainable { return attainable }
      guard let baseline else { return 0 }
      if asTotals {
        if baseline.isTotalOnly { return baseline.value - 1 }
        let arms = baseline.arms ?? 0
        return baseline.value - arms + (arms >= 2 ? arms : 0)
      }
      return measure.direction == .higherIsBetter
        ? scaleRange.upperBound - baseline.value : baseline.value - scaleRange.lowerBound
    }

    var hasRoom: Bool { threshold.map { room >= $0 * 3 / 2 } ?? false }

    private var isOneMeasuredValue: Bool {
      measure.items.isEmpty && [.performance, .laboratory].contains(measure.reporter)
    }

    var unit: Rational? {
      guard let threshold else { return nil }
      if let attainable {
        return min(measure.composite?.judgedLevel ?? threshold, attainable)
      }
      if isOneMeasuredValue { return threshold }
      return min(max(threshold, room / 4), threshold * 2)
    }

    /// Of follow-ups less than 7 days apart only the later counts, the latest first.
    func followUps(until day: Int) -> [Point] {
      var kept: [Point] = []
      for point in later.reversed() where point.day <= day {
        if let next = kept.first, next.day - point.day < 7 { continue }
        kept.insert(point, at: 0)
      }
      return kept
    }
  }

  /// The score as a point of a measure, nil where it is not complete.
  func point(_ score: Score, of measure: Measure) -> Point? {
    var point = Point(
      day: score.day.number, value: 0, isTotalOnly: score.isTotalOnly, variant: score.variant,
      version: score.version)
    switch measure.comparison {
    case .subscore:
      guard !score.isTotalOnly, let part = score.part else { return nil }
      point.value = part
    case .adjustedINCAT:
      guard let total = score.total, score.isTotalOnly || score.part != nil else { return nil }
      point.value = total
      point.arms = score.isTotalOnly ? nil : score.part
    case .total:
      guard let total = score.total else { return nil }
      point.value = total
    }
    return point
  }

  private func value(_ key: VariantKey, _ variant: String) -> String {
    for pair in variant.split(separator: ";") where pair.hasPrefix(key.key + "=") {
      return String(pair.dropFirst(key.key.count + 1))
    }
    return key.defaultValue ?? ""
  }

  func separate(_ measure: Measure, _ variant: String) -> String {
    measure.variants.filter { $0.comparing == .separate }
      .map { "\($0.key)=\(value($0, variant))" }.joined(separator: ";")
  }

  func isComparable(_ measure: Measure, _ a: Point, _ b: Point) -> Bool {
    measure.comparable(a.version, b.version)
      && measure.variants.allSatisfy {
        $0.comparing == .any || value($0, a.variant) == value($0, b.variant)
      }
  }
}
