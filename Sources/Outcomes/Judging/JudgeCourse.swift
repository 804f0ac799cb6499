/// Judges single courses of one patient.
struct CourseJudge {
  let library: Library
  /// The record as known on the day.
  let record: PatientRecord
  let asOf: Day
  /// By measure, ascending by day.
  let scores: [Measure.ID: [Score]]

  init(library: Library, record: PatientRecord, asOf: Day) {
    self.library = library
    self.record = record.isKnown(on: asOf) ? record : record.asOf(asOf)
    self.asOf = asOf
    scores = Self.byMeasure(self.record.scores)
  }

  /// Stored scores come measure by measure, so one look-up serves many of them.
  private static func byMeasure(_ all: [Score]) -> [Measure.ID: [Score]] {
    var scores: [Measure.ID: [Score]] = [:]
    var start = 0
    for end in 1...max(1, all.count) where start < all.count {
      if end < all.count, all[end].measure == all[start].measure { continue }
      scores[all[start].measure, default: []].append(contentsOf: all[start..<end])
      start = end
    }
    for (id, own) in scores where !own.isSorted(by: isEarlier) {
      scores[id] = own.sorted(by: isEarlier)
    }
    return scores
  }

  /// By day; scores of one day by variant, so that the order of the input decides nothing.
  private static func isEarlier(_ a: Score, _ b: Score) -> Bool {
    a.day == b.day ? a.variant < b.variant : a.day < b.day
  }

  /// Every course, in order of start and therapy.
  func judgeAll() -> [CourseJudgement] {
    func isEarlier(_ a: TreatmentCourse, _ b: TreatmentCourse) -> Bool {
      a.start == b.start ? a.therapy < b.therapy : a.start < b.start
    }
    let courses = record.courses
    var judgements =
      (courses.isSorted(by: isEarlier) ? courses : courses.sorted(by: isEarlier)).map(judge)
    for position in judgements.indices where judgements[position].verdict == .noResponse {
      let disease = judgements[position].disease?.id
      let failed = judgements.filter {
        $0.disease?.id == disease && $0.therapy?.isImmunotherapy == true
          && ($0.verdict == .noResponse || $0.verdict == .worsened)
      }
      judgements[position].failedTherapies = Set(failed.map(\.course.therapy)).count
    }
    return judgements
  }

  private func judge(_ course: TreatmentCourse) -> CourseJudgement {
    let rules = library.rules(
      therapy: course.therapy, disease: record.diagnosis(for: course)?.disease,
      intent: course.intent)
    guard let judged = rules.judged, rules.expectation != nil else {
      return notJudged(course, rules)
    }
    let window = self.window(course, rules, judged)
    let (series, compositeIsIncomplete) = self.series(judged, window)
    let evaluation = CourseEvaluation(series, window: window, until: window.horizon)
    let verdict = self.verdict(course, rules, window, series, evaluation, on: asOf)
    let measures = zip(series, evaluation.evaluations).map {
      MeasureJudgement(series: $0, evaluation: $1)
    }
    let isResponding = verdict == .responding
    return CourseJudgement(
      course: course, rules: rules, window: window, measures: measures, verdict: verdict,
      responseIndex: evaluation.responseIndex,
      isEarlyView: evaluation.isEarlyView,
      strength: isResponding ? strength(measures) : nil,
      restsOnOneAssessment: !evaluation.evaluations.contains { $0.judgedFollowUps.count > 1 },
      startedInTheSameTime: isResponding ? started(beside: course, measures) : [],
      compositeIsIncomplete: compositeIsIncomplete,
      changesOn: changesOn(course, rules, window, series, evaluation, verdict),
      failedTherapies: nil)
  }

  private func notJudged(_ course: TreatmentCourse, _ rules: CourseRules) -> CourseJudgement {
    CourseJudgement(
      course: course, rules: rules, window: nil, measures: [], verdict: .notJudged,
      responseIndex: nil,
      isEarlyView: false, strength: nil, restsOnOneAssessment: false, startedInTheSameTime: [],
      compositeIsIncomplete: false, changesOn: nil, failedTherapies: nil)
  }

  private func window(
    _ course: TreatmentCourse, _ rules: CourseRules, _ judged: JudgedDisease
  ) -> CourseWindow {
    let start = course.start
    return CourseWindow(
      start: start, firstEffect: start + rules.firstEffectDays,
      assessBy: start + rules.assessByDays, deadline: start + rules.deadlineDays,
      earlyWorseningUntil: rules.earlyWorseningDays > 0 ? start + rules.earlyWorseningDays : nil,
      horizon: course.stop.map { min(asOf, $0 + rules.effectDays) } ?? asOf,
      baselineDaysBefore: judged.disease.baselineDaysBefore,
      baselineDaysAfter: judged.disease.baselineDaysAfter)
  }

