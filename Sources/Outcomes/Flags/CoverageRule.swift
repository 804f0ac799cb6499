/// The coverage note: in a chronic disease that was active of late, nothing bridges
/// the time until a running long-acting therapy begins to work, or no therapy runs at all.
struct CoverageRule {
  let judge: CourseJudge
  let courses: [CourseJudgement]
  /// Chronic diseases with a counted score of late that has room, one and a half thresholds, and the
  /// day of the latest; where no response is expected nothing is to be covered.
  private let active: [Active]

  private struct Active {
    let family: Disease.ID
    var latest: Day
  }

  init(library: Library, judge: CourseJudge, courses: [CourseJudgement]) {
    self.judge = judge
    self.courses = courses
    var active: [Active] = []
    for diagnosis in judge.record.diagnoses where diagnosis.endedOn == nil {
      guard let judged = library.judgedDisease(diagnosis.disease), judged.disease.chronic,
        judged.disease.expectedWithoutResponse == nil
      else { continue }
      for yardstick in judged.yardsticks {
        guard let day = Self.latestWithRoom(yardstick, judge) else { continue }
        if let known = active.firstIndex(where: { $0.family == judged.family }) {
          active[known].latest = max(active[known].latest, day)
        } else {
          active.append(Active(family: judged.family, latest: day))
        }
      }
    }
    self.active = active
  }

  private static func latestWithRoom(_ yardstick: Yardstick, _ judge: CourseJudge) -> Day? {
    for place in judge.scores.places(of: yardstick).reversed() {
      let day = judge.scores.rows[place].day
      if judge.asOf - day > Conventions.activeDays { return nil }
      if hasRoom(place, yardstick, judge.scores) { return day }
    }
    return nil
  }

  private static func hasRoom(
    _ place: Int, _ yardstick: Yardstick, _ scores: PatientScores
  ) -> Bool {
    guard let point = yardstick.point(at: place, of: scores),
      let needed = yardstick.improvementPoints(from: point.value)
    else { return false }
    return needed > .zero && yardstick.room(at: point) >= needed * Conventions.roomInThresholds
  }

  /// The course that waits for its effect; without one where nothing acts at all.
  var gap: (course: Int?, since: Day)? {
    guard let latest = active.map(\.latest).max() else { return nil }
    let isActing = courses.indices.contains {
      isImmunotherapy(courses[$0]) && acts(courses[$0], until: judge.asOf)
    }
    if !isActing {
      return (nil, courses.compactMap { $0.course.stop }.max().map { max($0, latest) } ?? latest)
    }
    for position in courses.indices where awaitsEffect(courses[position]) {
      let course = courses[position]
      guard let window = course.window, active.contains(where: { $0.family == course.family })
      else { continue }
      let isCovered = courses.contains { isFast($0) && acts($0, until: window.firstEffect) }
      if !isCovered { return (position, course.course.start) }
    }
    return nil
  }

  /// By time alone nothing changes between these days.
  var changes: [Day] {
    if active.isEmpty { return [] }
    var days = active.map { $0.latest + Conventions.activeDays + 1 }
    for position in courses.indices {
      guard let stop = courses[position].course.stop else { continue }
      days.append(stop + courses[position].rules.effectDays + 1)
    }
    return days
  }

  private func isImmunotherapy(_ course: CourseJudgement) -> Bool {
    course.rules.isImmunotherapy && course.course.intent != .symptomatic
  }

  /// A long-acting therapy that runs and cannot work yet.
  private func awaitsEffect(_ course: CourseJudgement) -> Bool {
    guard let window = course.window, course.course.stop == nil, isImmunotherapy(course),
      !course.rules.expectsNothing
    else { return false }
    return course.rules.isLongActing && judge.asOf < window.firstEffect
  }

  private func isFast(_ course: CourseJudgement) -> Bool {
    isImmunotherapy(course) && (course.rules.isFast || course.course.intent == .bridge)
  }

  private func acts(_ course: CourseJudgement, until day: Day) -> Bool {
    guard let stop = course.course.stop else { return true }
    return stop + course.rules.effectDays >= day
  }
}
