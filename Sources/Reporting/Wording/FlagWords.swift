internal import Outcomes

/// The words of one kind of flag.
struct FlagWords {
  /// A few words, for the list of reasons beside a headline.
  let phrase: String
  /// One sentence (two at most): what is missing, since when, what is asked for.
  let headline: (HeadlineFacts) -> String
  let turnsOff: (TurningOff) -> [String]
}

extension FlagKind {
  /// One row for each kind: phrase, headline, what turns it off.
  var words: FlagWords {
    switch self {
    case .diagnosisUnanswered:
      FlagWords(phrase: "no response to any immunotherapy") {
        "No objective response to any of \($0.diagnosis?.failed ?? 0) immunotherapies under "
          + "\($0.name) (\($0.failed)). Please review the diagnosis."
      } turnsOff: { _ in
        [
          "A response to an immunotherapy, or scores half a meaningful change better than before "
            + "treatment."
        ]
      }
    case .worseThanBeforeTreatment:
      FlagWords(phrase: "worse than before treatment") { facts in
        let index = facts.diagnosis?.index.map { " (index \($0.shownChange.decimal(2)))" } ?? ""
        return facts.flag.severity == .red
          ? "Worse than before any treatment of \(facts.name)\(index). Please review."
          : "Worse than at the first record of \(facts.name), which was taken on treatment"
            + "\(index). Please review."
      } turnsOff: { _ in
        ["Scores less than one meaningful change worse than the reference."]
      }
    case .relapseOffTreatment:
      FlagWords(phrase: "worse since treatment ended") {
        "\($0.name) has been getting worse since the last treatment stopped working. Please review."
      } turnsOff: { _ in
        ["A treatment, or scores that no longer decline."]
      }
    case .missingResponse:
      FlagWords(phrase: "expected response missing") {
        "\($0.missing) Please review."
      } turnsOff: {
        $0.index
      }
    case .stoppedWithoutEffect:
      FlagWords(phrase: "stopped without effect") {
        "\($0.name) \($0.elapsed) was stopped \($0.reason); the record holds no adequate trial "
          + "or no score that shows it. Please review."
      } turnsOff: { _ in
        ["Scores of the time of the course, or another reason of the stop."]
      }
    case .worseningOnTreatment:
      FlagWords(phrase: "worse on treatment") {
        "Worse on \($0.name) \($0.elapsed)\($0.basis). Please review."
      } turnsOff: {
        $0.index
      }
    case .responseLost:
      FlagWords(phrase: "response lost") {
        $0.course?.course.stop == nil
          ? "The earlier response to \($0.name) is no longer seen \($0.elapsed). Please review."
          : "The earlier response to \($0.name) \($0.elapsed) is no longer seen. Please review."
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
        "Mixed response to \($0.name): "
          + "\($0.measures { $0.evaluation.reachesPublishedThreshold }) better, "
          + "\($0.measures(.worsened)) worse. Please review."
      } turnsOff: { _ in
        ["No counted measure worse by one meaningful change or more."]
      }
    case .partialResponse:
      FlagWords(phrase: "partial response") {
        "Partial response to \($0.name) \($0.elapsed)\($0.basis). Please review."
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
        "No response yet to \($0.name) \($0.elapsed); expected by \($0.week)."
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
        let interval = facts.course?.disease.map {
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
    case .laboratoryWithoutObjectiveChange:
      FlagWords(phrase: "laboratory value doubled") {
        "A laboratory value has doubled on \($0.name) while no counted measure is worse."
      } turnsOff: { _ in
        ["A value below twice its baseline."]
      }
    case .coverageGap:
      FlagWords(phrase: "gap in coverage") { facts in
        guard let course = facts.course else {
          return "No immunotherapy is running, and the disease was active within the last 6 months."
        }
        let begin = course.window.map { " (about \($0.firstEffect))" }
        return "Nothing bridges the time until \(facts.name) begins to work\(begin ?? "")."
      } turnsOff: { _ in
        ["A course that works until then, or scores without activity."]
      }
    }
  }
}