  /// The counted measures of the disease: its composite when both sets are complete, else the single ones.
  private func series(
    _ judged: JudgedDisease, _ window: CourseWindow
  ) -> (series: [MeasureSeries], compositeIsIncomplete: Bool) {
    let singles = singleSeries(judged, window)
    guard let composite = judged.composite else { return (singles, false) }
    guard
      let sets = CompositeSeries(composite.instrument, scores: scores, window: window)
    else { return (singles, true) }
    func isLate(_ day: Day) -> Bool { day >= window.assessBy }
    let singlesAreLater =
      !sets.followUps.contains { isLate($0.day) }
      && singles.contains { $0.followUps.contains { isLate($0.day) } }
    if singlesAreLater { return (singles, true) }
    return ([MeasureSeries(composite.yardstick, composite: sets)], false)
  }

  private func singleSeries(_ judged: JudgedDisease, _ window: CourseWindow) -> [MeasureSeries] {
    var result: [MeasureSeries] = []
    for yardstick in judged.yardsticks {
      let all = scores[yardstick.counted.measure] ?? []
      if all.isEmpty, isStoodInFor(yardstick.counted, judged.disease) {
        continue
      }
      for variant in yardstick.separateVariants(of: all) {
        result.append(
          MeasureSeries(
            yardstick, variant: variant, isSeparate: yardstick.hasSeparateVariants, scores: all,
            window: window))
      }
    }
    func isInOrder(_ a: MeasureSeries, _ b: MeasureSeries) -> Bool {
      (a.yardstick.counted.measure, a.variant) < (b.yardstick.counted.measure, b.variant)
    }
    return result.isSorted(by: isInOrder) ? result : result.sorted(by: isInOrder)
  }

  /// Another measure of the group has scores, or comes first in it.
  private func isStoodInFor(_ counted: CountedMeasure, _ disease: Disease) -> Bool {
    guard let group = counted.group else { return false }
    let others = disease.counted.filter { $0.group == group }
    return others.contains { scores[$0.measure]?.isEmpty == false }
      || others.first?.measure != counted.measure
  }

  private func verdict(
    _ course: TreatmentCourse, _ rules: CourseRules, _ window: CourseWindow,
    _ series: [MeasureSeries], _ evaluation: CourseEvaluation, on day: Day
  ) -> CourseVerdict {
    CourseVerdictTable(
      intent: course.intent, expected: rules.expected, window: window,
      endsBeforeDeadline: course.stop.map { $0 + rules.effectDays < window.deadline } ?? false,
      asOf: day, series: series, evaluation: evaluation
    ).verdict
  }

  /// The first later day on which the same scores give another verdict.
  private func changesOn(
    _ course: TreatmentCourse, _ rules: CourseRules, _ window: CourseWindow,
    _ series: [MeasureSeries], _ evaluation: CourseEvaluation, _ now: CourseVerdict
  ) -> Day? {
    func changes(_ day: Day) -> Bool {
      day > asOf && verdict(course, rules, window, series, evaluation, on: day) != now
    }
    let earlier = min(window.assessBy, window.deadline)
    let later = max(window.assessBy, window.deadline)
    return changes(earlier) ? earlier : changes(later) ? later : nil
  }

  private func strength(_ measures: [MeasureJudgement]) -> ResponseStrength {
    let hasImproved = measures.contains { $0.verdict == .improved }
    var (objective, functional, allReported) = (false, false, true)
    for judged in measures where judged.verdict == (hasImproved ? .improved : .partial) {
      let measureClass = judged.series.yardstick.measure.measureClass
      if measureClass == .objective || measureClass == .composite { objective = true }
      if measureClass == .functional || measureClass == .composite { functional = true }
      if !judged.series.yardstick.measure.isPatientReported { allReported = false }
    }
    if allReported { return .patientReportedOnly }
    if objective { return functional ? .objectiveAndFunctional : .objectiveOnly }
    return .functionalOnly
  }

  private func started(
    beside course: TreatmentCourse, _ measures: [MeasureJudgement]
  ) -> [TreatmentCourse] {
    guard let latest = measures.compactMap({ $0.latest?.day }).max() else { return [] }
    return record.courses.filter {
      $0 != course && $0.intent != .symptomatic && $0.start >= course.start && $0.start <= latest
        && library.therapy($0.therapy)?.isImmunotherapy == true
    }
  }
}

extension Array {
  func isSorted(by areInOrder: (Element, Element) -> Bool) -> Bool {
    indices.dropFirst().allSatisfy { !areInOrder(self[$0], self[$0 - 1]) }
  }
}
