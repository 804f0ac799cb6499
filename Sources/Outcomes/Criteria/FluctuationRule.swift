/// The course of Guillain-Barré syndrome after treatment (response.md section 9).
extension Library {
  /// - Parameters:
  ///   - scores: ascending by day.
  ///   - firstDose: of the first immunotherapy in the attack.
  ///   - onset: of weakness; the first dose where it is not known.
  ///   - asOf: an attack is read to the day of judging, whatever the horizon of the course.
  func fluctuation(
    _ rule: Fluctuation, scores: PatientScores, firstDose: Day, onset: Day?, asOf: Day
  ) -> CriterionResult {
    guard let grade = measure(rule.grade), let strength = measure(rule.strength),
      case let grades = scores[grade.id].filter({ $0.day <= asOf }), !grades.isEmpty
    else { return .unknown }
    let attack = Attack(
      grade: (grade, rule.rise), strength: (strength, rule.fallAbove), firstDose: firstDose)
    let sums = scores[strength.id].filter { $0.day <= asOf }
    let all = attack.worsenings(grades: grades, sums: sums)
    let onset = onset ?? firstDose
    func early(_ weeks: Int) -> [Attack.Worsening] { all.filter { $0.day - onset <= weeks * 7 } }
    let met: Day? =
      switch rule.time {
      case .within(let weeks): early(weeks).last?.day
      case .after(let weeks, let count):
        [
          all.filter { $0.day - onset > weeks * 7 }.compactMap(\.confirmedOn).min(),
          early(weeks).dropFirst(count - 1).first?.day,
        ].compactMap(\.self).min()
      }
    return met.map(CriterionResult.met) ?? .notMet
  }
}

/// One attack of a disease that gets worse, is stabilised and recovers.
struct Attack {
  /// A worsening after a stabilisation.
  struct Worsening {
    let day: Day
    /// The next score shows it too, or it is twice the step.
    let confirmedOn: Day?
  }

  /// A grade of disability, higher is worse, with the step that counts.
  let grade: (measure: Measure, step: Rational)
  /// A sum score of strength, lower is worse, with the fall that must be passed.
  let strength: (measure: Measure, fall: Rational)
  let firstDose: Day

  /// Every worsening, ascending; scores of different variants (walking distance) are never compared.
  func worsenings(grades: [Score], sums: [Score]) -> [Worsening] {
    let sums = points(sums)
    var variants: [[ScoreValue]] = []
    for point in points(grades) {
      if let position = variants.firstIndex(where: {
        grade.measure.sameVariant($0[0].variant, point.variant)
      }) {
        variants[position].append(point)
      } else {
        variants.append([point])
      }
    }
    return variants.flatMap { worsenings($0, sums) }.sorted { $0.day < $1.day }
  }

  private struct ScoreValue {
    let day: Day
    let value: Rational
    let variant: String
  }

  private func points(_ scores: [Score]) -> [ScoreValue] {
    scores.filter { $0.day >= firstDose - Conventions.daysBeforeAttack }.compactMap { score in
      score.total.map { ScoreValue(day: score.day, value: $0, variant: score.variant) }
    }
  }

  private func worsenings(_ grades: [ScoreValue], _ sums: [ScoreValue]) -> [Worsening] {
    var found: [Worsening] = []
    /// The highest grade since the onset, or since the last worsening.
    var worst: Rational?
    /// The best grade since the stabilisation; nil: not stabilised yet.
    var best: Rational?
    /// Since when the grade has not changed, from the first dose on.
    var run: ScoreValue?
    /// The day from which the stabilisation is counted: what falls before it is the way down.
    var stableFrom: Day?
    for day in Set((grades + sums).map(\.day)).sorted() {
      let now = grades.last { $0.day == day }
      let sum = sums.last { $0.day == day }
      var confirmed: Day??
      if let now, let reference = best, now.value >= reference + grade.step {
        let next = grades.first { $0.day > day }
        let isShownAgain = next.map { $0.value >= reference + grade.step } ?? false
        let isDouble = now.value >= reference + grade.step * Rational(2)
        confirmed = .some(isDouble ? day : isShownAgain ? next?.day : nil)
      }
      let strongest = sums.filter { one in
        one.day < day && stableFrom.map { one.day >= $0 } ?? false
      }.map(\.value).max()
      if best != nil, let sum, let high = strongest, high - sum.value > strength.fall {
        let next = sums.first { $0.day > day }
        let isShownAgain = next.map { high - $0.value > strength.fall } ?? false
        confirmed = .some((confirmed ?? nil) ?? (isShownAgain ? next?.day : nil))
      }
      if let confirmed {
        found.append(Worsening(day: day, confirmedOn: confirmed))
        (best, worst, run, stableFrom) = (nil, now?.value, now, nil)
        continue
      }
      if let now {
        if day >= firstDose, run?.value != now.value { run = now }
        let isBetter = worst.map { now.value <= $0 - grade.step } ?? false
        if let reference = best {
          best = min(reference, now.value)
        } else if let run, day >= firstDose,
          isBetter || day - run.day >= Conventions.daysBetweenFollowUps
        {
          (best, stableFrom) = (now.value, run.day)
        }
        worst = max(worst ?? now.value, now.value)
      }
    }
    return found
  }
}
