internal import Outcomes

/// What would turn a flag off, in figures where the next scores can be thought through, else in
/// words of the rule.
struct TurningOff {
  let flag: Flag
  let course: CourseJudgement
  let patient: PatientJudgement
  let library: Library

  var sentences: [String] { flag.kind.words.turnsOff(self) }

  var window: CourseWindow? { course.window }

  /// `INCAT, I-RODS`: what is counted for the disease.
  var counted: String {
    let names = course.disease?.counted.compactMap { library.measure($0.measure)?.short } ?? []
    return names.joined(separator: ", ")
  }

  /// What brings the response index to where the flag is no longer raised.
  var index: [String] {
    guard let goal = flag.kind.rule.goal else { return [] }
    let limit = goal.limit.plain(1)
    let rule =
      "The response index \(goal.asksForImprovement ? "at \(limit) or more" : "above \(limit)") "
      + "(\(Self.name(goal))); it is the mean of up to three assessments."
    switch patient.outlook(for: course, to: goal, library: library) {
    case .ended(let stop, let horizon):
      return [
        rule,
        "The course ended on \(stop): scores after \(horizon) no longer belong to it. "
          + "Only a review closes this flag.",
      ]
    case .composite(let judged, let points):
      return [
        rule,
        "\(judged.measure.short) of \(points.plain()) or more on average over the next three "
          + "complete sets.",
      ]
    case .scores(let targets, let indices):
      return [rule, next(targets.map(Self.text).joined(separator: ", "), indices, goal)]
    case .unforeseeable: return [rule]
    }
  }

  private static func name(_ goal: IndexGoal) -> String {
    switch goal {
    case .response: "a response"
    case .noLongerWorse: "no longer worse"
    case .stable: "stable"
    }
  }

  private static func text(_ target: TargetScore) -> String {
    let name = Wording.label(target.judged.measure, variant: target.judged.variant)
    return
      "\(name) \(target.value.plain()) or \(target.judged.scale.isHigherBetter ? "more" : "less")"
  }

  private func next(_ wanted: String, _ indices: [Rational], _ goal: IndexGoal) -> String {
    let text =
      "The next assessment at \(wanted) (four weeks on) would bring it from "
      + "\(course.responseIndex?.shownChange.decimal(2) ?? "none") to "
      + "\(indices.first?.shownChange.decimal(2) ?? "")"
    return switch indices.firstIndex(where: goal.isReached) {
    case 0?: text + ", which turns the flag off."
    case let count?:
      text + "; \(count + 1) in a row turn the flag off (\(indices[count].shownChange.decimal(2)))."
    case nil:
      text + "; three in a row would bring it to \(indices.last?.shownChange.decimal(2) ?? "")."
    }
  }
}
