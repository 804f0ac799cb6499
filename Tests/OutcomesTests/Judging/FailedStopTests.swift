import Outcomes
import Testing

/// The table of response.md section 4, R4.10 to R4.13: a response that was lost, and courses that
/// were stopped.
///
/// Assessment from day 42, 56 days are a trial, deadline day 84.
@Suite struct FailedStopTests {
  @Test(
    arguments: [
      // Follow-ups every 30 days from day 50 on; a unit is 3 points, the index the mean of the last
      // three: 4/3, 4/3 and then 1/3.
      ([8, 8, 17], CourseVerdict.responseLost),
      // 1 at two dates in a row, now exactly one half; then just below.
      ([9, 9, Rational(27, over: 2)], .partialResponse),
      ([9, 9, 14], .responseLost),
      // At least 1 at one date only.
      ([9, 12, 12], .noResponse), ([8, 10, 17], .responseLost),
      ([8, Rational(103, over: 10), 17], .noResponse),
    ] as [([Rational], CourseVerdict)])
  func `R4.10, at least one at two follow-up dates in a row, now below one half`(
    totals: [Rational], verdict: CourseVerdict
  ) throws {
    let scores = totals.enumerated().map { score(adl, 50 + 30 * $0.offset, $0.element) }
    #expect(try Scenario([score(adl, 0, 12)] + scores).verdict(at: 115) == verdict)
  }

  @Test(arguments: [(35, CourseVerdict.noResponse), (42, .responseLost)])
  func `R4.10 looks from the assessment date on`(first: Int, verdict: CourseVerdict) throws {
    let scores = adlScores((0, 12), (first, 8), (50, 8), (60, 18))
    #expect(try Scenario(scores + adlScores((80, 12))).verdict(at: 90) == verdict)
  }

  @Test func `R4.10, at each date the follow-ups are thinned anew`() throws {
    // Day 50 is hidden by day 54 from then on; on day 50 itself it is judged with the index of 1.
    let scores = adlScores((0, 12), (44, 9), (50, 9), (54, 9), (80, 18), (90, 12))
    #expect(
      try Scenario(scores).judged(at: 95).indexHistory.map { $0.day - firstDose } == [
        44, 54, 80, 90,
      ])
    #expect(try Scenario(scores).verdict(at: 95) == .responseLost)
  }

  @Test(
    arguments: [
      // The day of the stop, of the only follow-up, its total, for lack of effect.
      (42, 42, 12, CourseVerdict.noResponse), (41, 42, 12, .stoppedWithoutEffect),
      (42, 41, 12, .stoppedWithoutEffect), (60, 50, 12, .noResponse),
      (60, 50, 11, .noResponse), (60, 80, Rational(21, over: 2), .partialResponse),
      (60, 80, 9, .responding), (60, 80, 14, .worsened),
    ] as [(Int, Int, Rational, CourseVerdict)])
  func `R4.11, stopped as failed since the assessment date, and a score shows it`(
    stop: Int, followUp: Int, total: Rational, verdict: CourseVerdict
  ) throws {
    for reason in [TreatmentCourse.StopReason.noEffect, .worse] {
      let scores = [score(adl, 0, 12), score(adl, followUp, total)]
      #expect(try Scenario(stop: stop, reason: reason, scores).verdict(at: 85) == verdict)
    }
  }

  @Test func `R4.11 needs a measure that can answer`() throws {
    let floor = [score(adl, 0, 2), score(adl, 50, 2), score(qmg, 0, 20), score(qmg, 20, 20)]
    #expect(
      try Scenario("mg", stop: 60, reason: .noEffect, floor).verdict(at: 85)
        == .stoppedWithoutEffect)
  }

  @Test func `R4.11 does not ask for an adequate trial`() throws {
    let scenario = Scenario(stop: 50, reason: .noEffect, adlScores((0, 12), (50, 12)))
    #expect(try scenario.judged(at: 55).stop?.isAdequate == false)
    #expect(try scenario.verdict(at: 55) == .noResponse)
    #expect(scenario.flags(at: 55).contains(.missingResponse))
  }

  @Test(
    arguments: [
      (55, [(20, 12)], CourseVerdict.stoppedWithoutEffect), (55, [], .stoppedWithoutEffect),
      (60, [(20, 12)], .stoppedWithoutEffect), (60, [], .stoppedWithoutEffect),
      (60, [(50, 12)], .noResponse),
    ] as [(Int, [(Int, Int)], CourseVerdict)])
  func `R4.12, stopped as failed without an adequate trial or a score that shows it`(
    stop: Int, pairs: [(Int, Int)], verdict: CourseVerdict
  ) throws {
    let scores = [score(adl, 0, 12)] + pairs.map { score(adl, $0.0, Rational($0.1)) }
    #expect(try Scenario(stop: stop, reason: .noEffect, scores).verdict(at: 200) == verdict)
    #expect(try Scenario(stop: stop, reason: .worse, scores).verdict(at: 200) == verdict)
  }

  @Test(arguments: [nil, .planned, .sideEffect, .other] as [TreatmentCourse.StopReason?])
  func `R4.13, stopped for another reason without an adequate trial, from the stop on`(
    reason: TreatmentCourse.StopReason?
  ) throws {
    func verdict(_ stop: Int, at offset: Int) throws -> CourseVerdict {
      try Scenario(stop: stop, reason: reason, adlScores((0, 12), (50, 12))).verdict(at: offset)
    }
    #expect(try verdict(55, at: 54) == .responseDue)
    #expect(try verdict(55, at: 55) == .trialIncomplete)
    #expect(try verdict(55, at: 300) == .trialIncomplete)
    #expect(try verdict(56, at: 60) == .responseDue)
    #expect(try verdict(56, at: 300) == .assessmentOverdue)
  }

  @Test func `a response or a worsening of a stopped course stands`() throws {
    let early = Scenario(stop: 20, reason: .noEffect, adlScores((0, 12), (45, 8)))
    #expect(try early.verdict(at: 200) == .responding)
    #expect(try Scenario(stop: 20, adlScores((0, 12), (45, 14))).verdict(at: 200) == .worsened)
    #expect(
      try Scenario(stop: 20, adlScores((0, 12), (49, 8))).verdict(at: 200) == .trialIncomplete)
  }
}
