import Outcomes
import Testing

/// The table of response.md section 4, rows 1 to 11.
///
/// The drug shows a first effect by day 14, is to be assessed by day 42 and has its deadline on
/// day 84. MG-ADL: 12 at baseline, 2 points.
@Suite struct CourseVerdictTests {
  @Test func `row 1, symptomatic or without expectation is not judged`() throws {
    let better = adlScores((0, 12), (50, 4))
    #expect(try Scenario(intent: .symptomatic, better).verdict(at: 60) == .notJudged)
    #expect(try Scenario(therapy: "pyridostigmine", better).verdict(at: 60) == .notJudged)
    #expect(try Scenario(therapy: "elsewhere", better).verdict(at: 60) == .notJudged)
    #expect(try Scenario(therapy: "never-heard-of", better).verdict(at: 60) == .notJudged)
    #expect(try Scenario(intent: .bridge, better).verdict(at: 60) == .responding)
    #expect(try Scenario(intent: .symptomatic, better).judged(at: 60).measures.isEmpty)
  }

  @Test(arguments: [4, 12, 20], [10, 60, 400])
  func `row 2, where no response is expected nothing else is said`(total: Int, offset: Int) throws {
    let scenario = Scenario(therapy: "hopeless", adlScores((0, 12), (8, Rational(total))))
    #expect(try scenario.verdict(at: offset) == .noResponseExpected)
  }

  @Test func `row 2 shows an improvement all the same`() throws {
    let judged = try Scenario(therapy: "hopeless", adlScores((0, 12), (50, 8))).judged(at: 60)
    #expect(judged.responseIndex == 2)
    #expect(judged.measures.first?.verdict == .improved)
    let upkeep = Scenario(therapy: "hopeless", intent: .maintenance, adlScores((0, 12), (50, 20)))
    #expect(try upkeep.verdict(at: 60) == .noResponseExpected)
  }

  @Test(
    arguments: [
      (10, CourseVerdict.stable), (11, .stable), (12, .stable), (13, .worseningPossible),
      (14, .worsened),
    ])
  func `rows 3 to 5, where stability is expected`(total: Int, verdict: CourseVerdict) throws {
    let scores = adlScores((0, 12), (50, Rational(total)))
    #expect(try Scenario(therapy: "steady", scores).verdict(at: 60) == verdict)
    #expect(try Scenario(intent: .maintenance, scores).verdict(at: 60) == verdict)
  }

  @Test func `row 3, one worsened measure is enough`() throws {
    let scores = [
      score(adl, 0, 12), score(adl, 50, 8), score(qmg, 0, 20), score(qmg, 50, 24),
    ]
    let scenario = Scenario("mg", therapy: "steady", scores)
    #expect(try scenario.judged(at: 60).responseIndex == Rational(1, over: 2))
    #expect(try scenario.verdict(at: 60) == .worsened)
    #expect(try Scenario("mg", scores).verdict(at: 60) == .mixed)
  }

  @Test func `row 4, the index of two measures at minus one half and just above`() throws {
    func verdict(_ qmgTotal: Int) throws -> CourseVerdict {
      try Scenario(
        "mg", therapy: "steady",
        [
          score(adl, 0, 12), score(adl, 50, 13), score(qmg, 0, 20),
          score(qmg, 50, Rational(qmgTotal)),
        ]
      ).verdict(at: 60)
    }
    #expect(try verdict(22) == .worseningPossible)
    #expect(try verdict(21) == .stable)
  }

