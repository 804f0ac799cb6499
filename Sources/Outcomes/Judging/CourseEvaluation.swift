/// All counted measures of a course at one date: its response index and what it rests on.
package struct CourseEvaluation: Sendable {
  /// What is judged: the composite of the disease, or the single measures.
  let series: [MeasureSeries]
  package let evaluations: [MeasureEvaluation]
  /// Mean over the groups of the mean change of their measures; nil while no measure has a change.
  package let responseIndex: Rational?
  /// The index of the single measures where a composite is judged; a composite cannot worsen.
  let singleIndex: Rational?
  /// More than half of the groups in the index decline.
  package let mostGroupsDecline: Bool
  /// No follow-up of what is judged lies in the window yet.
  package let isEarlyView: Bool
  /// The disease has a composite, and single measures are judged in its place.
  let compositeIsIncomplete: Bool

  /// - Parameters:
  ///   - day: the last follow-ups that count.
  ///   - asOf: the day of judging; from the deadline on an older composite steps back.
  init(_ measures: CourseMeasures, until day: Day, asOf: Day) {
    let window = measures.window
    let chosen = measures.judged(until: day, asOf: asOf)
    series = chosen
    let hasLate = chosen.contains { $0.hasFollowUp(from: window.averagedFrom, until: day) }
    isEarlyView = !hasLate
    let from = hasLate ? window.averagedFrom : nil
    evaluations = chosen.map { MeasureEvaluation($0, until: day, from: from) }
    let groups = IndexGroup.all(zip(chosen, evaluations).map { ($0.yardstick.group, $1) })
    responseIndex = IndexGroup.index(groups)
    mostGroupsDecline = IndexGroup.mostDecline(groups)
    let isComposite = chosen.first?.composite != nil
    compositeIsIncomplete = measures.expectsComposite && !isComposite
    singleIndex =
      isComposite
      ? CourseEvaluation.index(of: measures.singles, window, until: day) : nil
  }

  private static func index(
    of series: [MeasureSeries], _ window: CourseWindow, until day: Day
  ) -> Rational? {
    let hasLate = series.contains { $0.hasFollowUp(from: window.averagedFrom, until: day) }
    let from = hasLate ? window.averagedFrom : nil
    return IndexGroup.index(
      IndexGroup.all(
        series.map { ($0.yardstick.group, MeasureEvaluation($0, until: day, from: from)) }))
  }

  /// On how many assessments the index rests: the most that one of its measures averages.
  package var assessments: Int {
    evaluations.filter { $0.countedChange != nil }.map(\.judgedFollowUps.count).max() ?? 0
  }

  package var firmness: Firmness? { responseIndex.map(Firmness.init) }
}

/// The measures of one group of the index: variants of one measure, or measures that stand for each
/// other.
struct IndexGroup {
  let key: String
  private(set) var sum: Rational
  private(set) var count: Int
  private(set) var isDeclining: Bool

  var change: Rational? { count == 0 ? nil : sum / count }

  static func all(_ evaluations: [(key: String, evaluation: MeasureEvaluation)]) -> [IndexGroup] {
    var groups: [IndexGroup] = []
    for (key, evaluation) in evaluations {
      add(key, evaluation.countedChange, isDeclining: evaluation.isDeclining, to: &groups)
    }
    return groups
  }

  static func add(
    _ key: String, _ change: Rational?, isDeclining: Bool, to groups: inout [IndexGroup]
  ) {
    let declines = isDeclining && change != nil
    if let position = groups.firstIndex(where: { $0.key == key }) {
      if let change {
        groups[position].sum = groups[position].sum + change
        groups[position].count += 1
      }
      groups[position].isDeclining = groups[position].isDeclining || declines
    } else {
      groups.append(
        IndexGroup(
          key: key, sum: change ?? .zero, count: change == nil ? 0 : 1, isDeclining: declines))
    }
  }

  static func index(_ groups: [IndexGroup]) -> Rational? {
    Rational.mean(groups.compactMap(\.change))
  }

  static func mostDecline(_ groups: [IndexGroup]) -> Bool {
    let judged = groups.filter { $0.change != nil }
    return judged.count { $0.isDeclining } * 2 > judged.count
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
