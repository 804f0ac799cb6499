import Outcomes

extension ReferenceJudge {
  struct Result {
    var course: Course
    var verdict: CourseVerdict
    var horizon: Int?
    var judged = Judged()
    /// The index was at least 1 at two follow-up dates in a row from `s + w` on.
    var hadResponse = false
    var isAdequate = true

    var index: Rational? { judged.index }
  }

  func judgeCourses() -> [Result] { courses().map(judge) }

  func judge(_ course: Course) -> Result {
    guard let expectation = course.expectation else {
      return Result(course: course, verdict: .notJudged)
    }
    let horizon = horizon(course)
    let now = judged(course, until: horizon, limit: horizon, asOf: today)
    var result = Result(
      course: course, verdict: .responseDue, horizon: horizon, judged: now,
      hadResponse: hadResponse(course, until: horizon), isAdequate: isAdequate(course))
    result.verdict = verdict(result, expectation)
    return result
  }

  private func hadResponse(_ course: Course, until horizon: Int) -> Bool {
    let scales =
      singles(course, until: horizon) + [composite(course, until: horizon)].compactMap(\.self)
    let days = Set(scales.flatMap { $0.followUps(until: horizon).map(\.day) }).sorted()
    // Dates on which what is judged has a follow-up and the index a value.
    let history = days.filter { $0 >= course.due }.compactMap { day -> Bool? in
      let then = judged(course, until: day, limit: horizon, asOf: day)
      guard then.changes.contains(where: { $0.followUps.last?.day == day }) else { return nil }
      return then.index.map { $0 >= 1 }
    }
    return zip(history, history.dropFirst()).contains { $0 && $1 }
  }

  /// The table of section 4.
  private func verdict(_ result: Result, _ expectation: Outcomes.Expectation) -> CourseVerdict {
    let course = result.course
    let index = result.index
    let changes = result.judged.changes
    let verdicts = changes.map(\.verdict)
    let isBelowHalf = index.map { $0 < .half } ?? false
    func isAtLeast(_ limit: Rational) -> Bool { index.map { $0 >= limit } ?? false }
    func isAtMost(_ limit: Rational) -> Bool { index.map { $0 <= limit } ?? false }
    func canAnswer(from day: Int) -> Bool {
      changes.contains { $0.canAnswer && $0.hasFollowUp(from: day) }
    }

    if expectation.expected == .none { return .noResponseExpected }
    let wasSeen = changes.contains {
      $0.scale.baseline != nil && $0.hasFollowUp(from: course.telling)
    }
    if course.expectsStability {
      if isAtMost(-1) || verdicts.contains(.worsened) { return .worsened }
      if isAtMost(-.half) { return .worseningPossible }
      if wasSeen { return .stable }
    }
    if isAtMost(-1) { return .worsened }
    if result.judged.isComposite, !isAtLeast(.half), let horizon = result.horizon,
      let single = judged(singles(course, until: horizon), until: horizon, due: course.due).index,
      single <= -1
    {
      return .worsened
    }
    let isBetter = changes.map { change in
      if let mean = change.mean, let threshold = change.scale.threshold {
        mean >= threshold && change.canAnswer
      } else {
        false
      }
    }
    if isBetter.contains(true) && verdicts.contains(.worsened) { return .mixed }
    let isStopped = course.stop != nil
    if isAtLeast(1), !isStopped || result.isAdequate || wasSeen {
      let declining = result.judged.groups.values.filter { group in
        group.contains { Self.isDeclining($0.scale, $0.followUps) }
      }
      return declining.count * 2 > result.judged.groups.count ? .responseDeclining : .responding
    }
    if isBelowHalf && result.hadResponse { return .responseLost }
    if let stop = course.stop, course.failedInTheEyesOfThePhysician {
      if stop >= course.due && canAnswer(from: course.due) && isBelowHalf { return .noResponse }
      if !result.isAdequate || !canAnswer(from: course.due) { return .stoppedWithoutEffect }
    }
    if isStopped && !result.isAdequate { return .trialIncomplete }
    if verdicts.allSatisfy({ $0 == .noBaseline }) && today > course.lastBaselineDay {
      return .noBaseline
    }
    if today < course.due { return .tooEarly }
    let known = verdicts.filter { $0 != .noBaseline }
    if !known.isEmpty, !known.contains(where: { ![.floor, .incomparable].contains($0) }) {
      return .notEvaluable
    }
    let isDecided = index != nil && canAnswer(from: course.decisive)
    let isTold = index != nil && canAnswer(from: course.telling)
    if !isTold && today < course.deadline { return .assessmentDue }
    if !isDecided && today >= course.deadline { return .assessmentOverdue }
    if isAtLeast(.half) { return .partialResponse }
    return today >= course.deadline ? .noResponse : .responseDue
  }
}
