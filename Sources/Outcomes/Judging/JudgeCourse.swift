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
    var scores: [Measure.ID: [Score]] = [:]
    for score in self.record.scores { scores[score.measure, default: []].append(score) }
    for id in scores.keys where !(scores[id]?.isSorted(by: Self.isEarlier) ?? true) {
      scores[id]?.sort(by: Self.isEarlier)
    }
    self.scores = scores
  }

  /// By day; scores of one day by variant, so that the order of the input decides nothing.
  private static func isEarlier(_ a: Score, _ b: Score) -> Bool {
    a.day == b.day ? a.variant < b.variant : a.day < b.day
  }

  /// Every course, in order of start and therapy.
  func judgeAll() -> [CourseJudgement] {
    var judgements = record.courses
      .sorted { ($0.start, $0.therapy) < ($1.start, $1.therapy) }
      .map(judge)
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
    let therapy = library.therapy(course.therapy)
    let disease = record.diagnosis(for: course).flatMap { library.disease($0.disease) }
    guard let therapy, let disease, course.intent != .symptomatic,
      therapy.roles != [.symptomatic],
      let expectation = library.expectation(of: therapy, in: disease, intent: course.intent)
    else { return notJudged(course, therapy, disease) }

    let window = self.window(course, therapy, disease, expectation)
    let (series, compositeIsIncomplete) = self.series(disease, window)
    let evaluation = CourseEvaluation(series, window: window, until: window.horizon)
    let verdict = self.verdict(course, therapy, expectation, window, series, evaluation, on: asOf)
    let measures = zip(series, evaluation.evaluations).map {
      MeasureJudgement(series: $0, evaluation: $1)
    }
    let isResponding = verdict == .responding
    let latest = measures.compactMap { $0.latest?.day }.max()
    return CourseJudgement(
      course: course, therapy: therapy, disease: disease, expectation: expectation, window: window,
      measures: measures, verdict: verdict, index: evaluation.index,
      isEarlyView: evaluation.isEarlyView,
      strength: isResponding ? strength(measures) : nil,
      isSingle: !evaluation.evaluations.contains { $0.window.count > 1 },
      sharedWith: isResponding ? started(beside: course, until: latest) : [],
      compositeIsIncomplete: compositeIsIncomplete,
      changesOn: changesOn(course, therapy, expectation, window, series, evaluation, verdict),
      failedTherapies: nil)
  }

  private func notJudged(
    _ course: TreatmentCourse, _ therapy: Therapy?, _ disease: Disease?
  ) -> CourseJudgement {
    CourseJudgement(
      course: course, therapy: therapy, disease: disease, expectation: nil, window: nil,
      measures: [], verdict: .notJudged, index: nil, isEarlyView: false, strength: nil,
      isSingle: false, sharedWith: [], compositeIsIncomplete: false, changesOn: nil,
      failedTherapies: nil)
  }

  private func window(
    _ course: TreatmentCourse, _ therapy: Therapy, _ disease: Disease, _ expectation: Expectation
  ) -> CourseWindow {
    let start = course.start
    return CourseWindow(
      start: start, firstEffect: start + expectation.firstEffectDays,
      assessBy: start + expectation.assessByDays, deadline: start + expectation.deadlineDays,
      earlyWorseningUntil: expectation.earlyWorsening > .zero
        ? start + expectation.earlyWorseningDays : nil,
      horizon: course.stop.map { min(asOf, $0 + therapy.effectDays) } ?? asOf,
      baselineDaysBefore: disease.baselineDaysBefore, baselineDaysAfter: disease.baselineDaysAfter)
  }

  /// The counted measures of the disease: its composite when both sets are complete, else the single ones.
  private func series(
    _ disease: Disease, _ window: CourseWindow
  ) -> (series: [MeasureSeries], compositeIsIncomplete: Bool) {
    let singles = singleSeries(disease, window)
    guard let id = disease.composite, let composite = library.measure(id),
      let rule = composite.composite
    else { return (singles, false) }
    guard
      let sets = CompositeSeries(rule, library: library, scores: scores, window: window)
    else { return (singles, true) }
    func isLate(_ day: Day) -> Bool { day >= window.assessBy }
    let singlesAreLater =
      !sets.followUps.contains { isLate($0.day) }
      && singles.contains { $0.followUps.contains { isLate($0.day) } }
    if singlesAreLater { return (singles, true) }
    let yardstick = Yardstick(measure: composite, counted: CountedMeasure(measure: id))
    return ([MeasureSeries(yardstick, composite: sets)], false)
  }

  private func singleSeries(_ disease: Disease, _ window: CourseWindow) -> [MeasureSeries] {
    var result: [MeasureSeries] = []
    for counted in disease.counted {
      guard let measure = library.measure(counted.measure) else { continue }
      let all = scores[counted.measure] ?? []
      if all.isEmpty && isStoodInFor(counted, disease) { continue }
      let yardstick = Yardstick(measure: measure, counted: counted)
      let separate = Set(all.map { measure.separateVariant($0.variant) }).sorted()
      for variant in separate.isEmpty ? [""] : separate {
        let own =
          separate.count <= 1 ? all : all.filter { measure.separateVariant($0.variant) == variant }
        result.append(MeasureSeries(yardstick, variant: variant, scores: own, window: window))
      }
    }
    return result.sorted { ($0.yardstick.measure.id, $0.variant) < ($1.yardstick.measure.id, $1.variant) }
  }

  /// Another measure of the group has scores, or comes first in it.
  private func isStoodInFor(_ counted: CountedMeasure, _ disease: Disease) -> Bool {
    guard let group = counted.group else { return false }
    let others = disease.counted.filter { $0.group == group }
    return others.contains { scores[$0.measure]?.isEmpty == false }
      || others.first?.measure != counted.measure
  }

  private func verdict(
    _ course: TreatmentCourse, _ therapy: Therapy, _ expectation: Expectation,
    _ window: CourseWindow, _ series: [MeasureSeries], _ evaluation: CourseEvaluation, on day: Day
  ) -> CourseVerdict {
    CourseVerdictTable(
      intent: course.intent, expected: expectation.expected, window: window,
      endsBeforeDeadline: course.stop.map { $0 + therapy.effectDays < window.deadline } ?? false,
      asOf: day, series: series, evaluation: evaluation
    ).verdict
  }

  /// The first later day on which the same scores give another verdict.
  private func changesOn(
    _ course: TreatmentCourse, _ therapy: Therapy, _ expectation: Expectation,
    _ window: CourseWindow, _ series: [MeasureSeries], _ evaluation: CourseEvaluation,
    _ now: CourseVerdict
  ) -> Day? {
    Set([window.assessBy, window.deadline]).filter { $0 > asOf }.sorted().first { day in
      verdict(course, therapy, expectation, window, series, evaluation, on: day) != now
    }
  }

  private func strength(_ measures: [MeasureJudgement]) -> ResponseStrength {
    var showing = measures.filter { $0.verdict == .improved }
    if showing.isEmpty { showing = measures.filter { $0.verdict == .partial } }
    let objective = showing.contains {
      $0.measure.measureClass == .objective || $0.measure.measureClass == .composite
    }
    let functional = showing.contains {
      $0.measure.measureClass == .functional || $0.measure.measureClass == .composite
    }
    if showing.allSatisfy({ $0.measure.isPatientReported }) { return .patientReportedOnly }
    if objective { return functional ? .objectiveAndFunctional : .objectiveOnly }
    return .functionalOnly
  }

  private func started(beside course: TreatmentCourse, until latest: Day?) -> [TreatmentCourse] {
    guard let latest else { return [] }
    return record.courses.filter {
      $0 != course && $0.intent != .symptomatic && $0.start >= course.start && $0.start <= latest
        && library.therapy($0.therapy)?.isImmunotherapy == true
    }
  }
}

