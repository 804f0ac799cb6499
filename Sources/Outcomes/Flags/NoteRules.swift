/// What is worth a note beside the verdict of one course.
struct NoteRules {
  let judge: CourseJudge
  let course: CourseJudgement

  private func note(_ kind: FlagKind, _ since: Day) -> FlagRules.Raised {
    FlagRules.Raised(kind: kind, severity: kind.rule.severity, since: since)
  }

  /// No counted measure that could be judged is worse.
  private var nothingIsWorse: Bool {
    !hasMeasure { $0.verdict == .worsened }
  }

  private func hasMeasure(_ isMeant: (EvaluationRow) -> Bool) -> Bool {
    course.evaluation?.rows.contains(where: isMeant) ?? false
  }

  /// On treatment, a symptom or quality-of-life measure is worse by its own threshold while every
  /// evaluable counted measure is improved, partial or unchanged.
  var symptoms: FlagRules.Raised? {
    guard let judged = course.rules.judged, let window = course.window,
      course.course.stop == nil, hasMeasure({ $0.isEvaluable && $0.verdict != .noFollowUp }),
      nothingIsWorse
    else { return nil }
    for yardstick in judged.watched where !judge.scores.places(of: yardstick).isEmpty {
      let series = MeasureSeries(yardstick, scores: judge.scores, window: window)
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
  var patientReported: FlagRules.Raised? {
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
  var laboratory: FlagRules.Raised? {
    guard let judged = course.rules.judged, let window = course.window, nothingIsWorse else {
      return nil
    }
    for yardstick in judged.laboratory where !judge.scores.places(of: yardstick).isEmpty {
      let series = MeasureSeries(yardstick, scores: judge.scores, window: window)
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
