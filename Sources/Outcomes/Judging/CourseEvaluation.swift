/// All counted measures of a course at one date: its response index and what it rests on.
package struct CourseEvaluation: Sendable {
  let measures: CourseMeasures
  /// What is judged, as positions among the series: the composite of the disease, or the single
  /// measures.
  let judged: Range<Int>
  /// One for each of these.
  let rows: ContiguousArray<EvaluationRow>
  /// Mean over the groups of the mean change of their measures; nil while no measure has a change.
  package let responseIndex: Rational?
  /// The index of the single measures where a composite is judged; a composite cannot worsen.
  let singleIndex: Rational?
  /// More than half of the groups in the index decline.
  package let mostGroupsDecline: Bool
  /// No follow-up of what is judged lies in the window yet.
  package let isEarlyView: Bool
  private let day: Day

  /// - Parameters:
  ///   - day: the last follow-ups that count.
  ///   - asOf: the day of judging; from the deadline on an older composite steps back.
  init(_ measures: CourseMeasures, until day: Day, asOf: Day) {
    self.measures = measures
    self.day = day
    judged = measures.judged(until: day, asOf: asOf)
    let hasLate = measures.hasFollowUp(judged, from: measures.window.averagedFrom, until: day)
    isEarlyView = !hasLate
    rows = Self.rows(of: judged, measures, until: day, isLate: hasLate)
    let index = Self.index(of: rows)
    responseIndex = index.mean
    mostGroupsDecline = index.mostDecline
    let isComposite = measures.compositePosition.map(judged.contains) ?? false
    singleIndex = isComposite ? Self.singleIndex(measures, until: day) : nil
  }

  private static func rows(
    of positions: Range<Int>, _ measures: CourseMeasures, until day: Day, isLate: Bool
  ) -> ContiguousArray<EvaluationRow> {
    let store = measures.store
    let (series, followUps) = (store.series, store.followUps)
    let from = isLate ? store.window.averagedFrom : nil
    var rows: ContiguousArray<EvaluationRow> = []
    rows.reserveCapacity(positions.count)
    for position in positions {
      rows.append(
        EvaluationRow(
          series.span[position], store.yardstick(of: position),
          followUps.span.extracting(store.followUps(of: position, until: day)), from: from))
    }
    return rows
  }

  private static func index(of rows: ContiguousArray<EvaluationRow>) -> GroupedIndex {
    GroupedIndex(rows.count) { place in
      GroupedChange(
        group: rows[place].group, change: rows[place].countedChange,
        isDeclining: rows[place].isDeclining)
    }
  }

  private static func singleIndex(_ measures: CourseMeasures, until day: Day) -> Rational? {
    let singles = measures.singlePositions
    let isLate = measures.hasFollowUp(singles, from: measures.window.averagedFrom, until: day)
    let rows = rows(of: singles, measures, until: day, isLate: isLate)
    return index(of: rows).mean
  }

  /// The disease has a composite, and single measures are judged in its place.
  var compositeIsIncomplete: Bool {
    measures.expectsComposite && !(measures.compositePosition.map(judged.contains) ?? false)
  }

  /// One of the measures that are judged, as it is shown.
  func evaluation(of position: Int) -> MeasureEvaluation {
    MeasureEvaluation(
      rows[position - judged.lowerBound],
      MeasureSeries(store: measures.store, position: position), until: day)
  }

  /// Of the latest follow-up of what is judged.
  var latestDay: Day? {
    var latest: Day?
    for row in rows {
      if let day = row.latest?.day { latest = max(latest ?? day, day) }
    }
    return latest
  }

  /// On how many assessments the index rests: the most that one of its measures averages.
  package var assessments: Int {
    var most = 0
    for row in rows where row.countedChange != nil { most = max(most, row.judged) }
    return most
  }

  package var firmness: Firmness? { responseIndex.map(Firmness.init) }
}

/// How firm an index is, in words that a physician can weigh: in simulated clinics a response was
/// truly missing in about 8 of 10 courses with an index from 0 to 1/2, in 3 to 4 of 10 from 1 to
/// 3/2 and in 1 of 10 above.
package enum Firmness: String, CaseIterable, Sendable {
  /// Below 0 or above 3/2.
  case firm
  /// From 0 to below 1/2.
  case likely
  /// From 1/2 to 3/2.
  case narrow

  package init(_ index: Rational) {
    if index.isNegative || index > Conventions.firmAbove {
      self = .firm
    } else {
      self = index < Conventions.partial ? .likely : .narrow
    }
  }
}