extension PatientRecord {
  /// Nothing in the record is dated after the day.
  func isKnown(on day: Day) -> Bool {
    scores.allSatisfy { $0.day <= day } && courses.allSatisfy { $0.start <= day && $0.stop ?? day <= day }
      && diagnoses.allSatisfy { $0.diagnosedOn <= day && $0.endedOn ?? day <= day }
      && reviews.allSatisfy { $0.day <= day }
  }

  /// The diagnosis in force when the course began, the latest made if there are several; else the
  /// first one made afterwards.
  ///
  /// Of two made on one day the order of their ids decides, not that of the input.
  package func diagnosis(for course: TreatmentCourse) -> Diagnosis? {
    let made = diagnoses.filter {
      $0.diagnosedOn <= course.start && ($0.endedOn.map { $0 > course.start } ?? true)
    }
    func isEarlier(_ a: Diagnosis, _ b: Diagnosis) -> Bool {
      (a.diagnosedOn, a.disease) < (b.diagnosedOn, b.disease)
    }
    return made.max(by: isEarlier)
      ?? diagnoses.filter { $0.diagnosedOn > course.start }.min(by: isEarlier)
  }
}

extension Array {
  func isSorted(by areInOrder: (Element, Element) -> Bool) -> Bool {
    zip(self, dropFirst()).allSatisfy { !areInOrder($1, $0) }
  }
}
