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
    case .imacsImprovement: return rule.imacsImprovement()
    case .confirmedDeterioration: return rule.confirmedDeterioration()
    case .treatmentRelatedFluctuation:
      return rule.attack(of: course, asOf: asOf) { $0.fluctuation($1) }
    case .acuteOnsetCIDP: return rule.attack(of: course, asOf: asOf) { $0.acuteOnset($1) }
    }
  }
}

extension Criterion.Rule {
  /// The flag that the rule raises when it is met.
  package var flag: FlagKind? {
    switch self {
    case .treatmentRelatedFluctuation: .treatmentRelatedFluctuation
    case .acuteOnsetCIDP: .acuteOnsetCIDP
    case .atMost, .atLeast, .run, .count, .items, .levels, .decline, .imacsImprovement,
      .confirmedDeterioration:
      nil
    }
  }
}

extension CriterionRule {
  /// The rules of an attack read all scores up to the day of judging, whatever the horizon.
  fileprivate func attack(
    of course: CourseJudgement, asOf: Day,
    _ day: (FluctuationRule, [FluctuationRule.Worsening]) -> Day?
  ) -> CriterionResult {
    guard let grade = library.measure(Measure.ID("gbs-ds")),
      let strength = library.measure(Measure.ID("mrc-60")),
      let grades = scores[grade.id], !grades.isEmpty
    else { return .unknown }
    let rule = FluctuationRule(
      grade: (grade, .one), strength: (strength, Rational(5)), withinDays: 56,
      onset: course.diagnosis?.onsetOn ?? window.start, firstDose: window.start)
    let all = rule.worsenings(
      grades: grades.filter { $0.day <= asOf },
      sums: (scores[strength.id] ?? []).filter { $0.day <= asOf })
    return day(rule, all).map(CriterionResult.met) ?? .notMet
  }
}
