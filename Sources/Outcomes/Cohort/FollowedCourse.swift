/// How long a course with a baseline was followed until a response was seen, or until it was clear that
/// none would be.
package struct FollowedCourse: Hashable, Sendable {
  package enum End: String, CaseIterable, Sendable {
    /// The first follow-up with a response index of 1 or more.
    case response
    /// It was stopped, and no response can be seen any more.
    case stopped
    /// The diagnosis ended, mostly because it was revised.
    case revised
    /// Nothing is known after the last follow-up.
    case open
  }

  /// Since the first dose; not negative.
  package let days: Int
  package let end: End

  package init(days: Int, end: End) {
    self.days = max(0, days)
    self.end = end
  }

  /// nil where improvement is not what is expected.
  init?(_ judged: CourseJudgement, _ window: CourseWindow, asOf: Day) {
    guard judged.rules.expected == .improvement, judged.course.intent != .maintenance else {
      return nil
    }
    let start = judged.course.start
    if let response = judged.firstResponse {
      self.init(days: response - start, end: .response)
      return
    }
    if let ended = judged.diagnosis?.endedOn, ended >= start, ended <= min(asOf, window.horizon) {
      self.init(days: ended - start, end: .revised)
      return
    }
    let last = judged.allSeries.compactMap { $0.followUps.last?.day }.max() ?? start
    // What the last dose does belongs to the course; a stop that nobody looked behind says nothing.
    if let stop = judged.stop, window.horizon < asOf,
      stop.isFailure || last >= window.tellingFrom || window.horizon < window.firstEffect
    {
      self.init(days: window.horizon - start, end: .stopped)
    } else {
      self.init(days: last - start, end: .open)
    }
  }
}

/// Times to response with competing ends, as counts by day: what every estimate is made of.
///
/// Exact; a day is a whole day since the first dose.
package struct ResponseTimes: Sendable {
  /// A day on which something ended.
  package struct Step: Hashable, Sendable {
    package let day: Int
    /// Courses that were followed up to that day.
    package let atRisk: Int
    package let responses: Int
    /// Stopped without a response, or revised.
    package let others: Int
  }

  package let courses: Int
  /// Ascending by day; only days with a response or a competing end.
  package let steps: [Step]
  private let days: [Int]

  package init(_ followed: [FollowedCourse]) {
    let sorted = followed.sorted { $0.days < $1.days }
    courses = sorted.count
    days = sorted.map(\.days)
    var steps: [Step] = []
    var rest = sorted[...]
    while let day = rest.first?.days {
      let here = rest.prefix { $0.days == day }
      let responses = here.count { $0.end == .response }
      let others = here.count { $0.end == .stopped || $0.end == .revised }
      if responses + others > 0 {
        steps.append(Step(day: day, atRisk: rest.count, responses: responses, others: others))
      }
      rest = rest.dropFirst(here.count)
    }
    self.steps = steps
  }

  /// Courses that were followed up to that day and had no end before.
  package func atRisk(on day: Int) -> Int { days.count { $0 >= day } }

  /// Responses up to and on that day.
  package func responses(until day: Int) -> Int {
    steps.filter { $0.day <= day }.reduce(0) { $0 + $1.responses }
  }

  /// The last day on which a course was followed, at most `limit`; 0 without any.
  package func lastDay(within limit: Int) -> Int { min(days.last ?? 0, limit) }

  /// Whether anything is known of that day: a course was followed so long, or every course had ended.
  package func isKnown(on day: Int) -> Bool {
    guard courses > 0 else { return false }
    return atRisk(on: day) > 0 || steps.last.map { $0.atRisk == $0.responses + $0.others } ?? false
  }
}
