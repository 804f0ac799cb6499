/// When each immunotherapy of a patient began to work and until when it does: what an improvement
/// may be due to beside the course that is judged.
struct ImmunotherapyCourses {
  struct Entry {
    let therapy: Therapy.ID
    let start: Day
    let stop: Day?
    let firstEffect: Day
    /// Days after the last dose.
    let effectDays: Int

    /// nil while it runs.
    var actsUntil: Day? { stop.map { $0 + effectDays } }

    func acts(on day: Day) -> Bool {
      firstEffect <= day && (actsUntil.map { day <= $0 } ?? true)
    }
  }

  /// Each course by its own first dose, cycles of a series too; symptomatic ones left out.
  let entries: [Entry]

  init(of record: PatientRecord, _ library: Library) {
    entries = record.courses.compactMap { course in
      guard course.intent != .symptomatic, let therapy = library.therapy(course.therapy),
        therapy.isImmunotherapy
      else { return nil }
      let disease = record.diagnosis(for: course)?.disease
      let effect = library.firstEffectDays(
        of: therapy, in: disease.flatMap(library.disease), intent: course.intent)
      return Entry(
        therapy: therapy.id, start: course.start, stop: course.stop,
        firstEffect: course.start + effect, effectDays: therapy.effectDays)
    }
  }

  /// The first day after `start` on which a drug other than `therapy` that did not act yet at the
  /// start has passed its first effect.
  func otherEffect(after start: Day, than therapy: Therapy.ID) -> Day? {
    entries.filter { $0.therapy != therapy && $0.firstEffect > start }.map(\.firstEffect).min()
  }

  /// The earliest first effect of another drug that was begun at or after a stop.
  func nextEffect(after stop: Day, than therapy: Therapy.ID) -> Day? {
    entries.filter { $0.therapy != therapy && $0.start >= stop }.map(\.firstEffect).min()
  }
}

extension Library {
  /// Days from the first dose to the first effect: of the row for that disease and intent, else of
  /// any row for that disease; 0 where there is none.
  func firstEffectDays(
    of therapy: Therapy, in disease: Disease?, intent: TreatmentCourse.Intent
  ) -> Int {
    guard let disease else { return 0 }
    if let own = expectation(of: therapy, in: disease, intent: intent) {
      return own.firstEffectDays
    }
    return anyExpectation(of: therapy, in: disease)?.firstEffectDays ?? 0
  }

  func anyExpectation(of therapy: Therapy, in disease: Disease) -> Expectation? {
    if let row = therapy.expectations.first(where: { $0.disease == disease.id }) { return row }
    guard let parent = disease.variantOf.flatMap({ self.disease($0) }), parent.id != disease.id
    else { return nil }
    return anyExpectation(of: therapy, in: parent)
  }
}
