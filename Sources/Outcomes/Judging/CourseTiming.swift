/// When a course can be judged: its stop, whether that was an adequate trial, and its horizon
/// (response.md section 2).
struct CourseTiming {
  let course: TreatmentCourse
  let rules: CourseRules
  let disease: Disease
  /// Every course of the drug, of any intent, dose or diagnosis.
  let drug: [TreatmentCourse]
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
    while let next = drug.first(where: { course in
      course.start - end < rules.effectDays + Conventions.seriesGapDays
        && course.stop.map { $0 > end } ?? true
    }) {
      guard let own = next.stop else { return nil }
      end = own
    }
    return end
  }

  private var expectsStability: Bool {
    rules.expected == .stability || course.intent == .maintenance
  }

  /// The series of the course up to its horizon.
  func measures(_ judged: JudgedDisease, _ scores: [Measure.ID: [Score]]) -> CourseMeasures {
    func measures(until horizon: Day) -> CourseMeasures {
      CourseMeasures(
        judged, scores: scores, window: window(horizon: horizon),
        expectsComposite: !expectsStability)
    }
    // One attack, one course of recovery, whether a stop was written down or not.
    if disease.nadirDays != nil { return measures(until: min(asOf, answerableUntil)) }
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
    if let next = immunotherapies.nextEffect(after: stop.day, than: course.therapy) {
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
    let late = max(disease.baselineDaysAfter, rules.halfFirstEffectDays)
    let early = max(rules.earlyWorseningDays, disease.nadirDays ?? 0)
    let lastBaseline = disease.nadirDays ?? max(0, min(late, rules.firstEffectDays - 1))
    return CourseWindow(
      start: start, firstEffect: start + rules.firstEffectDays,
      assessBy: start + rules.assessByDays, deadline: deadline,
      averagedFrom: min(
        start + rules.assessByDays, deadline - Conventions.daysBeforeDeadline),
      earlyWorseningUntil: early > 0 ? start + early : nil,
      baselineDaysBefore: disease.baselineDaysBefore,
      baselineDaysAfter: disease.baselineDaysAfter, lastBaselineDay: start + lastBaseline,
      otherEffectFrom: immunotherapies.otherEffect(after: start, than: course.therapy),
      nadirUntil: disease.nadirDays.map { start + $0 },
      answerableUntil: max(
        start + rules.answerableDays, course.stop.map { $0 + rules.effectDays } ?? start),
      horizon: horizon)
  }
}
