/// One counted measure (and variant) of one course: baseline and follow-ups (response.md section 2).
package final class MeasureSeries: Sendable {
  package let yardstick: Yardstick
  package let variant: String
  package let baseline: ScorePoint?
  /// Ascending by day, all that are comparable with the baseline.
  package let followUps: [FollowUp]
  /// There are follow-ups, but none that may be compared with the baseline.
  package let hasOnlyIncomparable: Bool
  package let composite: CompositeSeries?
  /// How far the baseline is from the best score, by the rule of the threshold.
  package let room: Rational?
  /// One published meaningful change from this baseline, in the measure's unit; nil where the rule
  /// gives none.
  package let improvementPoints: Rational?
  package let worseningPoints: Rational?
  /// What counts as one response in this course: the published change, and at least a quarter of what
  /// could be regained.
  package let unit: Rational?

  /// - Parameters:
  ///   - isSeparate: only the scores of that variant count (one hand); else all do.
  ///   - scores: of this measure, ascending by day; of one day in the order of variants.
  init(
    _ yardstick: Yardstick, variant: String, isSeparate: Bool = false, scores: [Score],
    window: CourseWindow
  ) {
    self.yardstick = yardstick
    composite = nil
    let points = scores.compactMap { score -> ScorePoint? in
      guard score.day <= window.horizon,
        yardstick.belongs(score, to: isSeparate ? variant : nil)
      else { return nil }
      return yardstick.point(score)
    }
    let baseline = BaselineChoice(yardstick, points, window).baseline
    self.baseline = baseline
    self.variant = baseline?.score.variant ?? variant
    guard let baseline else {
      followUps = []
      hasOnlyIncomparable = false
      room = nil
      improvementPoints = nil
      worseningPoints = nil
      unit = nil
      return
    }
    let later = points.filter { $0.day > baseline.day && window.mayBeFollowUp($0.day) }
    followUps = later.filter { yardstick.isComparable(baseline, $0) }.map {
      FollowUp(point: $0, improvement: yardstick.improvement(from: baseline, to: $0))
    }
    hasOnlyIncomparable = followUps.isEmpty && !later.isEmpty
    let room = yardstick.room(at: baseline)
    self.room = room
    improvementPoints = yardstick.improvementPoints(at: baseline)
    worseningPoints = yardstick.worseningPoints(at: baseline)
    unit = improvementPoints.map { yardstick.unit(threshold: $0, room: room) }
  }

  /// A series of a composite of change: it counts in units of its moderate level, or of what can be
  /// attained from the baseline where that is less.
  init(_ yardstick: Yardstick, composite: CompositeSeries) {
    self.yardstick = yardstick
    self.composite = composite
    variant = ""
    baseline = composite.baselinePoint(yardstick.measure)
    followUps = composite.followUps(yardstick.measure)
    hasOnlyIncomparable = false
    let attainable = composite.attainable
    room = attainable
    improvementPoints = yardstick.improvementPoints(from: .zero)
    worseningPoints = yardstick.worseningPoints(from: .zero)
    let moderate = composite.rule.judgedLevel ?? improvementPoints
    unit = moderate.map { attainable > .zero ? min($0, attainable) : $0 }
  }

  /// The same baseline with other follow-ups.
  init(copying other: MeasureSeries, followUps: [FollowUp]) {
    yardstick = other.yardstick
    variant = other.variant
    baseline = other.baseline
    self.followUps = followUps
    hasOnlyIncomparable = false
    composite = nil
    room = other.room
    improvementPoints = other.improvementPoints
    worseningPoints = other.worseningPoints
    unit = other.unit
  }

  /// Room for one and a half thresholds: less cannot show a response.
  package var hasRoom: Bool {
    guard let room, let points = improvementPoints else { return false }
    return room >= points * Conventions.roomInThresholds
  }

  /// Whether the series can answer the question at all.
  package var canAnswer: Bool {
    baseline != nil && !(followUps.isEmpty && hasOnlyIncomparable) && hasRoom
  }

  /// The follow-ups up to a day; of those less than 7 days apart only the later counts.
  package func followUps(until day: Day) -> ArraySlice<FollowUp> {
    Self.thinned(followUps.prefix { $0.day <= day }) { $0.day }
  }

  /// Works back from the latest: of days 46, 51 and 56 the 46th and the 56th stay.
  static func thinned<Element>(
    _ known: ArraySlice<Element>, _ day: (Element) -> Day
  ) -> ArraySlice<Element> {
    let gap = Conventions.daysBetweenFollowUps
    let crowded = known.indices.dropFirst().contains { day(known[$0]) - day(known[$0 - 1]) < gap }
    guard crowded else { return known }
    var kept: [Element] = []
    for one in known.reversed() where kept.last.map({ day($0) - day(one) >= gap }) ?? true {
      kept.append(one)
    }
    return kept.reversed()[...]
  }
}
