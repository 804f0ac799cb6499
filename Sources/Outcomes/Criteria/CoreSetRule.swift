/// The core set rules of myositis: IMACS definition of improvement (Rider 2004, doi
/// 10.1002/art.20349) and the confirmed deterioration of ProDERM (doi 10.1186/s13075-023-03232-2).
extension CriterionRule {
  /// The six core set measures; each role is filled by the first measure with scores.
  private static let coreSet: [(role: String, measures: [String])] = [
    ("physician", ["physician-global"]), ("patient", ["patient-global"]),
    ("strength", ["mmt8-150", "mmt8-80", "mmt26", "cmas"]), ("function", ["haq-di", "chaq"]),
    ("enzyme", ["ck", "aldolase", "ldh", "ast", "alt"]),
    ("extramuscular", ["extramuscular-global"]),
  ]

  private struct CoreChange {
    var role: String
    var days: [Day]
    /// By day: improvement in percent of the baseline value, positive is better.
    var percent: [Day: Rational]
    /// By day: improvement in units.
    var units: [Day: Rational]
  }

  private func coreChange(_ role: String, _ measures: [String]) -> CoreChange? {
    for id in measures {
      guard let series = series(Measure.ID(id)), let baseline = series.baseline,
        !series.followUps.isEmpty
      else { continue }
      var change = CoreChange(role: role, days: [], percent: [:], units: [:])
      for followUp in series.followUps {
        change.days.append(followUp.day)
        change.units[followUp.day] = followUp.improvement
        // A relative change from zero does not exist; the published rules give none either.
        if !baseline.value.isZero {
          change.percent[followUp.day] =
            followUp.improvement * Rational(100) / baseline.value.magnitude
        }
      }
      return change
    }
    return nil
  }

  private func latest(_ change: CoreChange, _ day: Day) -> Rational? {
    change.days.last { $0 <= day && day - $0 <= 14 }.flatMap { change.percent[$0] }
  }

  /// At least 3 of 6 better by 20 % or more, no more than 2 worse by 25 % or more, strength not among these.
  func imacsImprovement() -> CriterionResult {
    let changes = Self.coreSet.compactMap { coreChange($0.role, $0.measures) }
    guard changes.count == Self.coreSet.count, let day = changes.flatMap(\.days).max() else {
      return .unknown
    }
    let percents = changes.map { ($0.role, latest($0, day)) }
    guard percents.allSatisfy({ $0.1 != nil }) else { return .unknown }
    let better = percents.count { $0.1.map { $0 >= Rational(20) } ?? false }
    let worse = percents.filter { $0.1.map { $0 <= Rational(-25) } ?? false }
    let holds = better >= 3 && worse.count <= 2 && !worse.contains { $0.0 == "strength" }
    return holds ? .met(day) : .notMet
  }

  /// At two visits in a row: physician global worse by 2 cm and strength by 20 %, or extramuscular
  /// worse by 2 cm, or any 3 of 5 (enzymes excluded) worse by 30 %.
  func confirmedDeterioration() -> CriterionResult {
    let changes = Self.coreSet.filter { $0.role != "enzyme" }
      .compactMap { coreChange($0.role, $0.measures) }
    let days = Set(changes.flatMap(\.days)).sorted()
    guard changes.count == 5, days.count >= 2 else { return .unknown }
    let worse = days.map { day in isWorse(changes, on: day) }
    guard let position = zip(worse, worse.dropFirst()).map({ $0 && $1 }).lastIndex(of: true) else {
      return .notMet
    }
    return .met(days[position + 1])
  }

  private func isWorse(_ changes: [CoreChange], on day: Day) -> Bool {
    func units(_ role: String) -> Rational? {
      changes.first { $0.role == role }.flatMap { change in
        change.days.last { $0 <= day && day - $0 <= 14 }.flatMap { change.units[$0] }
      }
    }
    let strength = changes.first { $0.role == "strength" }.flatMap { latest($0, day) }
    let two = Rational(-2)
    if let physician = units("physician"), physician <= two, let strength, strength <= Rational(-20)
    {
      return true
    }
    if let extramuscular = units("extramuscular"), extramuscular <= two { return true }
    return changes.count { latest($0, day).map { $0 <= Rational(-30) } ?? false } >= 3
  }
}
