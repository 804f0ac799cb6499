/// When a course can be judged: its stop, whether that was an adequate trial, and its horizon
/// (response.md section 2).
struct CourseTiming {
  private let start: Day
  private let stopDay: Day?
  private let stopReason: TreatmentCourse.StopReason?
  private let isMaintenance: Bool
  /// The therapy, as its position in the library.
  private let therapy: Int?
  private let rules: CourseRules
  private let judged: JudgedDisease
  /// Of the patient.
  private let judge: CourseJudge

  init(
    _ course: borrowing TreatmentCourse, therapy: Int?, rules: CourseRules, judged: JudgedDisease,
    _ judge: CourseJudge
  ) {
    start = course.start
    stopDay = course.stop
    stopReason = course.stopReason
    isMaintenance = course.intent == .maintenance
    self.therapy = therapy
    self.rules = rules
    self.judged = judged
    self.judge = judge
  }

  /// nil while the course runs.
  var stop: CourseStop? {
    guard let stopDay else { return nil }
    let last = lastDose(to: stopDay)
    return CourseStop(
      day: stopDay, reason: stopReason,
      isAdequate: last.map { $0 >= start + rules.trialDays } ?? true)
  }

  /// The last dose of the uninterrupted time on the drug: a change of intent, dose or diagnosis
  /// within the effect-duration plus 28 days is no stop.
  ///
  /// - Returns: nil where that time has no end yet.
  private func lastDose(to stop: Day) -> Day? {
    var end = stop
    // Of any intent, dose or diagnosis.
    while let next = judge.record.courses.indices.first(where: { other in
      judge.numbers[other].therapy == therapy
        && judge.record.courses[other].start - end < rules.effectDays + Conventions.seriesGapDays
        && judge.record.courses[other].stop.map { $0 > end } ?? true
    }) {
      guard let own = judge.record.courses[next].stop else { return nil }
      end = own
    }
    return end
  }

  private var expectsStability: Bool {
    rules.expected == .stability || isMaintenance
  }

  /// The series of the course up to its horizon.
  func measures(_ stop: CourseStop?) -> CourseMeasures {
    let asOf = judge.asOf
    func measures(until horizon: Day) -> CourseMeasures {
      CourseMeasures(
        judged, scores: judge.scores, window: window(horizon: horizon),
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
    if let next = judge.nextEffect(after: stop.day, than: therapy) {
      // What the next drug does is not credited to the last.
      horizon = max(decisive, min(horizon, next - 1))
    }
    return horizon >= min(asOf, limit) ? looking : measures(until: horizon)
  }

  /// The deadline with a quarter of it, at least 8 weeks, for a late visit.
  private var answerableUntil: Day { start + rules.answerableDays }

  func window(horizon: Day) -> CourseWindow {
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
      otherEffectFrom: judge.otherEffect(after: start, than: therapy),
      nadirUntil: nadirDays.map { start + $0 },
      answerableUntil: max(
        start + rules.answerableDays, stopDay.map { $0 + rules.effectDays } ?? start),
      horizon: horizon)
  }
}
