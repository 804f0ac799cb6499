/// A composite of change with the definitions of its measures, put together once for many courses.
package final class CompositeInstrument: Sendable {
  package struct Part: Sendable {
    package let component: CompositeRule.Component
    /// One of them is used; in order of preference.
    let measures: [Yardstick]
  }

  package let rule: CompositeRule
  package let parts: [Part]
  /// One for each part.
  let partRows: ContiguousArray<PartRow>
  /// The measures of all parts, part after part.
  let measureRows: ContiguousArray<PartMeasureRow>
  private let bands: ContiguousArray<CompositeRule.Band>

  init(_ rule: CompositeRule, measure: (Measure.ID) -> Measure?) {
    self.rule = rule
    var (parts, rows) = ([Part](), ContiguousArray<PartRow>())
    var measures: ContiguousArray<PartMeasureRow> = []
    var bands: ContiguousArray<CompositeRule.Band> = []
    for component in rule.components {
      let own = component.anyOf.compactMap(measure)
      rows.append(
        PartRow(
          measures: measures.count..<(measures.count + own.count),
          bands: bands.count..<(bands.count + component.bands.count),
          takesHighest: !component.rangeInUpperLimits.isEmpty))
      measures += own.map { PartMeasureRow($0, in: component) }
      bands += component.bands
      parts.append(
        Part(
          component: component,
          measures: own.map { Yardstick(measure: $0, counted: CountedMeasure(measure: $0.id)) }))
    }
    (self.parts, partRows, measureRows, self.bands) = (parts, rows, measures, bands)
  }

  /// The measure of a part, from its position among the measures of all parts.
  func yardstick(_ measure: Int, of part: Int) -> Yardstick {
    parts[part].measures[measure - partRows[part].measures.lowerBound]
  }

  /// Points of a part for an improvement in percent of the range; bounds are exclusive below.
  func points(_ part: Int, forPercent percent: Rational) -> Rational {
    var points = Rational.zero
    for band in partRows[part].bands where percent > bands[band].above {
      points = bands[band].points
    }
    return points
  }
}

/// A part of a composite in plain numbers.
struct PartRow: Sendable {
  /// Positions among the measures of all parts, in order of preference.
  let measures: Range<Int>
  let bands: Range<Int>
  /// For enzymes the most abnormal one is taken, else the first there is.
  let takesHighest: Bool
}

/// How a measure counts in a part of a composite, in plain numbers.
struct PartMeasureRow: Sendable {
  /// ``Measure/number``.
  let number: Int?
  private let isHigherBetter: Bool
  /// The whole range.
  private let range: Rational
  /// The best value there is; of an enzyme its upper limit.
  let best: Rational

  init(_ measure: Measure, in component: CompositeRule.Component) {
    number = measure.number
    isHigherBetter = measure.direction == .higherIsBetter
    range =
      component.rangeInUpperLimits[measure.id] ?? component.range
      ?? (measure.range.upperBound - measure.range.lowerBound)
    best = component.rangeInUpperLimits.isEmpty ? measure.best ?? .zero : .one
  }

  /// An improvement in percent of the range; negative is worse.
  func percent(from before: Rational, to after: Rational) -> Rational {
    (isHigherBetter ? after - before : before - after) * Rational(100) / range
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
          part: part, yardstick: instrument.yardstick(member.measure, of: number),
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
        restsOnUnverifiedRange: instrument.partRows[number].takesHighest)
    }
  }

  package func total(of followUp: CoreSetVisit) -> Rational {
    sets.total(ofSet: followUp.position)
  }

  /// The points that a full recovery from the baseline would earn.
  package var attainable: Rational { sets.attainable }
}
