/// When a course can be judged: its stop, whether that was an adequate trial, and its horizon
/// (response.md section 2).
struct CourseTiming {
  let course: TreatmentCourse
  /// The therapy, as its position in the library.
  let therapy: Int?
  let rules: CourseRules
  let judged: JudgedDisease
  /// Every course of the patient.
  let courses: [TreatmentCourse]
  let immunotherapies: ImmunotherapyCourses
  let asOf: Day

  /// nil while the course runs.
  var stop: CourseStop? {
    guard let day = course.stop else { return nil }
    let last = lastDose(to: day)
    return CourseStop(
      day: day, reason: course.stopReason,
      isAdequate: last.map { $0 >= course.start + rules.trialDays } ?? true)
  }

  /// The last dose of the uninterrupted time on the drug: a change of intent, dose or diagnosis
  /// within the effect-duration plus 28 days is no stop.
  ///
  /// - Returns: nil where that time has no end yet.
  private func lastDose(to stop: Day) -> Day? {
    var end = stop
    // Of any intent, dose or diagnosis.
    while let next = courses.firstIndex(where: { other in
      other.start - end < rules.effectDays + Conventions.seriesGapDays
        && other.stop.map { $0 > end } ?? true && other.therapy == course.therapy
    }) {
      guard let own = courses[next].stop else { return nil }
      end = own
    }
    return end
  }

  private var expectsStability: Bool {
    rules.expected == .stability || course.intent == .maintenance
  }

  /// The series of the course up to its horizon.
  func measures(_ scores: PatientScores, _ stop: CourseStop?) -> CourseMeasures {
    func measures(until horizon: Day) -> CourseMeasures {
      CourseMeasures(
        judged, scores: scores, window: window(horizon: horizon),
        expectsComposite: !expectsStability)
    }
    // One attack, one course of recovery, whether a stop was written down or not.
    if judged.disease.nadirDays != nil { return measures(until: min(asOf, answerableUntil)) }
    guard let stop else { return measures(until: asOf) }
    let effectEnd = stop.day + rules.effectDays
    guard stop.isAdequate, !expectsStability else { return measures(until: min(asOf, effectEnd)) }
    // What is given once must get its time to work and a visit to be seen.
    let limit = max(effectEnd, answerableUntil)
    let looking = measures(until: min(asOf, limit))
    guard let decisive = looking.firstDecisive(until: min(asOf, limit), asOf: asOf) else {
      return looking
    }
    var horizon = max(effectEnd, decisive)
    if let next = immunotherapies.nextEffect(after: stop.day, than: therapy) {
      // What the next drug does is not credited to the last.
      horizon = max(decisive, min(horizon, next - 1))
    }
    return horizon >= min(asOf, limit) ? looking : measures(until: horizon)
  }

  /// The deadline with a quarter of it, at least 8 weeks, for a late visit.
  private var answerableUntil: Day { course.start + rules.answerableDays }

  func window(horizon: Day) -> CourseWindow {
    let start = course.start
    let deadline = start + rules.deadlineDays
    let nadirDays = judged.disease.nadirDays
    let late = max(judged.disease.baselineDaysAfter, rules.halfFirstEffectDays)
    let early = max(rules.earlyWorseningDays, nadirDays ?? 0)
    let lastBaseline = nadirDays ?? max(0, min(late, rules.firstEffectDays - 1))
    return CourseWindow(
      start: start, firstEffect: start + rules.firstEffectDays,
      assessBy: start + rules.assessByDays, deadline: deadline,
      averagedFrom: min(
        start + rules.assessByDays, deadline - Conventions.daysBeforeDeadline),
      earlyWorseningUntil: early > 0 ? start + early : nil,
      baselineDaysBefore: judged.disease.baselineDaysBefore,
      baselineDaysAfter: judged.disease.baselineDaysAfter, lastBaselineDay: start + lastBaseline,
      otherEffectFrom: immunotherapies.otherEffect(after: start, than: therapy),
      nadirUntil: nadirDays.map { start + $0 },
      answerableUntil: max(
        start + rules.answerableDays, course.stop.map { $0 + rules.effectDays } ?? start),
      horizon: horizon)
  }
}
