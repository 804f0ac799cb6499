/// The coverage note: in a chronic disease that was active of late, nothing bridges
/// the time until a running long-acting therapy begins to work, or no therapy runs at all.
struct CoverageRule {
  let library: Library
  let judge: CourseJudge
  let courses: [CourseJudgement]

  var gap: (course: Int?, since: Day)? {
    guard let active = activity else { return nil }
    let running = courses.indices.filter { isImmunotherapy(courses[$0]) && runs(courses[$0]) }
    if running.isEmpty {
      return (nil, courses.compactMap { $0.course.stop }.max().map { max($0, active) } ?? active)
    }
    for position in running {
      let course = courses[position]
      guard let window = course.window, course.therapy?.roles.contains(.longActing) == true,
        !isFast(course), judge.asOf < window.firstEffect
      else { continue }
      let isCovered = courses.indices.contains { other in
        other != position && isFast(courses[other])
          && covers(courses[other], until: window.firstEffect)
      }
      if !isCovered { return (position, course.course.start) }
    }
    return nil
  }

  /// The latest recent counted score that has room, one and a half thresholds.
  private var activity: Day? {
    let diseases = judge.record.diagnoses.filter { $0.endedOn == nil }
      .compactMap { library.disease($0.disease) }.filter(\.chronic)
    var latest: Day?
    for disease in diseases where disease.expectedWithoutResponse == nil {
      for counted in disease.counted {
        guard let measure = library.measure(counted.measure) else { continue }
        let yardstick = Yardstick(measure: measure, counted: counted)
        let recent = judge.scores[counted.measure]?.last { yardstick.point($0) != nil }
        guard let score = recent, judge.asOf - score.day <= Conventions.activeDays,
          let point = yardstick.point(score), let needed = yardstick.improvementPoints(at: point),
          yardstick.room(at: point) >= needed * Conventions.roomInThresholds
        else { continue }
        latest = max(latest ?? score.day, score.day)
      }
    }
    return latest
  }

  /// By time alone nothing changes between these days.
  var changes: [Day] {
    guard let activity else { return [] }
    let ends = courses.compactMap { course in
      course.course.stop.map { $0 + (course.therapy?.effectDays ?? 0) + 1 }
    }
    return ends + [activity + Conventions.activeDays + 1]
  }

  private func isImmunotherapy(_ course: CourseJudgement) -> Bool {
    course.therapy?.isImmunotherapy == true && course.course.intent != .symptomatic
  }

  private func runs(_ course: CourseJudgement) -> Bool { covers(course, until: judge.asOf) }

  private func isFast(_ course: CourseJudgement) -> Bool {
    guard isImmunotherapy(course), let roles = course.therapy?.roles else { return false }
    return roles.contains(.fastOnset) || roles.contains(.bridge) || course.course.intent == .bridge
  }

  private func covers(_ course: CourseJudgement, until day: Day) -> Bool {
    guard let stop = course.course.stop else { return true }
    return stop + (course.therapy?.effectDays ?? 0) >= day
  }
}
