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
    let groups = Self.groups(of: judged, rows, measures.store)
    responseIndex = IndexGroup.index(groups)
    mostGroupsDecline = IndexGroup.mostDecline(groups)
    let isComposite = measures.compositePosition.map(judged.contains) ?? false
    singleIndex = isComposite ? Self.singleIndex(measures, until: day) : nil
  }

  private static func rows(
    of positions: Range<Int>, _ measures: CourseMeasures, until day: Day, isLate: Bool
  ) -> ContiguousArray<EvaluationRow> {
    var rows: ContiguousArray<EvaluationRow> = []
    rows.reserveCapacity(positions.count)
    for position in positions {
      rows.append(
        EvaluationRow(
          measures.store, position, until: day,
          from: isLate ? measures.window.averagedFrom : nil))
    }
    return rows
  }

  private static func groups(
    of positions: Range<Int>, _ rows: ContiguousArray<EvaluationRow>, _ store: SeriesStore
  ) -> ContiguousArray<IndexGroup> {
    var groups: ContiguousArray<IndexGroup> = []
    groups.reserveCapacity(positions.count)
    for position in positions {
      let row = rows[position - positions.lowerBound]
      IndexGroup.add(
        store.yardsticks[store.series[position].yardstick].groupNumber, row.countedChange,
        isDeclining: row.isDeclining, to: &groups)
    }
    return groups
  }

  private static func singleIndex(_ measures: CourseMeasures, until day: Day) -> Rational? {
    let singles = measures.singlePositions
    let isLate = measures.hasFollowUp(singles, from: measures.window.averagedFrom, until: day)
    let rows = rows(of: singles, measures, until: day, isLate: isLate)
    return IndexGroup.index(groups(of: singles, rows, measures.store))
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

/// The measures of one group of the index: variants of one measure, or measures that stand for each
/// other.
struct IndexGroup {
  /// ``Yardstick/groupNumber``.
  let number: Int
  private(set) var sum: Rational
  private(set) var count: Int
  private(set) var isDeclining: Bool

  var change: Rational? { count == 0 ? nil : sum / count }

  static func add(
    _ number: Int, _ change: Rational?, isDeclining: Bool,
    to groups: inout ContiguousArray<IndexGroup>
  ) {
    let declines = isDeclining && change != nil
    for position in groups.indices where groups[position].number == number {
      if let change {
        groups[position].sum = groups[position].sum + change
        groups[position].count += 1
      }
      groups[position].isDeclining = groups[position].isDeclining || declines
      return
    }
    groups.append(
      IndexGroup(
        number: number, sum: change ?? .zero, count: change == nil ? 0 : 1, isDeclining: declines))
  }

  static func index(_ groups: ContiguousArray<IndexGroup>) -> Rational? {
    var (sum, count) = (Rational.zero, 0)
    for group in groups {
      guard let change = group.change else { continue }
      sum = sum + change
      count += 1
    }
    return count == 0 ? nil : sum / count
  }

  static func mostDecline(_ groups: ContiguousArray<IndexGroup>) -> Bool {
    var (judged, declining) = (0, 0)
    for group in groups where group.count > 0 {
      judged += 1
      if group.isDeclining { declining += 1 }
    }
    return declining * Conventions.decliningOneIn > judged
  }
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
