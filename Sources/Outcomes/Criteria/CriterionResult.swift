/// What a published criterion says about a course; shown beside the verdict, never instead of it.
package enum CriterionResult: Hashable, Sendable {
  /// Met, at the day of the score that decides it.
  case met(Day)
  /// Not met by the scores there are.
  case notMet
  /// A level of a composite.
  case level(String, Rational, Day)
  /// The record lacks what the rule needs.
  case unknown
}

extension Library {
  /// Applies one of the disease's published criteria to a judged course.
  package func result(
    of criterion: Criterion, for course: CourseJudgement, scores: [Measure.ID: [Score]], asOf: Day
  ) -> CriterionResult {
    guard let window = course.window else { return .unknown }
    let scores = PatientScores(scores.keys.sorted().flatMap { scores[$0] ?? [] }, self)
    let rule = CriterionRule(library: self, window: window, scores: scores)
    switch criterion.rule {
    case .atMost(let id, let subscore, let limit):
      return rule.latest(id, subscore) { $0 <= limit }
    case .atLeast(let id, let subscore, let limit):
      return rule.latest(id, subscore) { $0 >= limit }
    case .run(let id, let improvement, let weeks, let firstByWeek):
      return rule.run(id, improvement, weeks: weeks, firstByWeek: firstByWeek)
    case .count(let atLeast, let week, let parts):
      return rule.count(atLeast: atLeast, byWeek: week, of: parts)
    case .items(let id, let improvement, let items, let week):
      return rule.items(id, improvement, items: items, byWeek: week)
    case .levels(let id, let levels): return rule.level(id, levels)
    case .decline(let id, let worsening): return rule.decline(id, worsening)
    case .coreSet(let roles, let improvement):
      return CoreSetRule(roles, rule)?.improvement(improvement) ?? .unknown
    case .coreSetDecline(let roles, let decline):
      return CoreSetRule(roles, without: decline.without, rule)?.decline(decline) ?? .unknown
    case .fluctuation(let fluctuation):
      return self.fluctuation(
        fluctuation, scores: scores, firstDose: window.start, onset: course.diagnosis?.onsetOn,
        asOf: asOf)
    }
  }
}
