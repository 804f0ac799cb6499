/// One counted measure (and variant) of one course: baseline and follow-ups (response.md section 2),
/// in plain numbers.
struct SeriesRow: Sendable {
  /// Position among the yardsticks of the ``SeriesStore``.
  let yardstick: Int
  private(set) var variant: Variant
  let isComposite: Bool
  private(set) var baseline: PointRow?
  /// Positions among the follow-ups of the store, ascending by day; all that are comparable with the
  /// baseline.
  private(set) var followUps: Range<Int>
  /// There are follow-ups, but none that may be compared with the baseline.
  private(set) var hasOnlyIncomparable = false
  /// How far the baseline is from the best score, by the rule of the threshold.
  private(set) var room: Rational?
  /// One published meaningful change from this baseline, in the measure's unit; nil where the rule
  /// gives none.
  private(set) var improvementPoints: Rational?
  private(set) var worseningPoints: Rational?
  /// What counts as one response in this course: the published change, and at least a quarter of what
  /// could be regained.
  private(set) var unit: Rational?
  /// Room for one and a half thresholds: less cannot show a response.
  private(set) var hasRoom = false

  /// Whose text the variant is.
  enum Variant: Sendable {
    case none
    /// The whole variant of a score: position among the kinds of ``PatientScores``.
    case whole(Int)
    /// The part of it that is followed separately.
    case separate(Int)
  }

  /// A series without a baseline.
  init(_ yardstick: Int, _ variant: Variant, followUpsFrom first: Int) {
    self.yardstick = yardstick
    self.variant = variant
    isComposite = false
    followUps = first..<first
  }

  /// A series from its baseline.
  init(
    _ yardstick: Int, _ rule: Yardstick, baseline: PointRow, followUps: Range<Int>,
    hasIncomparable: Bool
  ) {
    self.yardstick = yardstick
    variant = .whole(baseline.kind)
    isComposite = false
    self.baseline = baseline
    self.followUps = followUps
    hasOnlyIncomparable = followUps.isEmpty && hasIncomparable
    let room = rule.room(at: baseline)
    self.room = room
    improvementPoints = rule.improvementPoints(from: baseline.value)
    worseningPoints = rule.worseningPoints(from: baseline.value)
    unit = improvementPoints.map { rule.unit(threshold: $0, room: room) }
    hasRoom = improvementPoints.map { room >= $0 * Conventions.roomInThresholds } ?? false
  }

  /// A series of a composite of change: it counts in units of its moderate level, or of what can be
  /// attained from the baseline where that is less.
  init(
    _ yardstick: Int, composite rule: Yardstick, judgedLevel: Rational?, on day: Day,
    followUps: Range<Int>, attainable: Rational
  ) {
    self.yardstick = yardstick
    variant = .none
    isComposite = true
    baseline = PointRow(day: day, value: .zero, arms: nil, place: -1, kind: -1)
    self.followUps = followUps
    room = attainable
    improvementPoints = rule.improvementPoints(from: .zero)
    worseningPoints = rule.worseningPoints(from: .zero)
    let moderate = judgedLevel ?? improvementPoints
    unit = moderate.map { attainable > .zero ? min($0, attainable) : $0 }
    hasRoom =
      improvementPoints.map { attainable >= $0 * Conventions.roomInThresholds } ?? false
  }

  /// The same baseline with other follow-ups.
  init(_ other: SeriesRow, followUps: Range<Int>) {
    self = other
    self.followUps = followUps
    hasOnlyIncomparable = false
  }

  /// Whether the series can answer the question at all.
  var canAnswer: Bool { baseline != nil && !hasOnlyIncomparable && hasRoom }
}

/// The series of one course, or of one measure, with all that shows them.
package final class SeriesStore: Sendable {
  let scores: PatientScores
  let yardsticks: [Yardstick]
  let window: CourseWindow
  let series: ContiguousArray<SeriesRow>
  /// Those of one series stand together.
  let followUps: ContiguousArray<FollowUpRow>
  /// The sets of the composite, where one is judged.
  let sets: CompositeSets?

  init(
    scores: PatientScores, yardsticks: [Yardstick], window: CourseWindow,
    series: ContiguousArray<SeriesRow>, followUps: ContiguousArray<FollowUpRow>,
    sets: CompositeSets? = nil
  ) {
    self.scores = scores
    self.yardsticks = yardsticks
    self.window = window
    self.series = series
    self.followUps = followUps
    self.sets = sets
  }

  /// How the scores of a series are compared.
  func yardstick(of position: Int) -> Yardstick { yardsticks[series[position].yardstick] }

  /// Where the follow-ups of a series up to a day stand.
  func followUps(of position: Int, until day: Day) -> Range<Int> {
    let all = series[position].followUps
    var end = all.upperBound
    while end > all.lowerBound, followUps[end - 1].day > day { end -= 1 }
    return all.lowerBound..<end
  }

  /// Whether a series has a follow-up in those days.
  func hasFollowUp(_ position: Int, from first: Day, until last: Day) -> Bool {
    for place in series[position].followUps {
      let day = followUps[place].day
      if day > last { return false }
      if day >= first { return true }
    }
    return false
  }

  func followUp(_ row: FollowUpRow, of measure: Yardstick) -> FollowUp {
    FollowUp(point: point(row.point, of: measure), improvement: row.improvement)
  }

  func point(_ row: PointRow, of measure: Yardstick) -> ScorePoint {
    // A set of a composite is no score of its own.
    let score =
      row.place >= 0
      ? scores.score(at: row.place)
      : Score(
        measure: measure.measure.id, version: measure.measure.version, day: row.day,
        total: row.value)
    return ScorePoint(row: row, score: score)
  }
}
