package import Outcomes

/// What a flag asks about, in about four words and in one line below them.
extension Wording {
  /// `No response to IVIG`, `Worse on efgartigimod`.
  package static func question(_ flag: Flag, in patient: PatientJudgement) -> String {
    let course = patient.course(of: flag)
    let name = course.map { therapy($0.course, $0.therapy) } ?? ""
    let isLittle = course?.respondsALittle ?? false
    return switch flag.kind {
    case .diagnosisUnanswered: "No response to any therapy"
    case .worseThanBeforeTreatment: "Worse than before treatment"
    case .relapseOffTreatment: "Worse since treatment ended"
    case .missingResponse: isLittle ? "Too little response to \(name)" : "No response to \(name)"
    case .stoppedWithoutEffect: "\(name) stopped without effect"
    case .worseningOnTreatment: "Worse on \(name)"
    case .responseLost: "Response to \(name) lost"
    case .responseDeclining: "Response to \(name) declining"
    case .mixedResponse: "Mixed response to \(name)"
    case .partialResponse: "Partial response to \(name)"
    case .worseningPossible: "Possibly worse on \(name)"
    case .notEvaluable: "Measures cannot show change"
    case .treatmentRelatedFluctuation: "Fluctuation after \(name)"
    case .acuteOnsetCIDP: "Acute-onset CIDP?"
    case .responseDue: "No response yet to \(name)"
    case .assessmentDue: "Assessment of \(name) due"
    case .assessmentOverdue: "\(name) not assessed"
    case .noBaseline: "No baseline before \(name)"
    case .monitoringOverdue: "Scores overdue on \(name)"
    case .symptomsWithoutObjectiveChange: "Symptoms worse, scores not"
    case .patientReportedOnly: "Better by report alone"
    case .laboratoryWithoutObjectiveChange: "Laboratory value doubled"
    case .coverageGap: "Gap before \(name.isEmpty ? "treatment" : name) works"
    }
  }

  /// `week 15 of 9 · stopped · on INCAT alone`.
  package static func circumstances(_ flag: Flag, in patient: PatientJudgement) -> String {
    guard let course = patient.course(of: flag) else {
      return patient.diagnosis(of: flag).map(withoutResponse) ?? ""
    }
    let end = course.course.stop.map { min($0, patient.asOf) } ?? patient.asOf
    let week = weekNumber((end - course.course.start) / 7)
    let expected = course.expectation.flatMap {
      $0.expected == .improvement ? " of \($0.deadline.plain(1))" : nil
    }
    let judged = course.measures.count(where: \.isJudged)
    let parts = [
      course.isGivenOnce ? "given once \(course.course.start)" : week + (expected ?? ""),
      course.course.stop == nil ? nil : course.isGivenOnce ? nil : "stopped",
      judged == 1 ? "one measure" : nil,
    ]
    return parts.compactMap(\.self).joined(separator: " · ")
  }
}

extension Wording {
  /// `2 of 3 therapies without response`, `one therapy, without response`.
  private static func withoutResponse(_ diagnosis: DiagnosisJudgement) -> String {
    let (failed, given) = (diagnosis.failed, diagnosis.immunotherapies)
    if given == 1 { return failed == 1 ? "one therapy, without response" : "one therapy" }
    return "\(failed) of \(given) therapies without response"
  }
}

extension CourseJudgement {
  /// Where a response is missing: whether there is a little of one, which the headline and the
  /// question in a list say alike.
  var respondsALittle: Bool { responseIndex.map { $0 > .zero } ?? false }
}
