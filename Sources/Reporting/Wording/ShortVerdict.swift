package import Outcomes

extension Wording {
  /// A course's verdict in two or three words, for a column.
  package static func short(_ verdict: CourseVerdict) -> String {
    switch verdict {
    case .notJudged: "not judged"
    case .noResponseExpected: "none expected"
    case .worsened: "worse"
    case .worseningPossible: "possibly worse"
    case .stable: "stable"
    case .mixed: "mixed"
    case .responseDeclining: "declining"
    case .responding: "responding"
    case .responseLost: "response lost"
    case .trialIncomplete: "trial incomplete"
    case .stoppedWithoutEffect: "stopped without effect"
    case .tooEarly: "too early"
    case .noBaseline: "no baseline"
    case .notEvaluable: "not evaluable"
    case .assessmentDue: "assessment due"
    case .assessmentOverdue: "not assessed"
    case .partialResponse: "partly better"
    case .noResponse: "no response"
    case .responseDue: "no response yet"
    }
  }
}
