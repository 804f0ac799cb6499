/// How two scores of a counted measure are compared: which value, which direction, which
/// meaningful change.
package final class Yardstick: Sendable {
  package let measure: Measure
  /// ``Measure/number``.
  let measureNumber: Int?
  package let counted: CountedMeasure
  package let improvement: Threshold?
  package let worsening: Threshold?
  package let scale: Scale
  /// One group of the response index: a number among the counted measures of the disease.
  let groupNumber: Int
  /// Each value of a variant (each hand) is followed as a separate series.
  let hasSeparateVariants: Bool
  /// One measured value without items: it has no best score.
  let isMeasuredValue: Bool
  private let compared: Compared

  /// Which value of a score is compared.
  private enum Compared {
    case total, part, adjustedINCAT
    /// A sub-score that the disease counts, from the answers.
    case answers(String)

    init(_ comparison: Comparison) {
      switch comparison {
      case .total: self = .total
      case .subscore: self = .part
      case .adjustedINCAT: self = .adjustedINCAT
      }
    }
  }

  /// The published thresholds of the disease, else those of the measure.
  package convenience init(measure: Measure, counted: CountedMeasure) {
    self.init(measure: measure, counted: counted, groupNumber: 0)
  }

  init(measure: Measure, counted: CountedMeasure, groupNumber: Int) {
    self.measure = measure
    measureNumber = measure.number
    self.counted = counted
    improvement = counted.improvement ?? measure.improvementThreshold
    worsening =
      counted.worsening ?? counted.improvement?.mirrored ?? measure.worseningThreshold
    scale = measure.scale(of: counted)
    self.groupNumber = groupNumber
    compared = counted.subscore.map { .answers($0) } ?? Compared(measure.comparison)
    hasSeparateVariants = measure.variants.contains { $0.comparing == .separate }
    isMeasuredValue =
      measure.items.isEmpty
      && (measure.reporter == .performance || measure.reporter == .laboratory)
  }

  /// The variants that are followed separately, in order; one without a name where none are.
  package func separateVariants(of scores: some Sequence<Score>) -> [String] {
    var found: [String] = []
    for score in scores where hasSeparateVariants {
      let variant = measure.separateVariant(score.variant)
      if !found.contains(variant) { found.append(variant) }
    }
    return found.isEmpty ? [""] : found.sorted()
  }

  /// Whether a score is of that separate variant; nil: of any.
  package func belongs(_ score: Score, to variant: String?) -> Bool {
    variant.map { measure.separateVariant(score.variant) == $0 } ?? true
  }

  /// The value that is compared; nil when the score has none (a partial score).
  package func point(_ score: Score) -> ScorePoint? {
    point(ScoreRow(score, kind: 0), at: 0) { score.answers }.map {
      ScorePoint(row: $0, score: score)
    }
  }

  /// The same of one of a patient's scores.
  func point(at place: Int, of scores: PatientScores) -> PointRow? {
    point(scores.rows[place], at: place) { scores.answers(at: place) }
  }

  private func point(_ score: ScoreRow, at place: Int, answers: () -> String) -> PointRow? {
    var value: Rational?
    var arms: Rational?
    switch compared {
    case .total: value = score.total
    case .part: value = score.part
    case .adjustedINCAT:
      value = score.part == nil && !score.isTotalOnly ? nil : score.total
      arms = score.part
    case .answers(let subscore):
      value = measure.part(subscore, of: Answers(compact: answers(), of: measure))
    }
    guard let value else { return nil }
    return PointRow(day: score.day, value: value, arms: arms, place: place, kind: score.kind)
  }

  package func improvement(from earlier: ScorePoint, to later: ScorePoint) -> Rational {
    improvement(from: earlier.row, to: later.row)
  }

  /// The difference, oriented so that positive is better.
  func improvement(from earlier: PointRow, to later: PointRow) -> Rational {
    if let before = earlier.arms, let after = later.arms {
      // Adjusted INCAT: a change of the arms between 0 and 1 is not counted.
      let ignored = max(before, after) <= .one
      let legs = (earlier.value - before) - (later.value - after)
      return ignored ? legs : legs + before - after
    }
    return scale.isHigherBetter ? later.value - earlier.value : earlier.value - later.value
  }

  package func room(at baseline: ScorePoint) -> Rational { room(at: baseline.row) }

  /// How far a baseline is from the best score, by the rule of the threshold.
  func room(at baseline: PointRow) -> Rational {
    if let arms = baseline.arms {
      let legs = baseline.value - arms
      return arms >= Rational(2) ? legs + arms : legs
    }
    if case .adjustedINCAT = compared {
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
  ///
  /// - Parameters:
  ///   - baseline: position among the kinds of the scores.
  ///   - point: the same.
  func isComparable(_ baseline: Int, _ point: Int, _ scores: PatientScores) -> Bool {
    if baseline == point { return true }
    let kinds = scores.kinds
    return measure.comparable(kinds[baseline].version, kinds[point].version)
      && measure.sameVariant(kinds[baseline].variant, kinds[point].variant)
  }
}
