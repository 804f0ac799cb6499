/// A composite of change with the definitions of its measures, put together once for many courses.
package final class CompositeInstrument: Sendable {
  package final class Part: Sendable {
    package let component: CompositeRule.Component
    /// One of them is used; in order of preference.
    let measures: [Yardstick]

    init(_ component: CompositeRule.Component, _ measure: (Measure.ID) -> Measure?) {
      self.component = component
      measures = component.anyOf.compactMap(measure).map {
        Yardstick(measure: $0, counted: CountedMeasure(measure: $0.id))
      }
    }

    /// For enzymes the most abnormal one is taken, else the first there is.
    var takesHighest: Bool { !component.rangeInUpperLimits.isEmpty }
  }

  package let rule: CompositeRule
  package let parts: [Part]

  init(_ rule: CompositeRule, measure: (Measure.ID) -> Measure?) {
    self.rule = rule
    parts = rule.components.map { Part($0, measure) }
  }
}

/// The sets of a composite of change around one course: a complete baseline set and the complete
/// follow-up sets, each assembled from scores of a few days.
package struct CompositeSeries: Sendable {
  package struct Member: Sendable {
    package var part: CompositeInstrument.Part
    var yardstick: Yardstick
    package var score: Score
    package var value: Rational

    package var component: CompositeRule.Component { part.component }
    package var measure: Measure { yardstick.measure }
  }

  package struct CoreSetVisit: Sendable {
    /// The day of its latest score.
    package var day: Day
    /// One for each part, in the order of the parts.
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

  package let instrument: CompositeInstrument
  package let baseline: CoreSetVisit
  /// Ascending by day; never empty.
  package let followUps: [CoreSetVisit]

  package var rule: CompositeRule { instrument.rule }

  /// nil while the baseline set or every follow-up set is incomplete.
  init?(_ instrument: CompositeInstrument, scores: [Measure.ID: [Score]], window: CourseWindow) {
    self.instrument = instrument
    let source = SetSource(instrument, scores, window)
    let days = source.days
    let earliest = window.start - window.baselineDaysBefore
    func baselineSet(_ day: Day) -> CoreSetVisit? {
      source.set(endingOn: day, from: earliest, matching: nil)
    }
    let before = days.reversed().lazy.filter(window.mayBeBaseline).compactMap(baselineSet).first
    let after = days.lazy.filter(window.mayBeLateBaseline).compactMap(baselineSet)
    guard let baseline = before ?? after.first else { return nil }
    let first = max(window.start, baseline.day) + 1
    let followUps = days.filter { $0 >= first && window.mayBeFollowUp($0) }
      .compactMap { source.set(endingOn: $0, from: first, matching: baseline) }
    guard !followUps.isEmpty else { return nil }
    self.baseline = baseline
    self.followUps = followUps
  }

  /// What each component contributes between the baseline and a follow-up set.
  package func contributions(to followUp: CoreSetVisit) -> [Contribution] {
    zip(baseline.members, followUp.members).map { before, after in
      let percent = Self.percent(before, after)
      let tolerance = before.component.bands.first?.above ?? .zero
      return Contribution(
        label: before.component.label, measure: before.measure, before: before.value,
        after: after.value, percent: percent,
        points: before.component.points(forPercent: percent), isWorse: percent < -tolerance,
        restsOnUnverifiedRange: before.part.takesHighest)
    }
  }

  package func total(of followUp: CoreSetVisit) -> Rational {
    var total = Rational.zero
    for (before, after) in zip(baseline.members, followUp.members) {
      total = total + before.part.component.points(forPercent: Self.percent(before, after))
    }
    return total
  }

  private static func percent(_ before: Member, _ after: Member) -> Rational {
    let change =
      before.yardstick.measure.direction == .higherIsBetter
      ? after.value - before.value : before.value - after.value
    return change * Rational(100) / range(before)
  }

  /// The points that a full recovery from the baseline would earn.
  package var attainable: Rational {
    baseline.members.map { member in
      let best =
        member.part.takesHighest ? .one : (member.yardstick.measure.best ?? .zero)
      let change =
        member.yardstick.measure.direction == .higherIsBetter
        ? best - member.value : member.value - best
      return member.part.component.points(forPercent: change * Rational(100) / Self.range(member))
    }.reduce(.zero, +)
  }

  private static func range(_ member: Member) -> Rational {
    let component = member.part.component
    let measure = member.yardstick.measure
    if member.part.takesHighest, let range = component.rangeInUpperLimits[measure.id] {
      return range
    }
    return component.range ?? (measure.range.upperBound - measure.range.lowerBound)
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

/// Where the sets of one course are assembled from.
private struct SetSource {
  let instrument: CompositeInstrument
  /// For each part and each of its measures, by day.
  let scores: [[[Score]]]
  /// Every day up to the horizon with a score that has a total, ascending.
  let days: [Day]

  init(
    _ instrument: CompositeInstrument, _ all: [Measure.ID: [Score]], _ window: CourseWindow
  ) {
    self.instrument = instrument
    scores = instrument.parts.map { part in
      part.measures.map { all[$0.measure.id] ?? [] }
    }
    var days: [Day] = []
    for own in scores.joined() {
      for score in own where score.total != nil && score.day <= window.horizon {
        if !days.contains(score.day) { days.append(score.day) }
      }
    }
    self.days = days.sorted()
  }

  /// nil where a part has no score in those days, or none of them is of the last day.
  func set(
    endingOn day: Day, from first: Day, matching baseline: CompositeSeries.CoreSetVisit?
  ) -> CompositeSeries.CoreSetVisit? {
    let earliest = max(first, day - instrument.rule.withinDays)
    var members: [CompositeSeries.Member] = []
    members.reserveCapacity(scores.count)
    for position in scores.indices {
      let wanted = baseline.map { $0.members[position] }
      guard let member = member(position, earliest...day, matching: wanted) else { return nil }
      members.append(member)
    }
    return members.contains { $0.score.day == day }
      ? CompositeSeries.CoreSetVisit(day: day, members: members) : nil
  }

  /// The latest score of the part in those days.
  ///
  /// At baseline the most abnormal enzyme is taken; a follow-up set needs the baseline's measure
  /// again.
  private func member(
    _ position: Int, _ days: ClosedRange<Day>, matching wanted: CompositeSeries.Member?
  ) -> CompositeSeries.Member? {
    let part = instrument.parts[position]
    var found: CompositeSeries.Member?
    for (yardstick, own) in zip(part.measures, scores[position]) {
      if let wanted, wanted.yardstick.counted.measure != yardstick.counted.measure { continue }
      let usable = own.lastIndex { score in
        days.contains(score.day) && score.total != nil
          && (wanted.map {
            yardstick.measure.comparable($0.score.version, score.version)
              && yardstick.measure.sameVariant($0.score.variant, score.variant)
          } ?? true)
      }
      guard let usable, let value = own[usable].total else { continue }
      if let found, !part.takesHighest || found.value >= value { continue }
      found = CompositeSeries.Member(
        part: part, yardstick: yardstick, score: own[usable], value: value)
    }
    return found
  }
}
