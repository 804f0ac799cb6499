/// A composite of change with the definitions of its measures, put together once for many courses.
package final class CompositeInstrument: Sendable {
  package final class Part: Sendable {
    package let component: CompositeRule.Component
    /// One of them is used; in order of preference.
    let measures: [Yardstick]
    /// For enzymes the most abnormal one is taken, else the first there is.
    let takesHighest: Bool
    private let bands: [CompositeRule.Band]
    private let scales: [PartScale]

    init(_ component: CompositeRule.Component, _ measure: (Measure.ID) -> Measure?) {
      self.component = component
      let measures = component.anyOf.compactMap(measure).map {
        Yardstick(measure: $0, counted: CountedMeasure(measure: $0.id))
      }
      self.measures = measures
      takesHighest = !component.rangeInUpperLimits.isEmpty
      bands = component.bands
      scales = measures.map { PartScale($0.measure, in: component) }
    }

    func best(_ measure: Int) -> Rational { scales[measure].best }

    /// An improvement in percent of the range; negative is worse.
    func percent(_ measure: Int, from before: Rational, to after: Rational) -> Rational {
      let scale = scales[measure]
      return (scale.isHigherBetter ? after - before : before - after) * Rational(100) / scale.range
    }

    /// Points for an improvement in percent of the range; bounds are exclusive below.
    func points(forPercent percent: Rational) -> Rational {
      var points = Rational.zero
      for band in bands where percent > band.above { points = band.points }
      return points
    }
  }

  package let rule: CompositeRule
  package let parts: [Part]
  /// Of all parts together.
  let measureCount: Int

  init(_ rule: CompositeRule, measure: (Measure.ID) -> Measure?) {
    self.rule = rule
    parts = rule.components.map { Part($0, measure) }
    measureCount = parts.reduce(0) { $0 + $1.measures.count }
  }
}

/// How a measure counts in a part of a composite.
private struct PartScale: Sendable {
  let isHigherBetter: Bool
  /// The whole range.
  let range: Rational
  /// The best value there is; of an enzyme its upper limit.
  let best: Rational

  init(_ measure: Measure, in component: CompositeRule.Component) {
    isHigherBetter = measure.direction == .higherIsBetter
    range =
      component.rangeInUpperLimits[measure.id] ?? component.range
      ?? (measure.range.upperBound - measure.range.lowerBound)
    best = component.rangeInUpperLimits.isEmpty ? measure.best ?? .zero : .one
  }
}

/// The sets of a composite of change around one course, as they are shown.
package struct CompositeSeries: Sendable {
  package struct Member: Sendable {
    package let part: CompositeInstrument.Part
    let yardstick: Yardstick
    package let score: Score
    package let value: Rational

    package var component: CompositeRule.Component { part.component }
    package var measure: Measure { yardstick.measure }
  }

  package struct CoreSetVisit: Sendable {
    /// Position among the sets.
    let position: Int
    /// The day of its latest score.
    package let day: Day
    /// One for each part, in the order of the parts.
    package let members: [Member]
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

  let sets: CompositeSets
  let scores: PatientScores

  package var instrument: CompositeInstrument { sets.instrument }
  package var rule: CompositeRule { instrument.rule }
  package var baseline: CoreSetVisit { visit(0) }
  /// Ascending by day; never empty.
  package var followUps: [CoreSetVisit] { sets.days.indices.dropFirst().map(visit) }

  private func visit(_ position: Int) -> CoreSetVisit {
    CoreSetVisit(
      position: position, day: sets.days[position],
      members: instrument.parts.enumerated().map { number, part in
        let member = sets.member(number, ofSet: position)
        return Member(
          part: part, yardstick: part.measures[member.measure],
          score: scores.score(at: member.place), value: member.value)
      })
  }

  /// What each component contributes between the baseline and a follow-up set.
  package func contributions(to followUp: CoreSetVisit) -> [Contribution] {
    zip(baseline.members, followUp.members).enumerated().map { number, members in
      let (before, after) = members
      let percent = sets.percent(number, ofSet: followUp.position)
      let tolerance = before.component.bands.first?.above ?? .zero
      return Contribution(
        label: before.component.label, measure: before.measure, before: before.value,
        after: after.value, percent: percent,
        points: before.component.points(forPercent: percent), isWorse: percent < -tolerance,
        restsOnUnverifiedRange: before.part.takesHighest)
    }
  }

  package func total(of followUp: CoreSetVisit) -> Rational {
    sets.total(ofSet: followUp.position)
  }

  /// The points that a full recovery from the baseline would earn.
  package var attainable: Rational { sets.attainable }
}
