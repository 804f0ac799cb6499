/// Where one measure stands for all, it is the first that the disease counts.
extension Disease {
  /// Position in the list of counted measures; what is not counted comes last.
  func rank(of measure: Measure.ID) -> Int {
    counted.firstIndex { $0.measure == measure } ?? counted.count
  }
}

extension CourseJudgement {
  /// Of what was judged, recorded or not; a composite that stands for all others alone.
  package var leadingMeasure: MeasureJudgement? {
    func rank(_ judged: MeasureJudgement) -> Int { disease?.rank(of: judged.measureID) ?? 0 }
    return measures.enumerated().min {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }?.element
  }

  /// The first follow-up, not before the first effect, at which the response index shows a response;
  /// only of a course that responded by its verdict: another treatment's effect may reach the index of
  /// one that did not.
  package var firstResponse: Day? {
    guard verdict.saysResponse, expectation?.expected == .improvement,
      course.intent != .maintenance
    else { return nil }
    guard let window else { return nil }
    return indexHistory.first {
      $0.day >= window.firstEffect && $0.index >= Conventions.response
    }?.day
  }
}

/// All scores of the first counted measure that was recorded, whatever the course.
package struct LeadingScores: Sendable {
  package let yardstick: Yardstick
  /// Of several the one with the latest score.
  package let variant: String
  /// Ascending by day; never empty.
  package let points: [(day: Day, value: Rational)]
}

extension PatientRecord {
  package func leadingScores(for disease: Disease, library: Library) -> LeadingScores? {
    for counted in disease.counted {
      guard let measure = library.measure(counted.measure) else { continue }
      let yardstick = Yardstick(measure: measure, counted: counted)
      let all = scores.filter { $0.measure == measure.id }
        .compactMap { score in yardstick.point(score).map { (score, $0.value) } }
        .sorted { ($0.0.day, $0.0.variant) < ($1.0.day, $1.0.variant) }
      guard let latest = all.last?.0 else { continue }
      return LeadingScores(
        yardstick: yardstick, variant: latest.variant,
        points: all.filter { $0.0.variant == latest.variant }.map { (day: $0.0.day, value: $0.1) })
    }
    return nil
  }
}
