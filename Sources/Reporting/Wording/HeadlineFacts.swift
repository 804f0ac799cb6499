internal import Outcomes

/// What a headline tells of the course or the diagnosis that a flag is about.
struct HeadlineFacts {
  let flag: Flag
  /// nil for a flag about a diagnosis or the patient.
  let course: CourseJudgement?
  let diagnosis: DiagnosisJudgement?
  /// `IVIG (CIDP)`, `CIDP`.
  let name: String
  /// `16 weeks after the first dose`, `16 weeks after the first of 3 cycles`; a course that ended is
  /// named by its dates.
  let elapsed: String
  /// `week 9`.
  let week: String
  /// Day by which a response is expected.
  let due: String
  /// `IVIG, Prednisone`: immunotherapies under the diagnosis that failed.
  let failed: String

  init(_ flag: Flag, in patient: PatientJudgement) {
    self.flag = flag
    course = patient.course(of: flag)
    diagnosis = patient.diagnosis(of: flag)
    name = course.map { Wording.treatment($0) } ?? diagnosis?.disease.short ?? ""
    elapsed =
      course.map { judged in
        let start = judged.course.start
        let cycles = judged.isSeries ? Wording.counted(judged.cycles.count, "cycle") : nil
        return judged.course.stop.map { stop in
          "given \(cycles.map { "in \($0) " } ?? "")from \(start) to \(stop)"
        }
          ?? "\(Wording.weeks((patient.asOf - start) / 7)) after the first "
          + (cycles.map { "of \($0)" } ?? "dose")
      } ?? ""
    week = course?.expectation.map { "week \($0.deadline.plain(1))" } ?? "now"
    due = course?.window.map { $0.deadline.iso } ?? ""
    failed = (diagnosis?.courses ?? []).map { patient.courses[$0] }.filter(\.hasFailed)
      .map { $0.therapy?.short ?? $0.course.therapy.text }.uniqued.joined(separator: ", ")
  }

  /// ` (index 0.41 on 5 measures)`, ` (index 0.25 on INCAT alone, one assessment)`; nothing without
  /// an index.
  var basis: String {
    guard let course, let index = course.responseIndex else { return "" }
    return " (index \(index.shownChange.decimal(2)) \(Wording.basis(course)))"
  }

  /// `for lack of effect`: why a course that counts as failed was stopped.
  var reason: String {
    switch course?.stop?.reason {
    case .worse: "because of worsening"
    case .noEffect, .planned, .sideEffect, .other, nil: "for lack of effect"
    }
  }

  /// The short names of the measures with that verdict.
  func measures(_ verdict: MeasureVerdict) -> String {
    measures { $0.verdict == verdict }
  }

  func measures(_ isMeant: (MeasureJudgement) -> Bool) -> String {
    (course?.measures ?? []).filter(isMeant)
      .map { Wording.label($0.measure, variant: $0.variant) }.joined(separator: ", ")
  }

  /// A response that is missing, said by what the index shows and how the course ended.
  var missing: String {
    let lead =
      course?.respondsALittle ?? false
      ? "Less than half of a meaningful change on" : "No objective response to"
    guard let course, let stop = course.stop, stop.isFailure else {
      return "\(lead) \(name) \(elapsed)\(basis); expected by \(week)."
    }
    let at = Wording.weekNumber((stop.day - course.course.start) / 7)
    return "\(lead) \(name)\(basis); stopped at \(at) \(reason)."
  }
}
