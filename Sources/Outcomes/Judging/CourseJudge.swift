/// Judges the courses of one patient, series by series.
final class CourseJudge {
  let library: Library
  /// As known on the day.
  let record: TreatmentRecord
  let asOf: Day
  let scores: PatientScores
  /// One for each course of the record.
  let numbers: ContiguousArray<CourseNumbers>

  convenience init(library: Library, record: PatientRecord, asOf: Day) {
    let known = record.known(on: asOf)
    self.init(
      library: library, known: known.treatments, scores: PatientScores(known.scores, library),
      asOf: asOf)
  }

  /// - Parameters:
  ///   - record: without what is dated after the day.
  ///   - scores: its scores.
  init(library: Library, known record: TreatmentRecord, scores: PatientScores, asOf: Day) {
    self.library = library
    self.record = record
    self.asOf = asOf
    self.scores = scores
    numbers = CourseNumbers.all(of: record, library)
  }

  /// Every series, in order of first dose and therapy.
  func judgeAll() -> [CourseJudgement] {
    var judgements: [CourseJudgement] = []
    judgements.reserveCapacity(record.courses.count)
    for series in CourseSeries.all(of: record, numbers, library) {
      judgements.append(judge(series))
    }
    for position in judgements.indices where judgements[position].verdict == .noResponse {
      let family = judgements[position].family
      let failed = judgements.filter { $0.family == family && $0.hasFailed }
      judgements[position] = CourseJudgement(
        judgements[position], failedTherapies: Set(failed.map(\.course.therapy)).count)
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
      judged.course, therapy: library.number(of: judged.course.therapy), rules: rules,
      judged: disease, self)
    return timing.window(horizon: asOf)
  }

  private func judge(_ series: CourseSeries) -> CourseJudgement {
    let course = series.course(in: record)
    let diagnosis = series.numbers.diagnosis.map { record.diagnoses[$0] }
    let rules = library.rules(series.numbers, course.intent)
    guard let judged = rules.judged, rules.expectation != nil else {
      return CourseJudgement(
        notJudged: course, cycles: series.cycles(in: record), rules: rules, diagnosis)
    }
    let timing = CourseTiming(
      course, therapy: series.numbers.therapy, rules: rules, judged: judged, self)
    let (intent, stop) = (course.intent, timing.stop)
    let measures = timing.measures(stop)
    func verdict(_ evaluation: CourseEvaluation, on day: Day) -> CourseVerdict {
      CourseVerdictTable(
        intent: intent, expected: rules.expected, stop: stop, asOf: day, evaluation: evaluation
      ).verdict
    }
    let now = CourseEvaluation(measures, until: measures.window.horizon, asOf: asOf)
    let verdictNow = verdict(now, on: asOf)
    var changesOn = measures.window.nextDate(after: asOf)
    while let day = changesOn {
      let later =
        measures.compositePosition == nil
        ? now : CourseEvaluation(measures, until: measures.window.horizon, asOf: day)
      if verdict(later, on: day) != verdictNow { break }
      changesOn = measures.window.nextDate(after: day)
    }
    let startedInTheSameTime =
      verdictNow == .responding ? started(beside: course, until: now.latestDay) : []
    return CourseJudgement(
      course: course, cycles: series.cycles(in: record), diagnosis: diagnosis, rules: rules,
      stop: stop, verdict: verdictNow, evaluation: now,
      startedInTheSameTime: startedInTheSameTime, changesOn: changesOn)
  }

  /// Other drugs that were started between the first dose and the latest follow-up.
  private func started(
    beside course: borrowing TreatmentCourse, until latest: Day?
  ) -> [TreatmentCourse] {
    guard let latest else { return [] }
    let (first, therapy) = (course.start, course.therapy)
    return record.courses.indices.filter { position in
      let start = record.courses[position].start
      return start >= first && start <= latest
        && record.courses[position].intent != .symptomatic
        && record.courses[position].therapy != therapy
        && numbers[position].therapy.map { library.therapies[$0].isImmunotherapy } ?? false
    }.map { record.courses[$0] }
  }
}
