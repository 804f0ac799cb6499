/// Puts the series of a course together: which score is the baseline of each counted measure and
/// variant, and what follows it (response.md section 2).
struct SeriesBuilder {
  let scores: PatientScores
  let yardsticks: [Yardstick]
  let window: CourseWindow
  private(set) var series: ContiguousArray<SeriesRow> = []
  var followUps: ContiguousArray<FollowUpRow> = []
  private var points: ContiguousArray<PointRow> = []

  init(scores: PatientScores, yardsticks: [Yardstick], window: CourseWindow) {
    self.scores = scores
    self.yardsticks = yardsticks
    self.window = window
    series.reserveCapacity(yardsticks.count + 2)
  }

  func store(sets: CompositeSets? = nil) -> SeriesStore {
    SeriesStore(
      scores: scores, yardsticks: yardsticks, series: series, followUps: followUps, sets: sets)
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
    add(position, separate: like.map(scores.separateGroup) ?? -1, places)
  }

  /// - Parameter separate: ``ScoreKind/separateGroup``.
  private mutating func add(_ position: Int, separate: Int?, _ places: Range<Int>) {
    let first = followUps.count
    if places.isEmpty {
      return series.append(SeriesRow(position, .none, followUpsFrom: first))
    }
    let yardstick = yardsticks[position]
    points.removeAll(keepingCapacity: true)
    points.reserveCapacity(places.count)
    var variant = SeriesRow.Variant.none
    for place in places {
      let row = scores.rows[place]
      if let separate {
        guard scores.separateGroup(at: place) == separate else { continue }
        variant = .separate(row.kind)
      }
      if row.day > window.horizon { continue }
      if let point = yardstick.point(at: place, of: scores) { points.append(point) }
    }
    let choice = BaselineChoice(yardstick, scores, window)
    guard let baseline = choice.baseline(among: points.span) else {
      series.append(SeriesRow(position, variant, followUpsFrom: first))
      return
    }
    if first == 0 { followUps.reserveCapacity(scores.rows.count) }
    var hasIncomparable = false
    for point in points where point.day > baseline.day && window.mayBeFollowUp(point.day) {
      if yardstick.isComparable(baseline.kind, point.kind, scores) {
        followUps.append(
          FollowUpRow(
            point: point, improvement: yardstick.improvement(from: baseline, to: point)))
      } else {
        hasIncomparable = true
      }
    }
    series.append(
      SeriesRow(
        position, yardstick, baseline: baseline, followUps: first..<followUps.count,
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
