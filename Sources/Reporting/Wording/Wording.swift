package import Outcomes

/// Every sentence about verdicts, measures and decisions stands here, in plain words.
///
/// A text recommends and shows; it never says that a diagnosis is wrong or what to prescribe.
package enum Wording {
  /// A course's verdict in a few words, for lists and reports.
  package static func verdict(_ course: CourseJudgement) -> String {
    let deadline = course.window.map { " (by \($0.deadline))" } ?? ""
    return switch course.verdict {
    case .notJudged: "not judged"
    case .noResponseExpected: "no response is expected of this treatment in this disease"
    case .worsened: "worse on treatment"
    case .worseningPossible: "possibly worse on treatment"
    case .stable: "stable, as intended"
    case .mixed: "mixed: one measure better, another worse"
    case .responseDeclining: "better than before the treatment, but declining from the best"
    case .responding: responding(course)
    case .responseLost: "an earlier response is no longer seen"
    case .trialIncomplete: "stopped before a response could be judged"
    case .stoppedWithoutEffect: "stopped without effect; the record cannot show it"
    case .tooEarly:
      course.window.map { "too early to judge before \($0.averagedFrom)" } ?? "too early to judge"
    case .noBaseline: "cannot be judged: no score from before the treatment"
    case .notEvaluable: "cannot be judged by the measures that were taken"
    case .assessmentDue: "an assessment is due" + deadline
    case .assessmentOverdue: "not assessed since the response was expected" + deadline
    case .partialResponse: "partly better, less than one meaningful change"
    case .noResponse: "the expected response is missing"
    case .responseDue: "no response yet; it is expected" + deadline
    }
  }

  private static func responding(_ course: CourseJudgement) -> String {
    var text = "responding"
    if let strength = course.strength { text += ", \(strength.rawValue)" }
    if course.isUnconfirmed {
      text += course.restsOnOneAssessment ? " (unconfirmed: one assessment)" : " (unconfirmed)"
    }
    if !course.startedInTheSameTime.isEmpty { text += ", attribution shared" }
    return text
  }

  /// One sentence more where a verdict needs it; nil otherwise.
  package static func explanation(_ course: CourseJudgement) -> String? {
    switch course.verdict {
    case .notJudged:
      course.course.intent == .symptomatic
        ? "Given for symptoms; it is not judged as immunotherapy."
        : "No expectation is defined for this therapy in this disease."
    case .noResponseExpected:
      course.responseIndex.map { $0 >= Conventions.response } ?? false
        ? "The scores improved all the same, which is unexpected." : nil
    case .trialIncomplete: "It says nothing about whether the treatment would have worked."
    case .stoppedWithoutEffect:
      "In the physician's judgement it failed; the record holds no adequate trial or no score that "
        + "shows it."
    case .responding where course.stop?.isFailure == true:
      "It was stopped as failed; the scores speak against that."
    case .noBaseline:
      "Enter an earlier score if there is one; otherwise judge from the next course on."
    case .notEvaluable:
      "The baselines leave no room for a meaningful change or cannot be compared with what followed. "
        + "Choose a measure that can show change."
    case .assessmentOverdue: "A missing score is not a missing response."
    case .responding where !course.startedInTheSameTime.isEmpty:
      "Another immunotherapy was started in the same time; which of them helped cannot be told."
    case .responding where course.isUnconfirmed:
      course.restsOnOneAssessment
        ? "One assessment can be chance; a second one confirms it."
        : "It rests on the patient's own report; an examined measure would confirm it."
    case .responding, .worsened, .worseningPossible, .stable, .mixed,
      .responseDeclining, .responseLost, .tooEarly, .assessmentDue, .partialResponse, .noResponse,
      .responseDue:
      nil
    }
  }

  /// `on INCAT alone, one assessment`, `on 5 measures`: what an index rests on.
  package static func basis(_ course: CourseJudgement) -> String {
    let counted = course.measures.filter(\.isJudged)
    let measures =
      counted.count == 1
      ? "on \(label(counted[0].measure, variant: counted[0].variant)) alone"
      : "on \(counted.count) measures"
    return course.assessments == 1 ? measures + ", one assessment" : measures
  }

  /// How firm an index is; nil without one.
  package static func firmness(_ course: CourseJudgement) -> String? {
    course.firmness.map { firmness in
      switch firmness {
      case .firm: "firm"
      case .likely: "likely"
      case .narrow:
        course.verdict == .responding ? "narrow: to be confirmed at the next visit" : "narrow"
      }
    }
  }

  /// `week 12`.
  package static func weekNumber(_ count: Int) -> String { "week \(count)" }

  /// Said wherever a total stands that was recorded without its items.
  package static let totalOnly = "total only"

  /// `9 (total only)`, where it is one.
  package static func marked(_ value: String, _ score: Score) -> String {
    score.isTotalOnly ? "\(value) (\(totalOnly))" : value
  }

  package static func stopReason(_ reason: TreatmentCourse.StopReason) -> String {
    switch reason {
    case .planned: "given to its end"
    case .noEffect: "no effect"
    case .worse: "worse"
    case .sideEffect: "side effect"
    case .other: "another reason"
    }
  }

  package static func verdict(_ verdict: MeasureVerdict) -> String {
    switch verdict {
    case .noBaseline: "no baseline"
    case .incomparable: "not comparable with the baseline"
    case .floor: "baseline too good to show improvement"
    case .noFollowUp: "no follow-up"
    case .improved: "improved"
    case .worsened: "worsened"
    case .partial: "partly better"
    case .unchanged: "unchanged"
    }
  }

  package static func decision(_ decision: Review.Decision) -> String {
    switch decision {
    case .diagnosisConfirmed: "diagnosis confirmed"
    case .diagnosisRevised: "diagnosis revised"
    case .treatmentChanged: "treatment changed"
    case .trialInadequate: "trial judged inadequate"
    case .measureUnsuitable: "measure judged unsuitable"
    case .deferred: "deferred"
    case .reopened: "opened again"
    }
  }

  package static func intent(_ intent: TreatmentCourse.Intent) -> String {
    switch intent {
    case .induction: "to bring improvement"
    case .maintenance: "to keep stable"
    case .bridge: "to bridge"
    case .symptomatic: "for symptoms"
    }
  }

  package static func direction(_ direction: Measure.Direction) -> String {
    switch direction {
    case .higherIsWorse: "higher is worse"
    case .higherIsBetter: "higher is better"
    case .none: "neither direction is better"
    }
  }

  /// How far a figure was checked; nil where it was read in its source.
  package static func mark(_ verification: Verification) -> String? {
    switch verification {
    case .seen: nil
    case .secondary: "read in a text that quotes the source"
    case .convention: "a convention, not a published figure"
    case .unverified: "not verified against any source"
    }
  }

  /// `Hughes 2008, doi ...` with its mark in words; our own rules show their reason in its place.
  ///
  /// - Parameter brief: with one identifier, for the line below a chart.
  package static func source(_ evidence: Evidence, brief: Bool = false) -> String {
    let source = evidence.source
    let isOurs = source.author == "Recheck" && source.doi == nil && source.pmid == nil
    let citation =
      isOurs
      ? (source.place ?? "our rule").firstLetterRaised
      : brief ? source.briefCitation : source.citation
    return mark(evidence.verification).map { "\(citation) [\($0)]" } ?? citation
  }

  /// `1 point`, `8 kPa`, `4 centile points`.
  package static func amount(_ value: Rational, _ unit: String) -> String {
    let isOne = value.magnitude == .one
    switch unit {
    case "points": return "\(value.plain()) point\(isOne ? "" : "s")"
    case "centile": return "\(value.plain()) centile point\(isOne ? "" : "s")"
    default: return "\(value.plain()) \(unit)"  // not our enum
    }
  }

  /// One meaningful change as its definition gives it.
  package static func size(_ threshold: Threshold, unit: String) -> String {
    if case .points(let value) = threshold.size { return amount(value, unit) }
    return threshold.wording(unit: unit)
  }

  /// What to think of, what to look for, the source.
  package static func reconsideration(_ row: Reconsideration) -> String {
    let lookFor = row.lookFor.joined(separator: "; ")
    return "\(row.consider.firstLetterRaised): \(lookFor). (\(source(row.evidence)))"
  }

  /// `1 week`, `14 weeks`.
  package static func weeks(_ count: Int) -> String { counted(count, "week") }

  package static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// With a sign, a plus included: `+2`, `-0.5`, `0`.
  package static func signed(_ value: Rational, places: Int? = nil) -> String {
    let text = places.map { value.decimal($0) } ?? value.plain()
    return value > .zero ? "+" + text : text
  }

  /// `hand=right` as `right hand`; other variants as `key value`.
  package static func variant(_ variant: String, of measure: Measure) -> String {
    variant.split(separator: ";").compactMap { pair in
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return nil }
      let label = measure.variants.first { $0.key == parts[0] }?.label.lowercased() ?? parts[0]
      return label == "hand" ? "\(parts[1]) \(label)" : "\(label) \(parts[1])"
    }.joined(separator: ", ")
  }

  /// `Grip (right hand)`.
  package static func label(_ measure: Measure, variant: String) -> String {
    let words = Self.variant(variant, of: measure)
    return words.isEmpty ? measure.short : "\(measure.short) (\(words))"
  }
}
