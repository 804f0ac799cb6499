/// Where the response index must come to for a flag to be no longer raised.
package enum IndexGoal: Sendable {
  case response, noLongerWorse, stable

  package var limit: Rational {
    switch self {
    case .response: Conventions.response
    case .noLongerWorse: Conventions.worse
    case .stable: Conventions.possiblyWorse
    }
  }

  /// Better than the baseline is asked for; else as at the baseline is enough.
  package var asksForImprovement: Bool {
    switch self {
    case .response: true
    case .noLongerWorse, .stable: false
    }
  }

  package func isReached(by index: Rational) -> Bool {
    asksForImprovement ? index >= limit : index > limit
  }
}

/// What the next scores would have to be, and what they would bring.
///
/// The figures come from judging the record again with these scores added.
package enum Outlook: Sendable {
  /// The course ended, and scores after the second day no longer belong to it.
  case ended(Day, horizon: Day)
  /// A composite of change that reaches `points`.
  case composite(MeasureJudgement, points: Rational)
  /// The index after one, two and three such assessments; no further than to the one that is enough.
  case scores([TargetScore], indices: [Rational])
  case unforeseeable
}

/// A score one unit of the course better than the baseline, or as good as it.
package struct TargetScore: Sendable {
  package let judged: MeasureJudgement
  package let value: Rational
  let score: Score
}

extension PatientJudgement {
  package func outlook(
    for course: CourseJudgement, to goal: IndexGoal, library: Library
  ) -> Outlook {
    if let stop = course.course.stop, let window = course.window, window.horizon < asOf {
      return .ended(stop, horizon: window.horizon)
    }
    if goal.asksForImprovement,
      let judged = course.measures.first(where: { $0.series.composite != nil }),
      let points = judged.series.unit
    {
      return .composite(judged, points: points)
    }
    let targets = course.measures.compactMap { $0.target(goal) }
    guard !targets.isEmpty, let indices = indices(of: course, targets, to: goal, library),
      !indices.isEmpty
    else { return .unforeseeable }
    return .scores(targets, indices: indices)
  }

  private func indices(
    of course: CourseJudgement, _ targets: [TargetScore], to goal: IndexGoal, _ library: Library
  ) -> [Rational]? {
    var record = record
    var indices: [Rational] = []
    for step in 1...Conventions.nextAssessments {
      let day = asOf + Conventions.nextAssessmentDays * step
      record.scores += targets.map { target in
        var score = target.score
        score.day = day
        return score
      }
      let judged = library.judgeCourses(record, asOf: day).first {
        $0.course.therapy == course.course.therapy && $0.course.start == course.course.start
      }
      guard let index = judged?.responseIndex else { return nil }
      indices.append(index)
      if goal.isReached(by: index) { break }
    }
    return indices
  }
}

extension MeasureJudgement {
  /// On a step of the scale.
  fileprivate func target(_ goal: IndexGoal) -> TargetScore? {
    guard let baseline, series.composite == nil, verdict != .floor,
      series.yardstick.counted.subscore == nil, let points = series.unit
    else { return nil }
    let step = goal.asksForImprovement ? points : .zero
    let value =
      scale.isHigherBetter
      ? (baseline.value + step).roundedUp(to: scale.step)
      : (baseline.value - step).roundedDown(to: scale.step)
    var score = baseline.score
    score.answers = ""
    switch measure.comparison {
    case .total: score.total = value
    case .subscore: score.part = value
    case .adjustedINCAT:
      // Legs first: a change of the arms between 0 and 1 would not count.
      guard let arms = baseline.arms else { return nil }
      let legs = max(.zero, baseline.value - arms - step)
      score.total = value
      score.part = value - legs
    }
    return TargetScore(judged: self, value: value, score: score)
  }
}

extension Rational {
  fileprivate func roundedDown(to step: Rational) -> Rational {
    let steps = self / step
    let whole = steps.numerator / steps.denominator
    return step * Rational(Int(steps.isNegative && steps.denominator != 1 ? whole - 1 : whole))
  }

  fileprivate func roundedUp(to step: Rational) -> Rational { -(-self).roundedDown(to: step) }
}
