/// Judges the courses of one patient, series by series.
final class CourseJudge {
  let library: Library
  /// The record as known on the day.
  let record: PatientRecord
  let asOf: Day
  let scores: PatientScores
  /// One for each course of the record.
  let numbers: ContiguousArray<CourseNumbers>
  let immunotherapies: ImmunotherapyCourses

  convenience init(library: Library, record: PatientRecord, asOf: Day) {
    let known = record.known(on: asOf)
    self.init(
      library: library, known: known, scores: PatientScores(known.scores, library), asOf: asOf)
  }

  /// - Parameters:
  ///   - record: without what is dated after the day.
  ///   - scores: its scores.
  init(library: Library, known record: PatientRecord, scores: PatientScores, asOf: Day) {
    self.library = library
    self.record = record
    self.asOf = asOf
    self.scores = scores
    numbers = CourseNumbers.all(of: self.record, library)
    immunotherapies = ImmunotherapyCourses(of: self.record, numbers, library)
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
      course: judged.course, therapy: library.number(of: judged.course.therapy), rules: rules,
      judged: disease, courses: [], immunotherapies: immunotherapies, asOf: asOf)
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
      course: course, therapy: series.numbers.therapy, rules: rules, judged: judged,
      courses: record.courses, immunotherapies: immunotherapies, asOf: asOf)
    let stop = timing.stop
    let measures = timing.measures(scores, stop)
    func verdict(_ evaluation: CourseEvaluation, on day: Day) -> CourseVerdict {
      CourseVerdictTable(
        intent: course.intent, expected: rules.expected, window: measures.window, stop: stop,
        asOf: day, evaluation: evaluation
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
    return CourseJudgement(
      course: course, cycles: series.cycles(in: record), diagnosis: diagnosis, rules: rules,
      stop: stop, verdict: verdictNow, evaluation: now,
      startedInTheSameTime: verdictNow == .responding
        ? started(beside: course, until: now.latestDay) : [],
      changesOn: changesOn)
  }

  /// Other drugs that were started between the first dose and the latest follow-up.
  private func started(beside course: TreatmentCourse, until latest: Day?) -> [TreatmentCourse] {
    guard let latest else { return [] }
    return record.courses.indices.filter { position in
      let start = record.courses[position].start
      return start >= course.start && start <= latest
        && record.courses[position].intent != .symptomatic
        && record.courses[position].therapy != course.therapy
        && numbers[position].therapy.map { library.therapies[$0].isImmunotherapy } ?? false
    }.map { record.courses[$0] }
  }
}
