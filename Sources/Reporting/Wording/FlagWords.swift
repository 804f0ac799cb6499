internal import Outcomes

/// The words of one kind of flag.
struct FlagWords {
  /// A few words, for the list of reasons beside a headline.
  let phrase: String
  /// One sentence (two at most): what is missing, since when, what is asked for.
  let headline: (HeadlineFacts) -> String
  let turnsOff: (TurningOff) -> [String]
}

/// What a headline tells of the course.
struct HeadlineFacts {
  let course: CourseJudgement
  /// `IVIG (CIDP)`.
  let name: String
  /// `16 weeks after the first dose`; a course that ended is named by its dates.
  let elapsed: String
  /// `week 9`.
  let week: String
  /// Day by which a response is expected.
  let due: String

  init(_ course: CourseJudgement, asOf: Day) {
    self.course = course
    name = Wording.treatment(course)
    let start = course.course.start
    elapsed =
      course.course.stop.map { "given from \(start) to \($0)" }
      ?? "\(Wording.weeks((asOf - start) / 7)) after the first dose"
    week = course.expectation.map { "week \($0.deadline.plain(1))" } ?? "now"
    due = course.window.map { $0.deadline.iso } ?? ""
  }

  /// The short names of the measures with that verdict.
  func measures(_ verdict: MeasureVerdict) -> String {
    course.measures.filter { $0.verdict == verdict }
      .map { Wording.label($0.measure, variant: $0.variant) }.joined(separator: ", ")
  }
}

extension FlagKind {
  /// One row for each kind: phrase, headline, what turns it off.
  var words: FlagWords {
    switch self {
    case .missingResponse:
      FlagWords(phrase: "expected response missing") {
        "No objective response to \($0.name) \($0.elapsed); expected by \($0.week). Please review."
      } turnsOff: {
        $0.index
      }
    case .worseningOnTreatment:
      FlagWords(phrase: "worse on treatment") {
        "Worse on \($0.name) \($0.elapsed). Please review."
      } turnsOff: {
        $0.index
      }
    case .responseLost:
      FlagWords(phrase: "response lost") {
        "The earlier response to \($0.name) is no longer seen \($0.elapsed). Please review."
      } turnsOff: {
        $0.index
      }
    case .responseDeclining:
      FlagWords(phrase: "response declining") {
        "The response to \($0.name) is declining from its best. Please review."
      } turnsOff: { _ in
        [
          "Scores within one meaningful change of the best follow-up in at least half of the measures."
        ]
      }
    case .mixedResponse:
      FlagWords(phrase: "mixed response") {
        "Mixed response to \($0.name): \($0.measures(.improved)) better, "
          + "\($0.measures(.worsened)) worse. Please review."
      } turnsOff: { _ in
        ["No counted measure worse by one meaningful change or more."]
      }
    case .partialResponse:
      FlagWords(phrase: "partial response") {
        "Partial response to \($0.name) \($0.elapsed), less than one meaningful change. Please review."
      } turnsOff: {
        $0.index
      }
    case .worseningPossible:
      FlagWords(phrase: "possibly worse") {
        "Possibly worse on \($0.name) \($0.elapsed). Please review."
      } turnsOff: {
        $0.index
      }
    case .responseDue:
      FlagWords(phrase: "no response yet") {
        "No response to \($0.name) yet \($0.elapsed); expected by \($0.week)."
      } turnsOff: {
        $0.index
      }
    case .assessmentDue:
      FlagWords(phrase: "assessment due") {
        "The response to \($0.name) is due for assessment, by \($0.due) (\($0.week))."
      } turnsOff: { flag in
        flag.window.map {
          ["A score of a counted measure (\(flag.counted)) dated \($0.firstEffect) or later."]
        } ?? []
      }
    case .assessmentOverdue:
      FlagWords(phrase: "assessment overdue") {
        "\($0.name) was not assessed since a response was expected (\($0.week), \($0.due))."
          + " A missing score is not a missing response."
      } turnsOff: { flag in
        flag.window.map {
          let decisive = $0.deadline - Conventions.daysBeforeDeadline
          return [
            "A score of a counted measure (\(flag.counted)) dated \(decisive) or later; "
              + "its result then decides."
          ]
        } ?? []
      }
    case .noBaseline:
      FlagWords(phrase: "no baseline") {
        "No score from before \($0.name): a response cannot be judged. "
          + "Enter an earlier score if there is one."
      } turnsOff: { flag in
        flag.window.map {
          [
            "A complete score of a counted measure (\(flag.counted)) dated "
              + "\($0.start - $0.baselineDaysBefore) to \($0.lastBaselineDay)."
          ]
        } ?? []
      }
    case .notEvaluable:
      FlagWords(phrase: "measures cannot show change") {
        "The measures taken cannot show a response to \($0.name). "
          + "Choose a measure that can show change."
      } turnsOff: {
        [
          "A baseline and a follow-up of a counted measure that had room to improve (\($0.counted))."
        ]
      }
    case .monitoringOverdue:
      FlagWords(phrase: "scores overdue") { facts in
        let interval = facts.course.disease.map {
          "; one is due every \(Wording.weeks($0.monitoringWeeks))"
        }
        return "No recent score on \(facts.name)\(interval ?? "")."
      } turnsOff: {
        ["A new score of a counted measure (\($0.counted))."]
      }
    case .treatmentRelatedFluctuation:
      FlagWords(phrase: "treatment-related fluctuation") {
        "Worse again within 8 weeks of \($0.name), as in a treatment-related fluctuation. "
          + "Please review."
      } turnsOff: { _ in
        ["Only a review: the scores that met the rule stay."]
      }
    case .acuteOnsetCIDP:
      FlagWords(phrase: "rule for acute-onset CIDP met") {
        "The published rule that separates acute-onset CIDP from GBS is met after \($0.name). "
          + "Please review."
      } turnsOff: { _ in
        ["Only a review: the scores that met the rule stay."]
      }
    case .symptomsWithoutObjectiveChange:
      FlagWords(phrase: "symptoms worse without objective change") {
        "Symptoms are worse on \($0.name) while no counted measure is;"
          + " by itself this does not speak for more immunotherapy."
      } turnsOff: { _ in
        ["Symptoms better again, or a change of the counted measures that explains them."]
      }
    case .patientReportedOnly:
      FlagWords(phrase: "better by the patient's report alone") {
        "Better on \($0.name) by the patient's report alone while an examined measure is unchanged."
      } turnsOff: { _ in
        ["An examined measure that improves as well."]
      }
    case .coverageGap:
      FlagWords(phrase: "gap in coverage") { facts in
        let begin = facts.course.window.map { " (about \($0.firstEffect))" }
        return "Nothing bridges the time until \(facts.name) begins to work\(begin ?? "")."
      } turnsOff: { _ in
        ["A course that works until then, or scores without activity."]
      }
    }
  }
}
