import Outcomes

/// Section 6: the flags of a course's verdict and of a diagnosis.
extension ReferenceJudge {
  struct Raised: Hashable, CustomStringConvertible {
    var kind: String
    var severity: Severity
    var isPast = false
    var course: Int?

    var description: String {
      "\(kind) \(severity)\(isPast ? " past" : "")\(course.map { " of \($0)" } ?? "")"
    }
  }

  private static let flags: [CourseVerdict: (String, Severity)] = [
    .noResponse: ("missing-response", .red), .worsened: ("worsening-on-treatment", .red),
    .stoppedWithoutEffect: ("stopped-without-effect", .amber),
    .responseLost: ("response-lost", .amber), .responseDeclining: ("response-declining", .amber),
    .mixed: ("mixed-response", .amber), .partialResponse: ("partial-response", .amber),
    .worseningPossible: ("worsening-possible", .amber), .notEvaluable: ("not-evaluable", .amber),
    .responseDue: ("response-due", .note), .assessmentDue: ("assessment-due", .due),
    .assessmentOverdue: ("assessment-overdue", .due), .noBaseline: ("no-baseline", .due),
  ]

  /// - Parameters:
  ///   - results: what `judgeCourses` said.
  ///   - wholes: what `judgeDiagnoses` said of them.
  func raised(_ results: [Result], _ wholes: [Whole]) -> [Raised] {
    var raised: [Raised] = []
    for whole in wholes {
      switch whole.verdict {
      case .unanswered: raised.append(Raised(kind: "diagnosis-unanswered", severity: .red))
      case .worse: raised.append(Raised(kind: "worse-than-before-treatment", severity: .red))
      case .worseThanFirstRecord:
        raised.append(Raised(kind: "worse-than-before-treatment", severity: .amber))
      case .relapse: raised.append(Raised(kind: "relapse-off-treatment", severity: .amber))
      case .none: break
      }
    }
    for (position, result) in results.enumerated() {
      // The revision answered what a diagnosis that has ended still asks.
      guard let whole = wholes.first(where: { $0.courses.contains(position) }),
        result.course.diagnosis?.endedOn == nil
      else { continue }
      if let flag = flag(result, position, whole, results) { raised.append(flag) }
      if isMonitoringOverdue(result.course) {
        raised.append(Raised(kind: "monitoring-overdue", severity: .due, course: position))
      }
    }
    return raised
  }

  private func flag(
    _ result: Result, _ position: Int, _ whole: Whole, _ results: [Result]
  ) -> Raised? {
    guard let (kind, severity) = Self.flags[result.verdict] else { return nil }
    var flag = Raised(kind: kind, severity: severity, course: position)
    let course = result.course
    guard let stop = course.stop else { return flag }
    switch result.verdict {
    case .assessmentOverdue, .noBaseline, .notEvaluable:
      if today > max(stop + course.effect, course.answerable) { flag.severity = .note }
    case .noResponse, .worsened:
      let isAnswered = whole.courses.map { results[$0] }.contains {
        isImmune($0.course.whole) && $0.course.start > course.start
          && ($0.verdict == .responding || $0.verdict == .stable)
      }
      if isAnswered || whole.index.map({ $0 >= 1 }) ?? false { return nil }
      let latest = latestCounted(course.disease) ?? .min
      if today - stop > 364 && latest < today - 364 {
        flag.severity = .amber
        flag.isPast = true
      }
    default: break
    }
    return flag
  }

  /// The day of the latest counted score, components of the composite included.
  private func latestCounted(_ disease: Disease?) -> Int? {
    guard let disease else { return nil }
    let composite = disease.composite.flatMap { measure($0)?.composite?.measures } ?? []
    let ids = composite.union(disease.counted.map(\.measure))
    return record.scores.filter { score in
      guard ids.contains(score.measure), let measure = measure(score.measure) else { return false }
      return point(score, of: measure) != nil
    }
    .map(\.day.number).max()
  }

  private func isMonitoringOverdue(_ course: Course) -> Bool {
    guard course.expectation != nil, course.stop == nil, let disease = course.disease else {
      return false
    }
    let last = latestCounted(disease) ?? course.start
    return Rational(today - last) > Rational(disease.monitoringWeeks * 7) * 3 / 2
  }
}
