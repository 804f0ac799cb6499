/// What the definitions say about a therapy given for a disease with one intent.
///
/// Put together once and shared by all courses: the definitions are large values, and copying them
/// for every course of a clinic would cost more than judging does.
package final class CourseRules: Sendable {
  package let therapy: Therapy?
  let judged: JudgedDisease?
  /// nil: such a course is not judged.
  package let expectation: Expectation?
  let expected: Expectation.Expected
  /// Days from the first dose.
  let firstEffectDays: Int
  let assessByDays: Int
  let deadlineDays: Int
  let earlyWorseningDays: Int
  /// Half of the first effect in whole days: so long a score may still be a baseline.
  let halfFirstEffectDays: Int
  /// The deadline and a quarter of it, at least 8 weeks: so long a late visit answers.
  let answerableDays: Int
  /// Days from the first to the last dose that make an adequate trial.
  let trialDays: Int
  /// Days from the last dose.
  let effectDays: Int

  package var disease: Disease? { judged?.disease }

  init(therapy: Therapy?, judged: JudgedDisease?, expectation: Expectation? = nil) {
    self.therapy = therapy
    self.judged = judged
    self.expectation = expectation
    expected = expectation?.expected ?? .none
    firstEffectDays = expectation?.firstEffectDays ?? 0
    assessByDays = expectation?.assessByDays ?? 0
    deadlineDays = expectation?.deadlineDays ?? 0
    earlyWorseningDays = expectation?.earlyWorseningDays ?? 0
    effectDays = therapy?.effectDays ?? 0
    halfFirstEffectDays = expectation?.halfFirstEffectDays ?? 0
    answerableDays = expectation?.answerableDays ?? 0
    trialDays = expectation?.trialDays(effectDays: effectDays) ?? 0
  }
}

/// A disease with the instruments that it is judged by.
final class JudgedDisease: Sendable {
  let disease: Disease
  /// The counted measures, in order of their ids.
  let yardsticks: [Yardstick]
  let composite: (yardstick: Yardstick, instrument: CompositeInstrument)?

  init(_ disease: Disease, measure measureOf: (Measure.ID) -> Measure?) {
    self.disease = disease
    yardsticks = disease.counted.compactMap { counted in
      measureOf(counted.measure).map { Yardstick(measure: $0, counted: counted) }
    }.sorted { $0.measure.id < $1.measure.id }
    composite = disease.composite.flatMap(measureOf).flatMap { measure in
      measure.composite.map { rule in
        (
          Yardstick(measure: measure, counted: CountedMeasure(measure: measure.id)),
          CompositeInstrument(rule, measure: measureOf)
        )
      }
    }
  }
}
