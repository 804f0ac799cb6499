/// The natural course of Guillain-Barré syndrome after treatment: fluctuations, and the turn to
/// acute-onset CIDP. The cases described had both a fall of the strength sum and a rise of the
/// disability scale; both are asked for here.
extension CriterionRule {
  func fluctuation(_ rule: Fluctuation) -> CriterionResult {
    let grades = values(rule.grade)
    let sums = values(rule.strength)
    guard !grades.isEmpty, !sums.isEmpty else { return .unknown }
    let found = worsenings(rule, grades, sums)
    let met: Day? =
      switch rule.time {
      case .within(let weeks): found.last { $0 - window.start <= weeks * 7 }
      case .after(let weeks, let count):
        found.first { $0 - window.start > weeks * 7 }
          ?? (found.count >= count ? found[count - 1] : nil)
      }
    return met.map(CriterionResult.met) ?? .notMet
  }

  private typealias DatedValue = (day: Day, value: Rational)

  private func values(_ id: Measure.ID) -> [DatedValue] {
    let first = window.start - Conventions.fluctuationDaysBefore
    return (scores[id] ?? []).filter { $0.day >= first && $0.day <= window.horizon }
      .compactMap { score in score.total.map { (score.day, $0) } }
  }

  /// Days that are worse than the best state since the last worsening.
  private func worsenings(
    _ rule: Fluctuation, _ grades: [DatedValue], _ sums: [DatedValue]
  ) -> [Day] {
    var days: [Day] = []
    var bestGrade: Rational?
    var bestSum: Rational?
    for (day, grade) in grades {
      let sum = sums.last {
        $0.day <= day && day - $0.day <= Conventions.fluctuationPairDays
      }?.value
      if let best = bestGrade, let strongest = bestSum, let sum, grade >= best + rule.rise,
        strongest - sum > rule.fallAbove
      {
        days.append(day)
        bestGrade = grade
        bestSum = sum
      } else {
        bestGrade = min(bestGrade ?? grade, grade)
        if let sum { bestSum = max(bestSum ?? sum, sum) }
      }
    }
    return days
  }
}
