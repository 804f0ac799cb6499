package import Outcomes

/// The sentences about flags: one for the list, a few words for a reason, what is new since a
/// review.
extension Wording {
  /// One sentence (two at most): what is missing, since when, what is asked for.
  package static func headline(_ flag: Flag, in patient: PatientJudgement) -> String {
    guard let course = patient.course(of: flag) else {
      return "No immunotherapy is running, and the disease was active within the last 6 months."
    }
    let name = treatment(course)
    let elapsed = elapsed(course, asOf: patient.asOf)
    let week = course.expectation.map { "week \($0.deadline.plain(1))" } ?? "now"
    let due = course.window.map { $0.deadline.iso } ?? ""
    return switch flag.kind {
    case .missingResponse:
      "No objective response to \(name) \(elapsed); expected by \(week). Please review."
    case .worseningOnTreatment: "Worse on \(name) \(elapsed). Please review."
    case .responseLost:
      "The earlier response to \(name) is no longer seen \(elapsed). Please review."
    case .responseDeclining: "The response to \(name) is declining from its best. Please review."
    case .mixedResponse: "Mixed response to \(name): \(mixed(course)). Please review."
    case .partialResponse:
      "Partial response to \(name) \(elapsed), less than one meaningful change. Please review."
    case .worseningPossible: "Possibly worse on \(name) \(elapsed). Please review."
    case .responseDue: "No response to \(name) yet \(elapsed); expected by \(week)."
    case .assessmentDue: "The response to \(name) is due for assessment, by \(due) (\(week))."
    case .assessmentOverdue:
      "\(name) was not assessed since a response was expected (\(week), \(due))."
        + " A missing score is not a missing response."
    case .noBaseline:
      "No score from before \(name): a response cannot be judged. Enter an earlier score if there is one."
    case .notEvaluable:
      "The measures taken cannot show a response to \(name). Choose a measure that can show change."
    case .monitoringOverdue:
      "No recent score on \(name)"
        + (course.disease.map { "; one is due every \(weeks($0.monitoringWeeks))" } ?? "") + "."
    case .treatmentRelatedFluctuation:
      "Worse again within 8 weeks of \(name), as in a treatment-related fluctuation. Please review."
    case .acuteOnsetCIDP:
      "The published rule that separates acute-onset CIDP from GBS is met after \(name). Please review."
    case .symptomsWithoutObjectiveChange:
      "Symptoms are worse on \(name) while no counted measure is;"
        + " by itself this does not speak for more immunotherapy."
    case .patientReportedOnly:
      "Better on \(name) by the patient's report alone while an examined measure is unchanged."
    case .coverageGap:
      "Nothing bridges the time until \(name) begins to work"
        + (course.window.map { " (about \($0.firstEffect))" } ?? "") + "."
    }
  }

  /// `IVIG (CIDP)`.
  package static func treatment(_ course: CourseJudgement) -> String {
    let therapy = course.therapy?.short ?? course.course.therapy.text
    return course.disease.map { "\(therapy) (\($0.short))" } ?? therapy
  }

  private static func elapsed(_ course: CourseJudgement, asOf: Day) -> String {
    if let stop = course.course.stop { return "given from \(course.course.start) to \(stop)" }
    return "\(weeks((asOf - course.course.start) / 7)) after the first dose"
  }

  private static func mixed(_ course: CourseJudgement) -> String {
    func names(_ verdict: MeasureVerdict) -> String {
      course.measures.filter { $0.verdict == verdict }
        .map { label($0.measure, variant: $0.variant) }.joined(separator: ", ")
    }
    return "\(names(.improved)) better, \(names(.worsened)) worse"
  }

  /// A few words per kind of flag with its treatments, for the list of reasons beside a headline.
  package static func reasons(_ flags: [Flag], in patient: PatientJudgement) -> [String] {
    var kinds: [FlagKind] = []
    var therapies: [FlagKind: [String]] = [:]
    for flag in flags {
      if !kinds.contains(flag.kind) { kinds.append(flag.kind) }
      guard let course = patient.course(of: flag) else { continue }
      let name = course.therapy?.short ?? course.course.therapy.text
      if therapies[flag.kind]?.contains(name) != true {
        therapies[flag.kind, default: []].append(name)
      }
    }
    return kinds.map { kind in
      therapies[kind].map { "\(phrase(kind)) (\($0.joined(separator: ", ")))" } ?? phrase(kind)
    }
  }

  package static func phrase(_ kind: FlagKind) -> String {
    switch kind {
    case .missingResponse: "expected response missing"
    case .worseningOnTreatment: "worse on treatment"
    case .responseLost: "response lost"
    case .responseDeclining: "response declining"
    case .mixedResponse: "mixed response"
    case .partialResponse: "partial response"
    case .worseningPossible: "possibly worse"
    case .responseDue: "no response yet"
    case .assessmentDue: "assessment due"
    case .assessmentOverdue: "assessment overdue"
    case .noBaseline: "no baseline"
    case .notEvaluable: "measures cannot show change"
    case .monitoringOverdue: "scores overdue"
    case .treatmentRelatedFluctuation: "treatment-related fluctuation"
    case .acuteOnsetCIDP: "rule for acute-onset CIDP met"
    case .symptomsWithoutObjectiveChange: "symptoms worse without objective change"
    case .patientReportedOnly: "better by the patient's report alone"
    case .coverageGap: "gap in coverage"
    }
  }

  /// What re-opened a flag, one entry each.
  package static func news(_ news: [Flag.News], library: Library) -> [String] {
    news.map { item in
      switch item {
      case .score(let id, let day, let variant): score(id, day, variant, library)
      case .course(let id, let start): "\(course(id, start, library)): entered or changed"
      case .change(.withdrawnScore(let id, let day, let variant)):
        "\(score(id, day, variant, library)): withdrawn"
      case .change(.withdrawnCourse(let id, let start)):
        "\(course(id, start, library)): withdrawn"
      case .change(.merged(let id)): "the record of \(id) was joined with this one"
      case .change(.separated(let id)): "the record of \(id) was separated from this one"
      case .deferralEnded(let day): "deferred until \(day), which has come"
      }
    }
  }

  private static func score(
    _ id: Measure.ID, _ day: Day, _ variant: String, _ library: Library
  ) -> String {
    "\(library.measure(id).map { label($0, variant: variant) } ?? id.text) of \(day)"
  }

  private static func course(_ id: Therapy.ID, _ start: Day, _ library: Library) -> String {
    "\(library.therapy(id)?.short ?? id.text), started \(start)"
  }

  /// `2024-05-01, Dr Weber: diagnosis confirmed. "NCS repeated"`.
  package static func review(_ review: Review, library: Library) -> String {
    var text = "\(review.day), \(review.physician): \(decision(review.decision))"
    if let disease = review.revisedTo {
      text += " to \(library.disease(disease)?.short ?? disease.text)"
    }
    if let until = review.deferredUntil { text += " until \(until)" }
    return review.note.isEmpty ? text : text + ". \"\(review.note)\""
  }
}
