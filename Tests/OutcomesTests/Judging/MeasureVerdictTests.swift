import Outcomes
import Testing

/// The table of response.md section 3, row by row, on MG-ADL (2 points, best 0) and its neighbours.
@Suite struct MeasureVerdictTests {
  private func verdict(_ scores: [Score], at offset: Int = 60) throws -> MeasureVerdict {
    try Scenario(scores).measure(at: offset).verdict
  }

  @Test func `row 1, no baseline`() throws {
    #expect(try verdict(adlScores((-91, 12), (50, 4))) == .noBaseline)
    #expect(try verdict([]) == .noBaseline)
    #expect(try verdict(adlScores((-90, 12), (50, 4))) == .improved)
  }

  @Test func `row 2, no follow-up has the variant, comes before floor and no follow-up`() throws {
    let other = score(adl, 50, 0, version: "9")
    #expect(try verdict([score(adl, 0, 12), other]) == .incomparable)
    #expect(try verdict([score(adl, 0, 1), other]) == .incomparable)
    #expect(try verdict([score(adl, 0, 12)]) == .noFollowUp)
    // An incomparable score of before the first dose is not a follow-up.
    #expect(try verdict([score(adl, -20, 5, version: "9"), score(adl, 0, 12)]) == .noFollowUp)
  }

  @Test(
    arguments: [
      // baseline, follow-up, verdict: at 1 there is no room for 2 points, at 2 there is.
      (1, nil, MeasureVerdict.floor), (2, nil, .noFollowUp), (0, nil, .floor), (1, 0, .floor),
      (1, 1, .floor), (1, 2, .floor), (1, 3, .worsened), (0, 1, .floor), (0, 2, .worsened),
      (2, 0, .improved), (2, 1, .partial), (2, 2, .unchanged), (2, 4, .worsened),
    ] as [(Int, Int?, MeasureVerdict)])
  func `row 3, no room to show an improvement, unless it is worse by a meaningful change`(
    before: Int, after: Int?, verdict: MeasureVerdict
  ) throws {
    let followUp = after.map { [score(adl, 50, Rational($0))] } ?? []
    #expect(try self.verdict([score(adl, 0, Rational(before))] + followUp) == verdict)
  }

  @Test(
    arguments: [
      (97, MeasureVerdict.floor), (96, .partial),
    ])
  func `room counts towards the best score where higher is better`(
    before: Int, verdict: MeasureVerdict
  ) throws {
    let scores = [
      rodsScore(0, centile: Rational(before)), rodsScore(50, centile: Rational(before + 3)),
    ]
    #expect(try Scenario("rods", scores).measure(at: 60).verdict == verdict)
  }

  @Test func `row 3, a threshold that is a share of zero leaves no room`() throws {
    #expect(
      try Scenario("walk", [score(walk, 0, 0), score(walk, 50, 9)]).measure(at: 60).verdict
        == .floor)
  }

  @Test func `row 4, no follow-up`() throws {
    #expect(try verdict([score(adl, 0, 12)]) == .noFollowUp)
    #expect(try verdict([score(adl, 0, 12), partial(adl, 50)]) == .noFollowUp)
    #expect(try verdict(adlScores((0, 12), (61, 4))) == .noFollowUp)
    #expect(try verdict(adlScores((0, 12), (60, 4))) == .improved)
  }

  @Test(
    arguments: [
      // Two follow-ups, so that halves of a point show: 12 minus the mean in points.
      (10, 10, MeasureVerdict.improved), (10, 11, .partial), (11, 11, .partial),
      (11, 12, .unchanged),
      (12, 12, .unchanged), (13, 13, .unchanged), (13, 14, .unchanged), (14, 14, .worsened),
      (9, 11, .improved), (13, 15, .worsened), (4, 20, .unchanged),
    ])
  func `rows 5 to 8, by the mean change`(first: Int, second: Int, verdict: MeasureVerdict) throws {
    let scores = adlScores((0, 12), (50, Rational(first)), (58, Rational(second)))
    #expect(try self.verdict(scores) == verdict)
  }
}
