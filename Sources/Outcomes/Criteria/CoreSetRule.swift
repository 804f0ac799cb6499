/// Rules over the core set of a disease: how the measure in each role changed since the baseline.
struct CoreSetRule {
  private struct Change {
    let role: String
    var days: [Day] = []
    /// By day: improvement in percent of the baseline value, positive is better.
    var percent: [Day: Rational] = [:]
    /// By day: improvement in units.
    var units: [Day: Rational] = [:]
  }

  /// One for each role whose change is known, in the order of the composite.
  private let changes: [Change]
  private let roleCount: Int
  /// The most days between the first and the last score of one set.
  private let withinDays: Int

  /// nil where the composite is not defined.
  ///
  /// - Parameter left: roles that are not looked at.
  init?(_ roles: CoreSetRoles, without left: [String] = [], _ criterion: CriterionRule) {
    guard let composite = criterion.library.measure(roles.composite)?.composite else { return nil }
    let components = composite.components.filter { !left.contains($0.role) }
    roleCount = components.count
    withinDays = composite.withinDays
    changes = components.compactMap { component in
      Self.change(component, also: roles.also[component.role] ?? [], criterion)
    }
  }

  /// Of the first measure that has a baseline and a follow-up; of enzymes the one most abnormal at
  /// baseline.
  private static func change(
    _ component: CompositeRule.Component, also: [Measure.ID], _ criterion: CriterionRule
  ) -> Change? {
    let takesHighest = !component.rangeInUpperLimits.isEmpty
    var found: (baseline: Rational, followUps: [FollowUp])?
    for id in component.anyOf + also {
      guard let series = criterion.series(id), let baseline = series.baseline,
        !series.followUps.isEmpty
      else { continue }
      if let found, !takesHighest || found.baseline >= baseline.value { continue }
      found = (baseline.value, series.followUps)
    }
    guard let found else { return nil }
    var change = Change(role: component.role)
    for followUp in found.followUps {
      change.days.append(followUp.day)
      change.units[followUp.day] = followUp.improvement
      change.percent[followUp.day] = percent(followUp.improvement, from: found.baseline)
    }
    return change
  }

  /// From 0 a value that stays has not changed, and one that moves has by more than any share.
  private static func percent(_ improvement: Rational, from baseline: Rational) -> Rational {
    guard baseline.isZero else { return improvement * Rational(100) / baseline.magnitude }
    guard !improvement.isZero else { return .zero }
    return improvement.isNegative ? -moreThanAnyShare : moreThanAnyShare
  }

  private static let moreThanAnyShare = Rational(1_000_000)

  func improvement(_ rule: CoreSetImprovement) -> CriterionResult {
    guard changes.count == roleCount, let day = changes.flatMap(\.days).max() else {
      return .unknown
    }
    var (better, worse): (Int, [String]) = (0, [])
    for change in changes {
      guard let percent = value(of: change, \.percent, on: day) else { return .unknown }
      if percent >= rule.better { better += 1 }
      if percent <= -rule.worse { worse.append(change.role) }
    }
    let holds =
      better >= rule.atLeast && worse.count <= rule.atMost
      && !worse.contains(where: rule.never.contains)
    return holds ? .met(day) : .notMet
  }

  /// The latest visit at which it holds as it did at those before.
  ///
  /// One way can hold without the roles that have no scores; that none holds is known only with all.
  func decline(_ rule: CoreSetDecline) -> CriterionResult {
    let days = Set(changes.flatMap(\.days)).sorted()
    guard days.count >= rule.visits else { return .unknown }
    var (inRow, met): (Int, Day?) = (0, nil)
    for day in days {
      inRow = rule.ways.contains { holds($0, on: day) } ? inRow + 1 : 0
      if inRow >= rule.visits { met = day }
    }
    if let met { return .met(met) }
    return changes.count == roleCount ? .notMet : .unknown
  }

  private func holds(_ way: CoreSetDecline.Way, on day: Day) -> Bool {
    switch way {
    case .all(let falls):
      falls.allSatisfy { fall in
        guard let change = changes.first(where: { $0.role == fall.role }) else { return false }
        switch fall.by {
        case .points(let size):
          return value(of: change, \.units, on: day).map { $0 <= -size } ?? false
        case .percent(let size):
          return value(of: change, \.percent, on: day).map { $0 <= -size } ?? false
        }
      }
    case .any(let needed, let percent):
      changes.count { value(of: $0, \.percent, on: day).map { $0 <= -percent } ?? false } >= needed
    }
  }

  /// At the latest score of the set that ends on that day.
  private func value(
    of change: Change, _ values: KeyPath<Change, [Day: Rational]>, on day: Day
  ) -> Rational? {
    change.days.last { $0 <= day && day - $0 <= withinDays }.flatMap { change[keyPath: values][$0] }
  }
}
