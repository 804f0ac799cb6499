/// What one measure's series says at one date.
package struct MeasureEvaluation: Sendable {
  package let followUps: ArraySlice<FollowUp>
  /// The latest up to three follow-ups that are judged.
  package let judgedFollowUps: ArraySlice<FollowUp>
  /// Mean over the window; positive is better.
  package let improvement: Rational?
  /// In meaningful changes, from -2 to 2.
  package let change: Rational?
  package let verdict: MeasureVerdict
  package let isDeclining: Bool

  /// Whether this measure can answer the question at all.
  package var isEvaluable: Bool {
    verdict != .noBaseline && verdict != .incomparable && verdict != .floor
  }

  /// - Parameter from: judge the follow-ups from this day on; nil: an early view on all there are.
  init(_ series: MeasureSeries, until day: Day, from: Day?) {
    let known = series.followUps(until: day)
    followUps = known
    judgedFollowUps = (from.map { start in known.drop { $0.day < start } } ?? known)
      .suffix(Conventions.judgedFollowUps)
    var sum = Rational.zero
    for position in judgedFollowUps.indices { sum = sum + judgedFollowUps[position].improvement }
    improvement = judgedFollowUps.isEmpty ? nil : sum / judgedFollowUps.count
    change = improvement.flatMap { mean in
      let one = mean.isNegative ? series.worseningPoints : series.improvementPoints
      return one.map { (mean / $0).clamped(-Conventions.mostChange, Conventions.mostChange) }
    }
    verdict = Self.verdict(series, known, judgedFollowUps, change)
    isDeclining = Self.isDeclining(series, known)
  }

  /// The table of response.md section 3: the first row that holds.
  private static func verdict(
    _ series: MeasureSeries, _ known: ArraySlice<FollowUp>, _ judged: ArraySlice<FollowUp>,
    _ change: Rational?
  ) -> MeasureVerdict {
    guard series.baseline != nil, let room = series.room else { return .noBaseline }
    if known.isEmpty && series.hasOnlyIncomparable { return .incomparable }
    // A threshold that is a share of a zero baseline does not exist: nothing can be shown.
    let hasRoom = series.improvementPoints.map { room >= $0 } ?? false
    if !hasRoom, change.map({ $0 > Conventions.worse }) ?? true { return .floor }
    guard !judged.isEmpty, let change else { return .noFollowUp }
    if change >= Conventions.response { return .improved }
    if change <= Conventions.worse { return .worsened }
    if change >= Conventions.partial { return .partial }
    return .unchanged
  }

  /// The two latest follow-ups are each worse than the best one by the worsening threshold or more,
  /// or the latest by twice that.
  private static func isDeclining(_ series: MeasureSeries, _ known: ArraySlice<FollowUp>) -> Bool {
    guard let points = series.worseningPoints, known.count >= 2,
      let best = known.indices.max(by: { known[$0].improvement < known[$1].improvement })
    else { return false }
    func decline(_ position: Int) -> Rational {
      series.composite == nil
        ? -series.yardstick.improvement(from: known[best].point, to: known[position].point)
        : known[best].improvement - known[position].improvement
    }
    let latest = known.endIndex - 1
    let last = decline(latest)
    return last >= points * Conventions.declineAtOnce
      || last >= points && decline(latest - 1) >= points
  }
}

/// All counted measures of a course at one date.
package struct CourseEvaluation: Sendable {
  package let evaluations: [MeasureEvaluation]
  /// Mean over the groups of the mean change of their measures; nil while no measure has a change.
  package let responseIndex: Rational?
  /// More than half of the groups with follow-ups decline.
  package let mostGroupsDecline: Bool
  /// No follow-up lies at or after the assessment date yet.
  package let isEarlyView: Bool

  init(_ series: [MeasureSeries], window: CourseWindow, until day: Day) {
    let hasLate = series.contains { series in
      series.followUps.contains { $0.day >= window.assessBy && $0.day <= day }
    }
    isEarlyView = !hasLate
    evaluations = series.map {
      MeasureEvaluation($0, until: day, from: hasLate ? window.assessBy : nil)
    }
    let groups = Self.groups(series, evaluations)
    responseIndex = Rational.mean(groups.compactMap(\.change))
    let judged = groups.filter { $0.change != nil }
    mostGroupsDecline = judged.count { $0.isDeclining } * Conventions.decliningOneIn > judged.count
  }

  private struct Group {
    var key: String
    /// Sum and number of its measures' changes.
    var sum: Rational
    var count: Int
    var isDeclining: Bool
    var change: Rational? { count == 0 ? nil : sum / count }
  }

  /// Variants of one measure, and measures that stand for each other, are one group.
  private static func groups(_ series: [MeasureSeries], _ evaluations: [MeasureEvaluation])
    -> [Group]
  {
    var groups: [Group] = []
    for (series, evaluation) in zip(series, evaluations) {
      let key = series.yardstick.group
      let change = evaluation.verdict == .floor ? nil : evaluation.change
      let declining = evaluation.isDeclining && change != nil
      if let position = groups.firstIndex(where: { $0.key == key }) {
        if let change {
          groups[position].sum = groups[position].sum + change
          groups[position].count += 1
        }
        groups[position].isDeclining = groups[position].isDeclining || declining
      } else {
        groups.append(
          Group(
            key: key, sum: change ?? .zero, count: change == nil ? 0 : 1, isDeclining: declining))
      }
    }
    return groups
  }
}
