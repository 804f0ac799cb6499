/// The natural course of Guillain-Barré syndrome after treatment: fluctuations, and the turn to
/// acute-onset CIDP. The cases described had both a fall of the MRC sum score by more than 5 points and
/// a rise of the disability scale by a grade within 8 weeks; both are asked for here.
extension CriterionRule {
  private static let disability = Measure.ID("gbs-ds")
  private static let strength = Measure.ID("mrc-60")

  /// Days of worsening by one grade and more than 5 points from the best state since the last worsening.
  private var worsenings: [Day] {
    let grades = values(Self.disability)
    let sums = values(Self.strength)
    var days: [Day] = []
    var bestGrade: Rational?
    var bestSum: Rational?
    for (day, grade) in grades {
      let sum = sums.last { $0.day <= day && day - $0.day <= 7 }?.value
      if let best = bestGrade, let strongest = bestSum, let sum, grade >= best + .one,
        strongest - sum > Rational(5)
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

  private func values(_ id: Measure.ID) -> [(day: Day, value: Rational)] {
    (scores[id] ?? []).filter { $0.day >= window.start - 7 && $0.day <= window.horizon }
      .compactMap { score in score.total.map { (score.day, $0) } }
  }

  func fluctuation(atLeast count: Int) -> CriterionResult {
    guard !values(Self.disability).isEmpty, !values(Self.strength).isEmpty else { return .unknown }
    let early = worsenings.filter { $0 - window.start <= 56 }
    return early.count >= count ? early.last.map(CriterionResult.met) ?? .notMet : .notMet
  }

  /// Three or more fluctuations, or a worsening more than 8 weeks after the start.
  func acuteOnset() -> CriterionResult {
    guard !values(Self.disability).isEmpty, !values(Self.strength).isEmpty else { return .unknown }
    let all = worsenings
    if let late = all.first(where: { $0 - window.start > 56 }) { return .met(late) }
    return all.count >= 3 ? .met(all[2]) : .notMet
  }
}
