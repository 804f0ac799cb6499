/// What is worth a note beside the verdict of one course.
struct NoteRules {
  let library: Library
  let judge: CourseJudge
  let course: CourseJudgement

  var raised: [FlagRules.Raised] {
    [symptoms, patientReported, laboratory].compactMap(\.self)
  }

  private func note(_ kind: FlagKind, _ since: Day) -> FlagRules.Raised {
    FlagRules.Raised(kind: kind, severity: kind.rule.severity, since: since)
  }

  /// No counted measure that could be judged is worse.
  private var nothingIsWorse: Bool {
    course.measures.allSatisfy { $0.verdict != .worsened }
  }

  /// On treatment, a symptom or quality-of-life measure is worse by its own threshold while every
  /// evaluable counted measure is improved, partial or unchanged.
  private var symptoms: FlagRules.Raised? {
    guard let disease = course.disease, let window = course.window, course.course.stop == nil else {
      return nil
    }
    let evaluable = course.measures.filter {
      $0.evaluation.isEvaluable && $0.verdict != .noFollowUp
    }
    guard !evaluable.isEmpty, nothingIsWorse else { return nil }
    for id in disease.watched {
      guard let measure = library.measure(id), measure.improvementThreshold != nil,
        measure.measureClass == .symptom || measure.measureClass == .qualityOfLife
      else { continue }
      let series = MeasureSeries(
        Yardstick(measure: measure, counted: CountedMeasure(measure: id)),
        scores: judge.scores, window: window)
      let isLate = series.hasFollowUp(from: window.averagedFrom, until: window.horizon)
      let evaluation = MeasureEvaluation(
        series, until: window.horizon, from: isLate ? window.averagedFrom : nil)
      if let change = evaluation.change, change <= -.one, let latest = evaluation.followUps.last {
        return note(.symptomsWithoutObjectiveChange, latest.day)
      }
    }
    return nil
  }

  /// Responding by patients' reports alone while an examined measure is unchanged.
  private var patientReported: FlagRules.Raised? {
    guard course.verdict == .responding, course.strength == .patientReportedOnly,
      let latest = course.latestFollowUp,
      course.measures.contains(where: {
        $0.measure.measureClass == .objective && $0.verdict == .unchanged
      })
    else { return nil }
    return note(.patientReportedOnly, latest)
  }

  /// A laboratory value of the disease is at least twice its baseline at the two latest visits while
  /// no counted measure is worse.
  private var laboratory: FlagRules.Raised? {
    guard let disease = course.disease, let window = course.window, nothingIsWorse else {
      return nil
    }
    let parts = disease.composite.flatMap { library.measure($0)?.composite?.measures } ?? []
    for id in Set(disease.coreSet).union(parts).sorted() {
      guard let measure = library.measure(id), measure.measureClass == .laboratory,
        measure.direction != .higherIsBetter
      else { continue }
      let series = MeasureSeries(
        Yardstick(measure: measure, counted: CountedMeasure(measure: id)),
        scores: judge.scores, window: window)
      guard let baseline = series.baseline, baseline.value > .zero else { continue }
      let latest = series.followUps(until: window.horizon).suffix(2)
      if latest.count == 2,
        latest.allSatisfy({ $0.point.value >= baseline.value * Conventions.laboratoryRise }),
        let last = latest.last
      {
        return note(.laboratoryWithoutObjectiveChange, last.day)
      }
    }
    return nil
  }
}
