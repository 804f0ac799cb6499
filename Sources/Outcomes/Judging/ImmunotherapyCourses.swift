/// When an immunotherapy of a patient began to work and until when it does: what an improvement may be
/// due to beside the course that is judged.
struct ImmunotherapyCourse {
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

extension CourseJudge {
  /// Each course by its own first dose, cycles of a series too; symptomatic ones left out.
  var immunotherapies: [ImmunotherapyCourse] {
    numbers.indices.compactMap(immunotherapy)
  }

  /// nil: the course is none.
  private func immunotherapy(_ position: Int) -> ImmunotherapyCourse? {
    let course = numbers[position]
    let intent = record.courses[position].intent
    guard let therapy = course.therapy, library.therapies[therapy].isImmunotherapy,
      intent != .symptomatic
    else { return nil }
    let start = record.courses[position].start
    return ImmunotherapyCourse(
      therapy: therapy, start: start, stop: record.courses[position].stop,
      firstEffect: start + library.firstEffectDays(course, intent),
      effectDays: library.therapies[therapy].effectDays)
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

  private func firstEffect(_ isWanted: (ImmunotherapyCourse) -> Bool) -> Day? {
    var first: Day?
    for position in numbers.indices {
      guard let course = immunotherapy(position), isWanted(course) else { continue }
      first = min(first ?? course.firstEffect, course.firstEffect)
    }
    return first
  }
}
