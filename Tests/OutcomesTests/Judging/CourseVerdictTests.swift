import Outcomes
import Testing

/// The table of response.md section 4, R4.1 to R4.9.
///
/// The drug shows a first effect by day 14, is to be assessed by day 42 and has its deadline on
/// day 84. MG-ADL: 12 at baseline, 2 points, a unit of 3.
@Suite struct CourseVerdictTests {
  @Test func `R4.1, symptomatic, without expectation or a disease that is not judged`() throws {
    let better = adlScores((0, 12), (50, 4))
    #expect(try Scenario(intent: .symptomatic, better).verdict(at: 60) == .notJudged)
    #expect(try Scenario(therapy: "pyridostigmine", better).verdict(at: 60) == .notJudged)
    #expect(try Scenario(therapy: "elsewhere", better).verdict(at: 60) == .notJudged)
    #expect(try Scenario(therapy: "never-heard-of", better).verdict(at: 60) == .notJudged)
    #expect(try Scenario("mimic", better).verdict(at: 60) == .notJudged)
    #expect(try Scenario(intent: .bridge, better).verdict(at: 60) == .responding)
    #expect(try Scenario(intent: .symptomatic, better).judged(at: 60).measures.isEmpty)
  }

  @Test(arguments: [4, 12, 20], [10, 60, 400])
  func `R4.2, where no response is expected nothing else is said`(total: Int, offset: Int) throws {
    let scenario = Scenario(therapy: "hopeless", adlScores((0, 12), (8, Rational(total))))
    #expect(try scenario.verdict(at: offset) == .noResponseExpected)
  }

  @Test func `R4.2 shows an improvement all the same`() throws {
    let judged = try Scenario(therapy: "hopeless", adlScores((0, 12), (50, 8))).judged(at: 60)
    #expect(judged.responseIndex == Rational(4, over: 3))
    #expect(judged.measures.first?.verdict == .improved)
    let upkeep = Scenario(therapy: "hopeless", intent: .maintenance, adlScores((0, 12), (50, 20)))
    #expect(try upkeep.verdict(at: 60) == .noResponseExpected)
  }

  @Test(
    arguments: [
      (10, CourseVerdict.stable), (11, .stable), (12, .stable), (13, .worseningPossible),
      (14, .worsened),
    ])
  func `R4.3 to R4.5, where stability is expected`(total: Int, verdict: CourseVerdict) throws {
    let scores = adlScores((0, 12), (50, Rational(total)))
    #expect(try Scenario(therapy: "steady", scores).verdict(at: 60) == verdict)
    #expect(try Scenario(intent: .maintenance, scores).verdict(at: 60) == verdict)
  }

  @Test func `R4.3, one worsened measure is enough`() throws {
    let scores = [
      score(adl, 0, 12), score(adl, 50, 8), score(qmg, 0, 20), score(qmg, 50, 24),
    ]
    let scenario = Scenario("mg", therapy: "steady", scores)
    #expect(try scenario.judged(at: 60).responseIndex == Rational(1, over: 6))
    #expect(try scenario.verdict(at: 60) == .worsened)
    #expect(try Scenario("mg", scores).verdict(at: 60) == .mixed)
  }

  @Test func `R4.4, the index of two measures at minus one half and just above`() throws {
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

  @Test func `R4.5, a floor is stable, a baseline alone is not`() throws {
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
  func `R4.6, an index of minus one at any time`(total: Int, verdict: CourseVerdict) throws {
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
  func `R4.7, one measure better by its published threshold and another worsened`(
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

  @Test func `R4.8, more than half of the groups declining`() throws {
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

  @Test(arguments: [(9, CourseVerdict.responding), (10, .partialResponse), (11, .noResponse)])
  func `R4.9, an index of one`(total: Int, verdict: CourseVerdict) throws {
    #expect(try Scenario(adlScores((0, 12), (80, Rational(total)))).verdict(at: 90) == verdict)
  }

  @Test func `R4.9 holds before the assessment date and before the first effect`() throws {
    #expect(try Scenario(adlScores((0, 12), (5, 9))).verdict(at: 6) == .responding)
    #expect(try Scenario(adlScores((0, 12), (5, 11))).verdict(at: 6) == .tooEarly)
  }
}
