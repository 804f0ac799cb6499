/// The dates that bound the judging of one course.
package struct CourseWindow: Sendable {
  package let start: Day
  package let firstEffect: Day
  package let assessBy: Day
  package let deadline: Day
  /// Follow-ups up to this day are shown, not judged; nil where no early worsening is known.
  package let earlyWorseningUntil: Day?
  /// The last day whose scores belong to the course.
  package let horizon: Day
  package let baselineDaysBefore: Int
  package let baselineDaysAfter: Int

  func mayBeBaseline(_ day: Day) -> Bool { day <= start && day >= start - baselineDaysBefore }

  func mayBeLateBaseline(_ day: Day) -> Bool {
    day > start && day <= start + baselineDaysAfter && day < firstEffect
  }

  func mayBeFollowUp(_ day: Day) -> Bool {
    day > start && day <= horizon && (earlyWorseningUntil.map { day > $0 } ?? true)
  }

  /// The latest day that may be a baseline comes first choice, then the earliest shortly after the start.
  func baseline<Value>(in dated: [Value], day: (Value) -> Day) -> Value? {
    dated.last { mayBeBaseline(day($0)) } ?? dated.first { mayBeLateBaseline(day($0)) }
  }
}

/// One counted measure (and variant) of one course: baseline and follow-ups.
package final class MeasureSeries: Sendable {
  package let yardstick: Yardstick
  package let variant: String
  package let baseline: ScorePoint?
  /// Ascending by day, all that are comparable with the baseline.
  package let followUps: [FollowUp]
  /// There are follow-ups, but none that may be compared with the baseline.
  package let hasOnlyIncomparable: Bool
  package let composite: CompositeSeries?
  package let room: Rational?
  package let improvementPoints: Rational?
  package let worseningPoints: Rational?

  /// - Parameter scores: of this measure and, where variants are followed separately, of this variant;
  ///   ascending by day.
  init(_ yardstick: Yardstick, variant: String, scores: [Score], window: CourseWindow) {
    self.yardstick = yardstick
    composite = nil
    let points = scores.compactMap { $0.day <= window.horizon ? yardstick.point($0) : nil }
    let baseline = window.baseline(in: points, day: \.day)
    self.baseline = baseline
    self.variant = baseline?.score.variant ?? variant
    guard let baseline else {
      followUps = []
      hasOnlyIncomparable = false
      room = nil
      improvementPoints = nil
      worseningPoints = nil
      return
    }
    let measure = yardstick.measure
    var comparable: [FollowUp] = []
    var others = false
    for point in points where point.day > baseline.day && window.mayBeFollowUp(point.day) {
      if measure.comparable(baseline.score.version, point.score.version),
        measure.sameVariant(baseline.score.variant, point.score.variant)
      {
        comparable.append(
          FollowUp(point: point, improvement: yardstick.improvement(from: baseline, to: point)))
      } else {
        others = true
      }
    }
    followUps = comparable
    hasOnlyIncomparable = comparable.isEmpty && others
    room = yardstick.room(at: baseline)
    improvementPoints = yardstick.improvementPoints(at: baseline)
    worseningPoints = yardstick.worseningPoints(at: baseline)
  }

  /// A series of a composite of change.
  init(_ yardstick: Yardstick, composite: CompositeSeries) {
    self.yardstick = yardstick
    self.composite = composite
    variant = ""
    baseline = composite.baselinePoint(yardstick.measure)
    followUps = composite.followUps(yardstick.measure)
    hasOnlyIncomparable = false
    room = composite.attainable
    improvementPoints = yardstick.improvement?.points(baseline: .zero, range: yardstick.range)
    worseningPoints = yardstick.worsening?.points(baseline: .zero, range: yardstick.range)
  }

  /// The follow-ups up to a day; of those less than 7 days apart only the later counts.
  package func followUps(until day: Day) -> ArraySlice<FollowUp> {
    let known = followUps.prefix { $0.day <= day }
    let crowded = known.indices.dropFirst().contains { known[$0].day - known[$0 - 1].day < 7 }
    guard crowded else { return known }
    var kept: [FollowUp] = []
    for followUp in known.reversed() where kept.last.map({ $0.day - followUp.day >= 7 }) ?? true {
      kept.append(followUp)
    }
    return kept.reversed()[...]
  }
}

extension Measure {
  /// Whether two scores' variants allow a comparison.
  func sameVariant(_ a: String, _ b: String) -> Bool {
    a == b
      || variants.allSatisfy { key in
        key.comparing == .any
          || variantValue(key.key, in: a) == variantValue(key.key, in: b)
      }
  }

  /// The value of one variant key, its default where it is not given.
  package func variantValue(_ key: String, in variant: String) -> String? {
    for pair in variant.split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0] == key { return String(parts[1]) }
    }
    return variants.first { $0.key == key }?.defaultValue
  }

  /// The part of a variant that makes a series of its own (`hand=right`).
  func separateVariant(_ variant: String) -> String {
    guard variants.contains(where: { $0.comparing == .separate }) else { return "" }
    if variants.count == 1 { return variant }
    return variants.filter { $0.comparing == .separate }
      .map { "\($0.key)=\(variantValue($0.key, in: variant) ?? "")" }
      .joined(separator: ";")
  }
}
