/// One counted measure of a judged course as a table of a whole clinic shows it: plain values alone,
/// so that a line costs nothing beyond itself.
package struct MeasureLine: Sendable {
  package let measure: Measure.ID
  package let variant: String
  package let verdict: MeasureVerdict
  package let baselineDay: Day?
  package let baseline: Rational?
  package let latestDay: Day?
  package let latest: Rational?
  /// Mean over the averaged follow-ups, in the measure's unit; positive is better.
  package let improvement: Rational?
  /// The published meaningful change: the worsening threshold when the mean is negative.
  package let threshold: Rational?
  /// In units, from -2 to 2.
  package let change: Rational?
  /// What the mean improvement was divided by.
  package let unit: Rational?

  fileprivate init(
    _ series: borrowing SeriesRow, _ row: borrowing EvaluationRow, _ store: SeriesStore
  ) {
    measure = store.yardsticks[series.yardstick].measure.id
    variant = store.scores.text(of: series.variant)
    verdict = row.verdict
    baselineDay = series.baseline?.day
    baseline = series.baseline?.value
    latestDay = row.latest?.day
    latest = row.latest?.point.value
    improvement = row.improvement
    let isWorse = row.improvement?.isNegative ?? false
    threshold = isWorse ? series.worseningPoints : series.improvementPoints
    change = row.change
    unit = isWorse ? series.worseningPoints : series.unit
  }
}

extension CourseJudgement {
  /// Goes through the measures that were judged, in the order of their ids and variants.
  package func forEachLine(_ body: (_ number: Int, borrowing MeasureLine) -> Void) {
    guard let evaluation else { return }
    let store = evaluation.measures.store
    let (series, rows) = (store.series, evaluation.rows)
    for number in rows.indices {
      body(
        number,
        MeasureLine(series.span[evaluation.judged.lowerBound + number], rows.span[number], store))
    }
  }
}
