/// When each immunotherapy of a patient began to work and until when it does: what an improvement
/// may be due to beside the course that is judged.
struct ImmunotherapyCourses {
  struct Entry {
    /// Position among the therapies of the library.
    let therapy: Int
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

  init(
    of record: PatientRecord, _ numbers: ContiguousArray<CourseNumbers>, _ library: Library
  ) {
    var entries: [Entry] = []
    entries.reserveCapacity(numbers.count)
    for (position, course) in numbers.enumerated() {
      guard let therapy = course.therapy, library.therapies[therapy].isImmunotherapy else {
        continue
      }
      let intent = record.courses[position].intent
      if intent == .symptomatic { continue }
      let start = record.courses[position].start
      entries.append(
        Entry(
          therapy: therapy, start: start, stop: record.courses[position].stop,
          firstEffect: start + library.firstEffectDays(course, intent),
          effectDays: library.therapies[therapy].effectDays))
    }
    self.entries = entries
  }

  /// The first day after `start` on which a drug other than `therapy` that did not act yet at the
  /// start has passed its first effect.
  func otherEffect(after start: Day, than therapy: Int?) -> Day? {
    firstEffect { $0.therapy != therapy && $0.firstEffect > start }
  }

  /// The earliest first effect of another drug that was begun at or after a stop.
  func nextEffect(after stop: Day, than therapy: Int?) -> Day? {
    firstEffect { $0.therapy != therapy && $0.start >= stop }
  }

  private func firstEffect(_ isWanted: (Entry) -> Bool) -> Day? {
    var first: Day?
    for entry in entries where isWanted(entry) {
      first = min(first ?? entry.firstEffect, entry.firstEffect)
    }
    return first
  }
}