  @Test func `row 5, a floor is stable, a baseline alone is not`() throws {
    let floor = Scenario(therapy: "steady", adlScores((0, 1), (50, 1)))
    #expect(try floor.measure(at: 60).verdict == .floor)
    #expect(try floor.verdict(at: 60) == .stable)
    #expect(try Scenario(therapy: "steady", adlScores((0, 12))).verdict(at: 60) == .assessmentDue)
    #expect(
      try Scenario(therapy: "steady", adlScores((0, 12))).verdict(at: 84) == .assessmentOverdue)
    #expect(try Scenario(therapy: "steady", adlScores((0, 12))).verdict(at: 41) == .tooEarly)
    #expect(try Scenario(therapy: "steady", []).verdict(at: 60) == .noBaseline)
  }

  @Test(arguments: [(13, CourseVerdict.responseDue), (14, .worsened), (24, .worsened)])
  func `row 6, an index of minus one at any time`(total: Int, verdict: CourseVerdict) throws {
    #expect(try Scenario(adlScores((0, 12), (50, Rational(total)))).verdict(at: 60) == verdict)
    let early = Scenario(adlScores((0, 12), (8, Rational(total))))
    #expect(try early.verdict(at: 10) == (verdict == .worsened ? .worsened : .tooEarly))
  }

  @Test(
    arguments: [
      // MG-ADL from 12, QMG from 20; -1 of the index comes before mixed.
      (10, 24, CourseVerdict.mixed), (10, 23, .responseDue), (11, 24, .responseDue),
      (8, 24, .mixed), (14, 14, .mixed), (14, 28, .worsened), (16, 17, .mixed),
    ])
  func `row 7, one measure improved and another worsened`(
    adlTotal: Int, qmgTotal: Int, verdict: CourseVerdict
  ) throws {
    let scenario = Scenario(
      "mg",
      [
        score(adl, 0, 12), score(adl, 50, Rational(adlTotal)), score(qmg, 0, 20),
        score(qmg, 50, Rational(qmgTotal)),
      ])
    #expect(try scenario.verdict(at: 60) == verdict)
  }

  @Test func `row 8, more than half of the groups declining`() throws {
    // Both measures are far better; MG-ADL has come back by 4, QMG by 8 or by nothing.
    func verdict(_ qmgTotals: [Int], disease: String = "mg") throws -> CourseVerdict {
      let adlTotals = [2, 6, 6]
      var scores = [score(adl, 0, 12), score(qmg, 0, 30)]
      for (visit, total) in adlTotals.enumerated() {
        scores.append(score(adl, 50 + 30 * visit, Rational(total)))
      }
      for (visit, total) in qmgTotals.enumerated() {
        scores.append(score(qmg, 50 + 30 * visit, Rational(total)))
      }
      return try Scenario(disease, scores).verdict(at: 150)
    }
    #expect(try verdict([10, 18, 18]) == .responseDeclining)
    // One of two groups is half, not more than half.
    #expect(try verdict([10, 10, 10]) == .responding)
  }

  @Test(arguments: [(10, CourseVerdict.responding), (11, .partialResponse), (12, .noResponse)])
  func `row 9, an index of one`(total: Int, verdict: CourseVerdict) throws {
    #expect(try Scenario(adlScores((0, 12), (80, Rational(total)))).verdict(at: 90) == verdict)
  }

  @Test func `row 9 holds before the assessment date and before the first effect`() throws {
    #expect(try Scenario(adlScores((0, 12), (5, 10))).verdict(at: 6) == .responding)
    #expect(try Scenario(adlScores((0, 12), (5, 11))).verdict(at: 6) == .tooEarly)
  }

  @Test(
    arguments: [
      // Follow-ups every 30 days from day 50; the index is the mean over the latest three.
      ([8, 8, 16, 16], CourseVerdict.responseLost),
      // An index of one at one date only, of two dates in a row none.
      ([10, 14, 13, 13], .noResponse),
      ([8, 16, 16], .noResponse),
      // An index of exactly one half is not below it.
      ([10, 10, 13, 10], .partialResponse),
      ([10, 10, 14, 10], .responseLost),
    ] as [([Int], CourseVerdict)])
  func `row 10, an index of one at two dates in a row, now below one half`(
    totals: [Int], verdict: CourseVerdict
  ) throws {
    let scores = totals.enumerated().map { score(adl, 50 + 30 * $0.offset, Rational($0.element)) }
    #expect(try Scenario([score(adl, 0, 12)] + scores).verdict(at: 160) == verdict)
  }

  @Test func `row 10 looks from the assessment date on only`() throws {
    let early = adlScores((0, 12), (20, 8), (30, 8), (50, 12), (80, 12))
    #expect(try Scenario(early).verdict(at: 90) == .noResponse)
    let due = adlScores((0, 12), (42, 8), (50, 8), (60, 14), (80, 16))
    #expect(try Scenario(due).judged(at: 90).responseIndex == Rational(-1, over: 3))
    #expect(try Scenario(due).verdict(at: 90) == .responseLost)
  }

  @Test(
    arguments: [
      // The effect lasts 28 days: stopped on day 56 the horizon is the deadline, day 84.
      (55, CourseVerdict.trialIncomplete), (56, .assessmentOverdue), (57, .assessmentOverdue),
    ])
  func `row 11, the horizon of a stopped course ends before the deadline`(
    stop: Int, verdict: CourseVerdict
  ) throws {
    #expect(try Scenario(stop: stop, adlScores((0, 12), (50, 12))).verdict(at: 200) == verdict)
  }

  @Test func `row 11, a response or a worsening of a stopped course stands`() throws {
    #expect(try Scenario(stop: 20, adlScores((0, 12), (45, 8))).verdict(at: 200) == .responding)
    #expect(try Scenario(stop: 20, adlScores((0, 12), (45, 16))).verdict(at: 200) == .worsened)
    #expect(
      try Scenario(stop: 20, adlScores((0, 12), (49, 8))).verdict(at: 200) == .trialIncomplete)
    #expect(try Scenario(stop: 20, []).verdict(at: 200) == .trialIncomplete)
  }
}
