/// The coverage note: in a chronic disease that was active of late, nothing bridges
/// the time until a running long-acting therapy begins to work, or no therapy runs at all.
struct CoverageRule {
  let library: Library
  let judge: CourseJudge
  let courses: [CourseJudgement]

  /// The course that waits for its effect; without one where nothing acts at all.
  var gap: (course: Int?, since: Day)? {
    let active = activeDiseases
    guard let latest = active.values.max() else { return nil }
    let acting = courses.indices.filter {
      isImmunotherapy(courses[$0]) && acts(courses[$0], until: judge.asOf)
    }
    if acting.isEmpty {
      return (nil, courses.compactMap { $0.course.stop }.max().map { max($0, latest) } ?? latest)
    }
    for position in courses.indices where awaitsEffect(courses[position]) {
      let course = courses[position]
      guard let window = course.window, let family = library.family(of: course.diseaseID),
        active[family] != nil
      else { continue }
      let isCovered = courses.contains { isFast($0) && acts($0, until: window.firstEffect) }
      if !isCovered { return (position, course.course.start) }
    }
    return nil
  }

  /// Chronic diseases with a counted score of late that has room, one and a half thresholds, and the
  /// day of the latest; where no response is expected nothing is to be covered.
  private var activeDiseases: [Disease.ID: Day] {
    let diseases = judge.record.diagnoses.filter { $0.endedOn == nil }
      .compactMap { library.disease($0.disease) }.filter(\.chronic)
    var active: [Disease.ID: Day] = [:]
    for disease in diseases where disease.expectedWithoutResponse == nil {
      guard let family = library.family(of: disease.id) else { continue }
      for yardstick in library.yardsticks(of: disease.id) {
        let recent = judge.scores.places(of: yardstick).last { place in
          judge.asOf - judge.scores.rows[place].day <= Conventions.activeDays
            && hasRoom(place, yardstick)
        }
        guard let day = recent.map({ judge.scores.rows[$0].day }) else { continue }
        active[family] = max(active[family] ?? day, day)
      }
    }
    return active
  }

  private func hasRoom(_ place: Int, _ yardstick: Yardstick) -> Bool {
    guard let point = yardstick.point(at: place, of: judge.scores),
      let needed = yardstick.improvementPoints(from: point.value)
    else { return false }
    return needed > .zero && yardstick.room(at: point) >= needed * Conventions.roomInThresholds
  }

  /// By time alone nothing changes between these days.
  var changes: [Day] {
    let active = activeDiseases.values
    if active.isEmpty { return [] }
    let ends = courses.compactMap { course in
      course.course.stop.map { $0 + (course.therapy?.effectDays ?? 0) + 1 }
    }
    return ends + active.map { $0 + Conventions.activeDays + 1 }
  }

  private func isImmunotherapy(_ course: CourseJudgement) -> Bool {
    course.therapy?.isImmunotherapy == true && course.course.intent != .symptomatic
  }

  /// A long-acting therapy that runs and cannot work yet.
  private func awaitsEffect(_ course: CourseJudgement) -> Bool {
    guard let window = course.window, course.course.stop == nil, isImmunotherapy(course),
      course.expectation?.expected != Expectation.Expected.none
    else { return false }
    return course.therapy?.roles.contains(.longActing) == true && judge.asOf < window.firstEffect
  }

  private func isFast(_ course: CourseJudgement) -> Bool {
    guard isImmunotherapy(course), let roles = course.therapy?.roles else { return false }
    return roles.contains(.fastOnset) || roles.contains(.bridge) || course.course.intent == .bridge
  }

  private func acts(_ course: CourseJudgement, until day: Day) -> Bool {
    guard let stop = course.course.stop else { return true }
    return stop + (course.therapy?.effectDays ?? 0) >= day
  }
}
