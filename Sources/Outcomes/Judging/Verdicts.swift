/// What one measure says about one course (response.md section 3).
package enum MeasureVerdict: String, CaseIterable, Sendable {
  case noBaseline = "no-baseline"
  /// No follow-up has the baseline's variant.
  case incomparable
  /// The baseline is too close to the best score to show an improvement; evidence of nothing.
  case floor
  case noFollowUp = "no-follow-up"
  case improved, worsened, partial, unchanged
}

/// What all counted measures together say about one course (response.md section 4).
package enum CourseVerdict: String, CaseIterable, Sendable {
  case notJudged = "not-judged"
  case noResponseExpected = "no-response-expected"
  case worsened
  case worseningPossible = "worsening-possible"
  case stable, mixed
  case responseDeclining = "response-declining"
  case responding
  case responseLost = "response-lost"
  case trialIncomplete = "trial-incomplete"
  case tooEarly = "too-early"
  case noBaseline = "no-baseline"
  case notEvaluable = "not-evaluable"
  case assessmentDue = "assessment-due"
  case assessmentOverdue = "assessment-overdue"
  case partialResponse = "partial-response"
  case stoppedWithoutEffect = "stopped-without-effect"
  case noResponse = "no-response"
  case responseDue = "response-due"
}

extension CourseVerdict {
  /// The course responded, whether or not the response has held.
  package var saysResponse: Bool {
    switch self {
    case .responding, .responseDeclining, .responseLost: true
    case .notJudged, .noResponseExpected, .worsened, .worseningPossible, .stable, .mixed,
      .trialIncomplete, .tooEarly, .noBaseline, .notEvaluable, .assessmentDue, .assessmentOverdue,
      .partialResponse, .stoppedWithoutEffect, .noResponse, .responseDue:
      false
    }
  }
}

/// By which kind of measure a response is shown.
package enum ResponseStrength: String, CaseIterable, Sendable {
  case objectiveAndFunctional = "objective and functional"
  case objectiveOnly = "objective only"
  case functionalOnly = "functional only"
  case patientReportedOnly = "patient-reported only"
}

extension ResponseStrength {
  /// By the measures that improved; if none did alone, by those that are partly better.
  init(_ evaluation: CourseEvaluation) {
    let hasImproved = evaluation.rows.contains { $0.verdict == .improved }
    var (objective, functional, allReported) = (false, false, true)
    for (position, row) in zip(evaluation.judged, evaluation.rows)
    where row.verdict == (hasImproved ? .improved : .partial) {
      let yardstick = evaluation.measures.store.yardstick(of: position)
      let kind = yardstick.measure.measureClass
      if kind == .objective || kind == .composite { objective = true }
      if kind == .functional || kind == .composite { functional = true }
      if !yardstick.measure.isPatientReported { allReported = false }
    }
    if allReported {
      self = .patientReportedOnly
    } else if objective {
      self = functional ? .objectiveAndFunctional : .objectiveOnly
    } else {
      self = .functionalOnly
    }
  }
}
