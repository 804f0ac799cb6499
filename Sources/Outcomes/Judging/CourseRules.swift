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

  let isImmunotherapy: Bool
  let isLongActing: Bool
  /// Works at once, or is given to bridge the time until another does.
  let isFast: Bool

  package var disease: Disease? { judged?.disease }
  /// It is judged, and neither a response nor stability is expected.
  var expectsNothing: Bool { expectation != nil && expected == .none }

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
    let roles = therapy?.roles ?? []
    isImmunotherapy = therapy?.isImmunotherapy ?? false
    isLongActing = roles.contains(.longActing)
    isFast = roles.contains(.fastOnset) || roles.contains(.bridge)
  }
}

/// A disease with the instruments that it is judged by.
final class JudgedDisease: Sendable {
  let disease: Disease
  /// The counted measures, in order of their ids.
  let yardsticks: [Yardstick]
  /// The same and the composite.
  let allYardsticks: [Yardstick]
  /// One for each yardstick: the measures of its group; nil: it stands alone.
  private let standIns: [StandIns?]
  let composite: (yardstick: Yardstick, instrument: CompositeInstrument)?
  /// The disease that this one is a variant of, itself for others.
  let family: Disease.ID
  /// The totals of the measures of the composite.
  let parts: [Yardstick]
  /// The symptoms and the quality of life that are watched beside the counted measures.
  let watched: [Yardstick]
  /// The laboratory values of the core set and of the composite of which less is better, in order of
  /// their ids.
  let laboratory: [Yardstick]

  init(_ disease: Disease, family: Disease.ID, measure measureOf: (Measure.ID) -> Measure?) {
    self.disease = disease
    self.family = family
    func plain(_ id: Measure.ID) -> Yardstick? {
      measureOf(id).map { Yardstick(measure: $0, counted: CountedMeasure(measure: id)) }
    }
    let parts = disease.composite.flatMap(measureOf)?.composite?.measures ?? []
    self.parts = parts.compactMap(plain)
    watched = disease.watched.compactMap(plain).filter {
      $0.measure.improvementThreshold != nil
        && ($0.measure.measureClass == .symptom || $0.measure.measureClass == .qualityOfLife)
    }
    laboratory = Set(disease.coreSet).union(parts).sorted().compactMap(plain).filter {
      $0.measure.measureClass == .laboratory && $0.measure.direction != .higherIsBetter
    }
    var groups: [String] = []
    func group(_ counted: CountedMeasure) -> Int {
      if let known = groups.firstIndex(of: counted.groupKey) { return known }
      groups.append(counted.groupKey)
      return groups.count - 1
    }
    yardsticks = disease.counted.compactMap { counted in
      measureOf(counted.measure).map {
        Yardstick(measure: $0, counted: counted, groupNumber: group(counted))
      }
    }.sorted { $0.measure.id < $1.measure.id }
    composite = disease.composite.flatMap(measureOf).flatMap { measure in
      measure.composite.map { rule in
        (
          Yardstick(measure: measure, counted: CountedMeasure(measure: measure.id)),
          CompositeInstrument(rule, measure: measureOf)
        )
      }
    }
    allYardsticks = yardsticks + [composite?.yardstick].compactMap(\.self)
    let grouped = disease.counted.filter { $0.group != nil }
    standIns = yardsticks.map { own in
      own.counted.group.map { group in
        let others = grouped.filter { $0.group == group }
        return StandIns(
          isFirst: others.first?.measure == own.counted.measure,
          measures: others.compactMap { measureOf($0.measure) }.map {
            Yardstick(measure: $0, counted: CountedMeasure(measure: $0.id))
          })
      }
    }
  }
}

/// The measures that may stand for one that was not recorded.
private struct StandIns: Sendable {
  /// The measure comes first among them.
  let isFirst: Bool
  let measures: [Yardstick]
}

extension JudgedDisease {
  /// A counted measure without scores is left out: another measure of its group has some, or comes
  /// first in it.
  func isLeftOut(_ position: Int, _ scores: PatientScores) -> Bool {
    guard let group = standIns[position],
      scores.places(of: yardsticks[position]).isEmpty
    else { return false }
    return !group.isFirst || group.measures.contains { !scores.places(of: $0).isEmpty }
  }
}
