/// What the definitions say about a therapy given for a disease with one intent.
///
/// Put together once and shared by all courses: the definitions are large values, and copying them for
/// every course of a clinic would cost more than judging does.
package final class CourseRules: Sendable {
  package let therapy: Therapy?
  package let disease: Disease?
  /// nil: such a course is not judged.
  package let expectation: Expectation?
  /// The disease's counted measures, in order of their ids.
  let yardsticks: [Yardstick]
  let composite: (yardstick: Yardstick, instrument: CompositeInstrument)?
  /// Days from the first dose.
  let firstEffectDays: Int
  let assessByDays: Int
  let deadlineDays: Int
  let earlyWorseningDays: Int
  let effectDays: Int
  let baselineDaysBefore: Int
  let baselineDaysAfter: Int
  let expected: Expectation.Expected

  init(
    therapy: Therapy?, disease: Disease?, expectation: Expectation? = nil,
    measure measureOf: (Measure.ID) -> Measure? = { _ in nil }
  ) {
    self.therapy = therapy
    self.disease = disease
    self.expectation = expectation
    let counted = expectation == nil ? [] : disease?.counted ?? []
    yardsticks = counted.compactMap { counted in
      measureOf(counted.measure).map { Yardstick(measure: $0, counted: counted) }
    }.sorted { $0.measure.id < $1.measure.id }
    let composite = expectation == nil ? nil : disease?.composite.flatMap(measureOf)
    self.composite = composite.flatMap { measure in
      measure.composite.map { rule in
        (
          Yardstick(measure: measure, counted: CountedMeasure(measure: measure.id)),
          CompositeInstrument(rule, measure: measureOf)
        )
      }
    }
    firstEffectDays = expectation?.firstEffectDays ?? 0
    assessByDays = expectation?.assessByDays ?? 0
    deadlineDays = expectation?.deadlineDays ?? 0
    earlyWorseningDays = expectation?.earlyWorseningDays ?? 0
    effectDays = therapy?.effectDays ?? 0
    baselineDaysBefore = disease?.baselineDaysBefore ?? 0
    baselineDaysAfter = disease?.baselineDaysAfter ?? 0
    expected = expectation?.expected ?? .none
  }
}
