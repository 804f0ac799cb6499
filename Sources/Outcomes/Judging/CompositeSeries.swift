/// The sets of a composite of change around one course: a complete baseline set and the complete
/// follow-up sets, each assembled from scores within so many days of one another.
package struct CompositeSeries: Sendable {
  package struct Member: Sendable {
    package var component: CompositeRule.Component
    package var measure: Measure
    package var score: Score
    package var value: Rational
  }

  package struct Set: Sendable {
    /// The day of its latest score.
    package var day: Day
    package var members: [Member]
  }

  /// One component's contribution between two sets.
  package struct Contribution: Sendable {
    package var label: String
    package var measure: Measure
    package var before: Rational
    package var after: Rational
    /// Improvement in percent of the range; negative is worse.
    package var percent: Rational
    package var points: Rational
    /// Worse by more than the first band allows.
    package var isWorse: Bool
    /// The points rest on an unverified range (muscle enzymes).
    package var restsOnUnverifiedRange: Bool
  }

  package let rule: CompositeRule
  package let baseline: Set
  /// Ascending by day; never empty.
  package let followUps: [Set]

  /// nil while the baseline set or every follow-up set is incomplete.
  init?(
    _ rule: CompositeRule, library: Library, scores: [Measure.ID: [Score]], window: CourseWindow
  ) {
    self.rule = rule
    var dated: [Day: Bool] = [:]
    var relevant: [Measure.ID: [Score]] = [:]
    for id in rule.measures {
      let usable = (scores[id] ?? []).filter { $0.total != nil && $0.day <= window.horizon }
      relevant[id] = usable
      for score in usable { dated[score.day] = true }
    }
    let days = dated.keys.sorted()
    func set(endingOn day: Day, from first: Day, matching baseline: Set?) -> Set? {
      let earliest = max(first, day - rule.withinDays)
      var members: [Member] = []
      for component in rule.components {
        let wanted = baseline?.members.first { $0.component.role == component.role }
        guard
          let member = Self.member(
            component, library, relevant, days: earliest...day, matching: wanted)
        else { return nil }
        members.append(member)
      }
      return members.contains { $0.score.day == day } ? Set(day: day, members: members) : nil
    }
    let earliestBaseline = window.start - window.baselineDaysBefore
    let candidates =
      days
      .filter { $0 >= earliestBaseline && $0 <= window.start + window.baselineDaysAfter }
      .compactMap { set(endingOn: $0, from: earliestBaseline, matching: nil) }
    guard let baseline = window.baseline(in: candidates, day: \.day) else { return nil }
    let first = max(window.start, baseline.day) + 1
    let followUps = days.filter { $0 >= first && window.mayBeFollowUp($0) }
      .compactMap { set(endingOn: $0, from: first, matching: baseline) }
    guard !followUps.isEmpty else { return nil }
    self.baseline = baseline
    self.followUps = followUps
  }

  /// The latest score of the component in those days. At baseline the most abnormal enzyme is taken;
  /// a follow-up set needs the baseline's measure again.
  private static func member(
    _ component: CompositeRule.Component, _ library: Library, _ scores: [Measure.ID: [Score]],
    days: ClosedRange<Day>, matching wanted: Member?
  ) -> Member? {
    var found: [Member] = []
    for id in component.anyOf where wanted.map({ $0.measure.id == id }) ?? true {
      guard let measure = library.measure(id) else { continue }
      let usable = (scores[id] ?? []).last { score in
        days.contains(score.day)
          && (wanted.map {
            measure.comparable($0.score.version, score.version)
              && measure.sameVariant($0.score.variant, score.variant)
          } ?? true)
      }
      if let score = usable, let value = score.total {
        found.append(Member(component: component, measure: measure, score: score, value: value))
      }
    }
    return component.rangeInUpperLimits.isEmpty
      ? found.first : found.max { $0.value < $1.value }
  }

  /// What each component contributes between the baseline and a follow-up set.
  package func contributions(to followUp: Set) -> [Contribution] {
    zip(baseline.members, followUp.members).map { before, after in
      let change =
        before.measure.direction == .higherIsBetter
        ? after.value - before.value : before.value - after.value
      let percent = change * Rational(100) / Self.range(before)
      let tolerance = before.component.bands.first?.above ?? .zero
      return Contribution(
        label: before.component.label, measure: before.measure, before: before.value,
        after: after.value, percent: percent,
        points: before.component.points(forPercent: percent), isWorse: percent < -tolerance,
        restsOnUnverifiedRange: !before.component.rangeInUpperLimits.isEmpty)
    }
  }

  package func total(of followUp: Set) -> Rational {
    contributions(to: followUp).map(\.points).reduce(.zero, +)
  }

  /// The points that a full recovery from the baseline would earn.
  package var attainable: Rational {
    baseline.members.map { member in
      let best =
        member.component.rangeInUpperLimits.isEmpty ? (member.measure.best ?? .zero) : .one
      let change =
        member.measure.direction == .higherIsBetter ? best - member.value : member.value - best
      return member.component.points(forPercent: change * Rational(100) / Self.range(member))
    }.reduce(.zero, +)
  }

  private static func range(_ member: Member) -> Rational {
    member.component.rangeInUpperLimits[member.measure.id] ?? member.component.range
      ?? (member.measure.range.upperBound - member.measure.range.lowerBound)
  }

  func baselinePoint(_ composite: Measure) -> ScorePoint {
    point(composite, baseline.day, .zero)
  }

  func followUps(_ composite: Measure) -> [FollowUp] {
    followUps.map { set in
      let total = total(of: set)
      return FollowUp(point: point(composite, set.day, total), improvement: total)
    }
  }

  private func point(_ composite: Measure, _ day: Day, _ value: Rational) -> ScorePoint {
    ScorePoint(
      day: day, value: value, arms: nil,
      score: Score(measure: composite.id, version: composite.version, day: day, total: value))
  }
}
