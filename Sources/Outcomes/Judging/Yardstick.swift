/// How two scores of a counted measure are compared: which value, which direction, which
/// meaningful change.
package final class Yardstick: Sendable {
  package let measure: Measure
  package let counted: CountedMeasure
  package let improvement: Threshold?
  package let worsening: Threshold?
  package let scale: Scale
  /// One group of the response index.
  let group: String
  /// Each value of a variant (each hand) is followed as a separate series.
  let hasSeparateVariants: Bool
  /// One measured value without items: it has no best score.
  let isMeasuredValue: Bool

  /// The published thresholds of the disease, else those of the measure.
  package init(measure: Measure, counted: CountedMeasure) {
    self.measure = measure
    self.counted = counted
    improvement = counted.improvement ?? measure.improvementThreshold
    worsening =
      counted.worsening ?? counted.improvement?.mirrored ?? measure.worseningThreshold
    scale = measure.scale(of: counted)
    group = counted.groupKey
    hasSeparateVariants = measure.variants.contains { $0.comparing == .separate }
    isMeasuredValue =
      measure.items.isEmpty
      && (measure.reporter == .performance || measure.reporter == .laboratory)
  }

  /// The variants that are followed separately, in order; one without a name where none are.
  package func separateVariants(of scores: [Score]) -> [String] {
    guard hasSeparateVariants, !scores.isEmpty else { return [""] }
    var found: [String] = []
    for score in scores {
      let variant = measure.separateVariant(score.variant)
      if !found.contains(variant) { found.append(variant) }
    }
    return found.sorted()
  }

  /// Whether a score is of that separate variant; nil: of any.
  package func belongs(_ score: Score, to variant: String?) -> Bool {
    variant.map { measure.separateVariant(score.variant) == $0 } ?? true
  }

  /// The value that is compared; nil when the score has none (a partial score).
  package func point(_ score: Score) -> ScorePoint? {
    var value: Rational?
    var arms: Rational?
    if let subscore = counted.subscore {
      value = measure.part(subscore, of: Answers(compact: score.answers, of: measure))
    } else {
      switch measure.comparison {
      case .total: value = score.total
      case .subscore: value = score.part
      case .adjustedINCAT:
        value = score.part == nil && !score.isTotalOnly ? nil : score.total
        arms = score.part
      }
    }
    return value.map { ScorePoint(day: score.day, value: $0, arms: arms, score: score) }
  }

  /// The difference, oriented so that positive is better.
  package func improvement(from earlier: ScorePoint, to later: ScorePoint) -> Rational {
    if let before = earlier.arms, let after = later.arms {
      // Adjusted INCAT: a change of the arms between 0 and 1 is not counted.
      let ignored = max(before, after) <= .one
      let legs = (earlier.value - before) - (later.value - after)
      return ignored ? legs : legs + before - after
    }
    return scale.isHigherBetter ? later.value - earlier.value : earlier.value - later.value
  }

  /// How far a baseline is from the best score, by the rule of the threshold.
  package func room(at baseline: ScorePoint) -> Rational {
    if let arms = baseline.arms {
      let legs = baseline.value - arms
      return arms >= Rational(2) ? legs + arms : legs
    }
    if measure.comparison == .adjustedINCAT, counted.subscore == nil {
      // A total alone may hold arms of 1, which count as 0.
      return max(.zero, baseline.value - scale.range.lowerBound - .one)
    }
    return scale.isHigherBetter
      ? scale.range.upperBound - baseline.value : baseline.value - scale.range.lowerBound
  }

  package func improvementPoints(at baseline: ScorePoint) -> Rational? {
    improvementPoints(from: baseline.value)
  }

  package func worseningPoints(at baseline: ScorePoint) -> Rational? {
    worseningPoints(from: baseline.value)
  }

  func improvementPoints(from value: Rational) -> Rational? {
    improvement?.points(baseline: value, range: scale.range)
  }

  func worseningPoints(from value: Rational) -> Rational? {
    worsening?.points(baseline: value, range: scale.range)
  }

  /// What counts as one response from a baseline: the threshold, and at least a quarter of the room,
  /// but never more than two thresholds, so that nobody who keeps the published change is below 1/2.
  ///
  /// A measure that is one measured value (grip, a timed walk, FVC) has no best score to regain.
  package func unit(threshold: Rational, room: Rational) -> Rational {
    if isMeasuredValue { return threshold }
    return min(
      max(threshold, room * Conventions.shareOfRoom), threshold * Conventions.unitInThresholds)
  }

  /// Whether a later score may be compared with a baseline: its version and variant fit.
  func isComparable(_ baseline: ScorePoint, _ point: ScorePoint) -> Bool {
    measure.comparable(baseline.score.version, point.score.version)
      && measure.sameVariant(baseline.score.variant, point.score.variant)
  }
}

/// A score reduced to what comparing needs.
package struct ScorePoint: Sendable {
  package var day: Day
  package var value: Rational
  /// The arm grade, for the adjusted INCAT rule only.
  package var arms: Rational?
  package var score: Score
}

/// A score after the start of a course, with its difference to the baseline.
package struct FollowUp: Sendable {
  package var point: ScorePoint
  /// Oriented: positive is better.
  package var improvement: Rational

  package var day: Day { point.day }
}
