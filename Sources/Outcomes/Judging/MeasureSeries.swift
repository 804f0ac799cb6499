/// One counted measure (and variant) of one course, as it is shown: baseline and follow-ups
/// (response.md section 2) with their scores.
package struct MeasureSeries: Sendable {
  let store: SeriesStore
  let position: Int

  var row: SeriesRow { store.series[position] }

  package var yardstick: Yardstick { store.yardsticks[store.series[position].yardstick] }

  package var variant: String {
    store.scores.text(of: store.series[position].variant)
  }

  package var baseline: ScorePoint? {
    store.series[position].baseline.map { store.point($0, of: yardstick) }
  }

  package var baselineDay: Day? { store.series[position].baseline?.day }
  package var baselineValue: Rational? { store.series[position].baseline?.value }

  /// Ascending by day, all that are comparable with the baseline.
  package var followUps: [FollowUp] {
    let yardstick = yardstick
    return row.followUps.map { store.followUp(store.followUps[$0], of: yardstick) }
  }

  /// There are follow-ups, but none that may be compared with the baseline.
  package var hasOnlyIncomparable: Bool { row.hasOnlyIncomparable }

  /// The sets of a composite of change; nil: a single measure.
  package var composite: CompositeSeries? {
    guard store.series[position].isComposite, let sets = store.sets else { return nil }
    return CompositeSeries(sets: sets, scores: store.scores)
  }

  /// How far the baseline is from the best score, by the rule of the threshold.
  package var room: Rational? { row.room }
  /// One published meaningful change from this baseline, in the measure's unit; nil where the rule
  /// gives none.
  package var improvementPoints: Rational? { row.improvementPoints }
  package var worseningPoints: Rational? { row.worseningPoints }
  /// What counts as one response in this course: the published change, and at least a quarter of what
  /// could be regained.
  package var unit: Rational? { row.unit }
  /// Room for one and a half thresholds: less cannot show a response.
  package var hasRoom: Bool { row.hasRoom }
  /// Whether the series can answer the question at all.
  package var canAnswer: Bool { row.canAnswer }

  func hasFollowUp(from first: Day, until last: Day) -> Bool {
    store.hasFollowUp(position, from: first, until: last)
  }
}

extension MeasureSeries {
  /// The series of one measure of its own.
  ///
  /// - Parameter separate: only the scores of that variant count (one hand); nil: all do.
  init(
    _ yardstick: Yardstick, separate: String? = nil, scores: PatientScores, window: CourseWindow
  ) {
    var builder = SeriesBuilder(scores: scores, yardsticks: [yardstick], window: window)
    builder.add(0, separate: separate)
    self.init(store: builder.store(), position: 0)
  }
}
