/// Judges the courses of one patient, series by series.
struct CourseJudge {
  let library: Library
  /// The record as known on the day.
  let record: PatientRecord
  let asOf: Day
  /// By measure, ascending by day.
  let scores: [Measure.ID: [Score]]
  let immunotherapies: ImmunotherapyCourses

  init(library: Library, record: PatientRecord, asOf: Day) {
    self.library = library
    self.record = record.isKnown(on: asOf) ? record : record.asOf(asOf)
    self.asOf = asOf
    scores = Self.byMeasure(self.record.scores)
    immunotherapies = ImmunotherapyCourses(of: self.record, library)
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

  /// Every series, in order of first dose and therapy.
  func judgeAll() -> [CourseJudgement] {
    var judgements = CourseSeries.all(of: record, library).map(judge)
    for position in judgements.indices where judgements[position].verdict == .noResponse {
      let family = library.family(of: judgements[position].diseaseID)
      let failed = judgements.filter {
        library.family(of: $0.diseaseID) == family && $0.hasFailed
      }
      judgements[position].failedTherapies = Set(failed.map(\.course.therapy)).count
    }
    return judgements
  }

  /// The single measures of a disease over a course that was given under it or under a variant.
  func singles(of disease: Disease, in course: CourseJudgement) -> [MeasureSeries] {
    if course.diseaseID == disease.id, let own = course.measureSeries { return own.singles }
    guard let window = window(of: course), let judged = library.judgedDisease(disease.id) else {
      return []
    }
    return CourseMeasures(judged, scores: scores, window: window, expectsComposite: false).singles
  }

  /// The window of a course.
  ///
  /// One that no rule judges has it from the therapy's row for the disease whatever the intent;
  /// where there is none only scores up to the first dose are a baseline.
  func window(of judged: CourseJudgement) -> CourseWindow? {
    if let own = judged.window { return own }
    guard let disease = judged.rules.judged else { return nil }
    let rules = CourseRules(
      therapy: judged.rules.therapy, judged: disease,
      expectation: judged.rules.therapy.flatMap {
        library.anyExpectation(of: $0, in: disease.disease)
      })
    let timing = CourseTiming(
      course: judged.course, rules: rules, disease: disease.disease, drug: [],
      immunotherapies: immunotherapies, asOf: asOf)
    return timing.window(horizon: asOf)
  }

  private func judge(_ series: CourseSeries) -> CourseJudgement {
    let course = series.course
    let rules = library.rules(
      therapy: course.therapy, disease: series.diagnosis?.disease, intent: course.intent)
    guard let judged = rules.judged, rules.expectation != nil else {
      return CourseJudgement(
        notJudged: course, cycles: series.cycles, rules: rules, series.diagnosis)
    }
    let timing = CourseTiming(
      course: course, rules: rules, disease: judged.disease,
      drug: record.courses.filter { $0.therapy == course.therapy },
      immunotherapies: immunotherapies, asOf: asOf)
    let measures = timing.measures(judged, scores)
    let window = measures.window
    let history = IndexHistory(measures)
    func verdict(on day: Day) -> (verdict: CourseVerdict, evaluation: CourseEvaluation) {
      let evaluation = CourseEvaluation(measures, until: window.horizon, asOf: day)
      let table = CourseVerdictTable(
        intent: course.intent, expected: rules.expected, window: window, stop: timing.stop,
        asOf: day, evaluation: evaluation, hadResponseTwice: { history.hadResponseTwice })
      return (table.verdict, evaluation)
    }
    let now = verdict(on: asOf)
    // By time alone the verdict can change when a window closes, a response is due, or overdue.
    let dates = [window.lastBaselineDay + 1, window.averagedFrom, window.deadline].sorted()
    let changesOn = dates.first { $0 > asOf && verdict(on: $0).verdict != now.verdict }
    let judgedMeasures = zip(now.evaluation.series, now.evaluation.evaluations).map {
      MeasureJudgement(series: $0, evaluation: $1)
    }
    let isResponding = now.verdict == .responding
    return CourseJudgement(
      course: course, cycles: series.cycles, diagnosis: series.diagnosis, rules: rules,
      window: window, stop: timing.stop, measures: judgedMeasures, measureSeries: measures,
      verdict: now.verdict, evaluation: now.evaluation,
      strength: isResponding ? ResponseStrength(judgedMeasures) : nil,
      startedInTheSameTime: isResponding ? started(beside: course, judgedMeasures) : [],
      changesOn: changesOn)
  }

  /// Other drugs that were started between the first dose and the latest follow-up.
  private func started(
    beside course: TreatmentCourse, _ measures: [MeasureJudgement]
  ) -> [TreatmentCourse] {
    guard let latest = measures.compactMap({ $0.latest?.day }).max() else { return [] }
    return record.courses.filter {
      $0.therapy != course.therapy && $0.intent != .symptomatic && $0.start >= course.start
        && $0.start <= latest && library.therapy($0.therapy)?.isImmunotherapy == true
    }
  }
}

extension Array {
  func isSorted(by areInOrder: (Element, Element) -> Bool) -> Bool {
    indices.dropFirst().allSatisfy { !areInOrder(self[$0], self[$0 - 1]) }
  }
}
