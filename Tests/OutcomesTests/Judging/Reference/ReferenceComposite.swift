import Outcomes

extension ReferenceJudge {
  /// A complete set: for each role the measure that fills it and its value.
  private struct CoreSetVisit {
    var day: Int
    var values: [(measure: Measure, value: Rational)]
  }

  private func scores(_ id: Measure.ID) -> [(day: Int, value: Rational)] {
    record.scores.filter { $0.measure == id }
      .compactMap { score in score.total.map { (score.day.number, $0) } }
      .sorted { $0.0 < $1.0 }
  }

  /// The latest score in the 14 days up to the day, this one included, that is allowed.
  private func latest(
    _ id: Measure.ID, _ day: Int, within days: Int, _ isAllowed: (Int) -> Bool
  ) -> Rational? {
    scores(id).last { day - days <= $0.day && $0.day <= day && isAllowed($0.day) }?.value
  }

  /// The set whose last component is of that day; nil where a role is empty.
  private func visit(
    _ rule: CompositeRule, _ day: Int, sameAs baseline: CoreSetVisit?, _ isAllowed: (Int) -> Bool
  ) -> CoreSetVisit? {
    var visit = CoreSetVisit(day: day, values: [])
    for (role, component) in rule.components.enumerated() {
      let ids = baseline.map { [$0.values[role].measure.id] } ?? component.anyOf
      let held = ids.compactMap { id -> (Measure, Rational)? in
        guard let measure = measure(id),
          let value = latest(id, day, within: rule.withinDays, isAllowed)
        else { return nil }
        return (measure, value)
      }
      guard var best = held.first else { return nil }
      if !component.rangeInUpperLimits.isEmpty {
        for other in held where other.1 > best.1 { best = other }
      }
      visit.values.append(best)
    }
    let ids = visit.values.map(\.measure.id)
    let isLastDay = ids.contains { id in scores(id).contains { $0.day == day } }
    return isLastDay ? visit : nil
  }

  private func points(
    _ rule: CompositeRule, _ before: CoreSetVisit, _ after: [Rational]
  ) -> Rational {
    var sum = Rational(0)
    for (role, component) in rule.components.enumerated() {
      let measure = before.values[role].measure
      let rise = after[role] - before.values[role].value
      let better = measure.direction == .higherIsBetter ? rise : -rise
      let range =
        component.range ?? component.rangeInUpperLimits[measure.id]
        ?? measure.range.upperBound - measure.range.lowerBound
      sum = sum + (component.bands.last { better * 100 / range > $0.above }?.points ?? 0)
    }
    return sum
  }

  /// The composite of a course with every complete follow-up set; nil without a baseline set.
  func composite(_ course: Course, until limit: Int) -> Scale? {
    guard let disease = course.disease, course.expectation != nil, !course.expectsStability,
      let measure = disease.composite.flatMap({ self.measure($0) }), let rule = measure.composite
    else { return nil }
    let days = Set(rule.measures.flatMap { scores($0).map(\.day) }).sorted()
    let first = course.start - disease.baselineDaysBefore
    func isInBaselineWindow(_ day: Int) -> Bool {
      first <= day && (day <= course.start || isLateBaseline(day, course))
    }
    let candidates = days.filter(isInBaselineWindow).compactMap {
      visit(rule, $0, sameAs: nil, isInBaselineWindow)
    }
    guard
      let baseline = candidates.last(where: { $0.day <= course.start })
        ?? candidates.first(where: { $0.day > course.start })
    else { return nil }
    let best = zip(rule.components, baseline.values).map { component, held -> Rational in
      if !component.rangeInUpperLimits.isEmpty { return min(held.value, 1) }
      return held.measure.direction == .higherIsBetter
        ? held.measure.range.upperBound : held.measure.range.lowerBound
    }
    var scale = Scale(measure: measure, counted: CountedMeasure(measure: measure.id))
    scale.attainable = points(rule, baseline, best)
    scale.baseline = Point(day: baseline.day, value: 0)
    for day in days where day > course.start && day <= limit {
      if let early = course.lastEarlyDay, day <= early { continue }
      let isAllowed = { (day: Int) in day > course.start && day > baseline.day }
      if let after = visit(rule, day, sameAs: baseline, isAllowed) {
        scale.later.append(
          Point(day: day, value: points(rule, baseline, after.values.map(\.value))))
      }
    }
    return scale
  }
}
