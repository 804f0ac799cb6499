/// Puts the series of a course together: which score is the baseline of each counted measure and
/// variant, and what follows it (response.md section 2).
struct SeriesBuilder {
  let scores: PatientScores
  let yardsticks: [Yardstick]
  let window: CourseWindow
  private(set) var series: ContiguousArray<SeriesRow> = []
  var followUps: ContiguousArray<FollowUpRow> = []

  init(scores: PatientScores, yardsticks: [Yardstick], window: CourseWindow) {
    self.scores = scores
    self.yardsticks = yardsticks
    self.window = window
    series.reserveCapacity(yardsticks.count + 2)
    followUps.reserveCapacity(scores.rows.count)
  }

  consuming func store(sets: CompositeSets? = nil) -> SeriesStore {
    SeriesStore(
      scores: scores, yardsticks: yardsticks, window: window, series: series,
      followUps: followUps, sets: sets)
  }

  mutating func append(_ row: SeriesRow) { series.append(row) }

  /// Adds the series of a measure, one for each variant that is followed separately.
  mutating func addVariants(_ position: Int) {
    let yardstick = yardsticks[position]
    let places = scores.places(of: yardstick)
    guard yardstick.hasSeparateVariants, !places.isEmpty else {
      return add(position, separate: nil, places)
    }
    let first = series.count
    for place in places {
      let group = scores.separateGroup(at: place)
      let isKnown = series[first...].contains { scores.separateGroup(of: $0.variant) == group }
      if !isKnown { add(position, separate: group, places) }
    }
  }

  /// - Parameter separate: only the scores of that variant count (one hand); nil: all do.
  mutating func add(_ position: Int, separate: String?) {
    let places = scores.places(of: yardsticks[position])
    guard let separate else { return add(position, separate: nil, places) }
    let like = places.first { scores.kinds[scores.rows[$0].kind].separate == separate }
    guard let like else {
      return series.append(SeriesRow(position, .none, followUpsFrom: followUps.count))
    }
    add(position, separate: scores.separateGroup(at: like), places)
  }

  /// - Parameter separate: ``ScoreKind/separateGroup``.
  private mutating func add(_ position: Int, separate: Int?, _ places: Range<Int>) {
    let first = followUps.count
    let scored = SeriesScores(
      yardstick: yardsticks[position], places: places, separate: separate)
    guard let baseline = baseline(among: scored) else {
      return series.append(
        SeriesRow(
          position, separate.map(SeriesRow.Variant.separate) ?? .none, followUpsFrom: first))
    }
    var hasIncomparable = false
    for place in (baseline.place + 1)..<places.upperBound
    where scores.rows[place].day > baseline.day && window.mayBeFollowUp(scores.rows[place].day) {
      guard let point = point(at: place, of: scored) else { continue }
      if scored.yardstick.isComparable(baseline.kind, point.kind, scores) {
        followUps.append(
          FollowUpRow(
            point: point, improvement: scored.yardstick.improvement(from: baseline, to: point)))
      } else {
        hasIncomparable = true
      }
    }
    series.append(
      SeriesRow(
        position, scored.yardstick, baseline: baseline, followUps: first..<followUps.count,
        hasIncomparable: hasIncomparable))
  }

  /// In order of measures, as the yardsticks are, and of the texts of their variants.
  mutating func arrange() {
    for end in series.indices.dropFirst() {
      var place = end
      while place > 0, isInOrder(series[place], series[place - 1]) {
        series.swapAt(place, place - 1)
        place -= 1
      }
    }
  }

  private func isInOrder(_ a: SeriesRow, _ b: SeriesRow) -> Bool {
    let (one, other) = (yardsticks[a.yardstick], yardsticks[b.yardstick])
    if one.measureNumber != other.measureNumber { return a.yardstick < b.yardstick }
    return scores.text(of: a.variant) < scores.text(of: b.variant)
  }
}
