import Outcomes

extension ReferenceJudge {
  /// Section 2: up to which day scores are judged.
  func horizon(_ course: Course) -> Int {
    let limit = outerLimit(course)
    guard course.disease?.nadirDays == nil, let stop = course.stop, isAdequate(course),
      !course.expectsStability
    else { return limit }
    // What is judged is chosen with all that lies up to the limit.
    let answers = judged(course, until: limit, limit: limit, asOf: today).changes
      .filter(\.scale.hasRoom).flatMap(\.scale.later).map(\.day)
      .filter { course.decisive <= $0 && $0 <= limit }
    guard let answer = answers.min() else { return limit }
    var horizon = min(today, max(stop + course.effect, answer))
    let next = otherImmunotherapies(course).filter { $0.start.number >= stop }.map(firstEffect)
    if let first = next.min() { horizon = min(horizon, max(answer, first - 1)) }
    return horizon
  }
}
