import Outcomes
import Testing

/// The table of response.md section 4, R4.14 to R4.21: no response yet.
///
/// Is it due, and could it have been seen? First effect day 14, assessment day 42, deadline day
/// 84, decisive from day 77.
@Suite struct DueVerdictTests {
  @Test(arguments: [(0, CourseVerdict.tooEarly), (41, .tooEarly), (42, .responseDue)])
  func `R4.15, before the assessment date it is too early`(offset: Int, verdict: CourseVerdict)
    throws
  {
    #expect(try Scenario(adlScores((-1, 12), (20, 12))).verdict(at: offset) == verdict)
  }

  @Test func `R4.14, once the baseline window is closed, at once`() throws {
    #expect(try Scenario([]).verdict(at: 7) == .tooEarly)
    #expect(try Scenario([]).verdict(at: 8) == .noBaseline)
    // Half of a first effect of 119 days are 59; a first effect after 3.5 days ends it after day 3.
    #expect(try Scenario(therapy: "slow", []).verdict(at: 59) == .tooEarly)
    #expect(try Scenario(therapy: "slow", []).verdict(at: 60) == .noBaseline)
    #expect(try Scenario(therapy: "fast", []).verdict(at: 3) == .tooEarly)
    #expect(try Scenario(therapy: "fast", []).verdict(at: 4) == .noBaseline)
    #expect(try Scenario([]).verdict(at: 400) == .noBaseline)
  }

  @Test func `R4.14, every counted measure lacks a baseline`() throws {
    #expect(
      try Scenario("mg", [score(adl, 50, 8), score(qmg, 50, 8)]).verdict(at: 60) == .noBaseline)
    let one = Scenario("mg", [score(adl, 0, 12), score(qmg, 50, 8)])
    #expect(try one.verdict(at: 60) == .assessmentDue)
  }

  @Test func `R4.16, every counted measure with a baseline is floor or incomparable`() throws {
    let floor = score(adl, 0, 1)
    let other = [score(qmg, 0, 20), score(qmg, 80, 20, version: "9")]
    #expect(try Scenario("mg", [floor]).verdict(at: 60) == .notEvaluable)
    #expect(try Scenario("mg", [floor] + other).verdict(at: 100) == .notEvaluable)
    #expect(try Scenario("mg", other).verdict(at: 100) == .notEvaluable)
    #expect(try Scenario("mg", [floor, score(qmg, 0, 20)]).verdict(at: 60) == .assessmentDue)
    #expect(try Scenario("mg", [floor, score(qmg, 0, 20)]).verdict(at: 100) == .assessmentOverdue)
    // A floor that worsens by a meaningful change is not a floor.
    #expect(try Scenario("mg", [floor, score(adl, 80, 3)]).verdict(at: 100) == .worsened)
  }

  @Test(
    arguments: [
      // The only follow-up, the day of judging: telling from day 14, decisive from day 77.
      (13, 60, CourseVerdict.assessmentDue), (14, 60, .responseDue), (13, 83, .assessmentDue),
      (50, 83, .responseDue), (50, 84, .assessmentOverdue), (76, 84, .assessmentOverdue),
      (77, 83, .responseDue), (77, 84, .noResponse), (84, 84, .noResponse), (90, 100, .noResponse),
    ])
  func `R4.17, R4.18, R4.20 and R4.21, a follow-up that can tell and one that decides`(
    followUp: Int, offset: Int, verdict: CourseVerdict
  ) throws {
    #expect(try Scenario(adlScores((0, 12), (followUp, 12))).verdict(at: offset) == verdict)
  }

  @Test func `R4.18, a missing score is not a missing response`() throws {
    #expect(try Scenario(adlScores((0, 12))).verdict(at: 84) == .assessmentOverdue)
    #expect(
      try Scenario([score(adl, 0, 12), partial(adl, 80)]).verdict(at: 84) == .assessmentOverdue)
  }

  @Test func `a floor can neither tell nor decide`() throws {
    let scores = [score(adl, 0, 1), score(adl, 80, 1), score(qmg, 0, 20), score(qmg, 10, 20)]
    #expect(try Scenario("mg", scores).verdict(at: 83) == .assessmentDue)
    #expect(try Scenario("mg", scores).verdict(at: 84) == .assessmentOverdue)
    #expect(try Scenario("mg", scores + [score(qmg, 80, 20)]).verdict(at: 84) == .noResponse)
  }

  @Test func `where only a floor was assessed since a response was due, nothing is missing`() throws
  {
    // QMG was seen on day 20, early; the floor has the only score since day 42.
    let scores = [score(adl, 0, 1), score(adl, 50, 1), score(qmg, 0, 20), score(qmg, 20, 20)]
    let judged = try Scenario("mg", scores).judged(at: 60)
    #expect(judged.responseIndex == nil)
    #expect(judged.verdict == .assessmentDue)
  }

  @Test(
    arguments: [
      (50, 60, CourseVerdict.partialResponse), (50, 90, .assessmentOverdue),
      (80, 90, .partialResponse), (13, 60, .assessmentDue), (20, 30, .tooEarly),
    ])
  func `R4.19, an index of one half`(followUp: Int, offset: Int, verdict: CourseVerdict) throws {
    let scenario = Scenario(adlScores((0, 12), (followUp, Rational(21, over: 2))))
    #expect(try scenario.judged(at: offset).responseIndex == Rational(1, over: 2))
    #expect(try scenario.verdict(at: offset) == verdict)
  }

  @Test func `R4.19, an index just below one half is no partial response`() throws {
    // (1 + 1 + 2) / 3 of 3 points are four ninths.
    let scores = adlScores((0, 12), (60, 11), (70, 11), (80, 10))
    #expect(try Scenario(scores).judged(at: 90).responseIndex == Rational(4, over: 9))
    #expect(try Scenario(scores).verdict(at: 90) == .noResponse)
    #expect(try Scenario(scores).verdict(at: 83) == .responseDue)
  }

  @Test func `R4.16 needs a baseline, which may still come on the way to a nadir`() throws {
    let attack = Scenario("gbs", therapy: "bridge", [])
    #expect(try attack.verdict(at: 13) == .tooEarly)
    #expect(try attack.verdict(at: 14) == .assessmentDue)
    #expect(try attack.verdict(at: 29) == .noBaseline)
  }
}
