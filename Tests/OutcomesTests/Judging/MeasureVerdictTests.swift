import Outcomes
import Testing

/// The table of response.md section 3, row by row, on MG-ADL (2 points, best 0) and its neighbours.
@Suite struct MeasureVerdictTests {
  private func verdict(_ scores: [Score], at offset: Int = 60) throws -> MeasureVerdict {
    try Scenario(scores).measure(at: offset).verdict
  }

  @Test func `R3.1, no baseline`() throws {
    #expect(try verdict(adlScores((-91, 12), (50, 4))) == .noBaseline)
    #expect(try verdict([]) == .noBaseline)
    #expect(try verdict(adlScores((-90, 12), (50, 4))) == .improved)
  }

  @Test func `R3.2, no follow-up has the variant, comes before floor and no follow-up`() throws {
    let other = score(adl, 50, 0, version: "9")
    #expect(try verdict([score(adl, 0, 12), other]) == .incomparable)
    #expect(try verdict([score(adl, 0, 1), other]) == .incomparable)
    #expect(try verdict([score(adl, 0, 12)]) == .noFollowUp)
    // An incomparable score of before the first dose is not a follow-up.
    #expect(try verdict([score(adl, -20, 5, version: "9"), score(adl, 0, 12)]) == .noFollowUp)
  }

  @Test(
    arguments: [
      // baseline, follow-up, verdict: room for one and a half times 2 points begins at 3.
      (2, nil, MeasureVerdict.floor), (3, nil, .noFollowUp), (0, nil, .floor), (2, 0, .floor),
      (2, 2, .floor), (2, 3, .floor), (2, 4, .worsened), (0, 1, .floor), (0, 2, .worsened),
      (3, 1, .improved), (3, 2, .partial), (3, 3, .unchanged), (3, 5, .worsened),
    ] as [(Int, Int?, MeasureVerdict)])
  func `R3.3, no room to show an improvement, unless it is worse by a meaningful change`(
    before: Int, after: Int?, verdict: MeasureVerdict
  ) throws {
    let followUp = after.map { [score(adl, 50, Rational($0))] } ?? []
    #expect(try self.verdict([score(adl, 0, Rational(before))] + followUp) == verdict)
  }

  @Test(
    arguments: [
      // Best at 100, 4 centile points: 6 are room.
      (95, MeasureVerdict.floor), (94, .partial),
    ])
  func `room counts towards the best score where higher is better`(
    before: Int, verdict: MeasureVerdict
  ) throws {
    let scores = [
      rodsScore(0, centile: Rational(before)), rodsScore(50, centile: Rational(before + 3)),
    ]
    #expect(try Scenario("rods", scores).measure(at: 60).verdict == verdict)
  }

  @Test func `R3.3, a threshold that is a share of zero leaves no room`() throws {
    #expect(
      try Scenario("walk", [score(walk, 0, 0), score(walk, 50, 9)]).measure(at: 60).verdict
        == .floor)
  }

  @Test func `R3.4, no follow-up, or none in the window`() throws {
    #expect(try verdict([score(adl, 0, 12)]) == .noFollowUp)
    #expect(try verdict([score(adl, 0, 12), partial(adl, 50)]) == .noFollowUp)
    #expect(try verdict(adlScores((0, 12), (61, 4))) == .noFollowUp)
    #expect(try verdict(adlScores((0, 12), (60, 4))) == .improved)
    // QMG was seen in the window, MG-ADL only before it.
    let early = [score(adl, 0, 12), score(adl, 41, 4), score(qmg, 0, 20), score(qmg, 42, 20)]
    #expect(try Scenario("mg", early).measure(at: 60).verdict == .noFollowUp)
  }

  @Test(
    arguments: [
      // Two follow-ups, so that halves of a point show: 3 points better are one change, 2 worse.
      (9, 9, MeasureVerdict.improved), (9, 10, .partial), (10, 11, .partial), (11, 11, .unchanged),
      (12, 12, .unchanged), (13, 13, .unchanged), (13, 14, .unchanged), (14, 14, .worsened),
      (8, 10, .improved), (13, 15, .worsened), (4, 20, .unchanged),
    ])
  func `R3.5 to R3.8, by the mean change`(first: Int, second: Int, verdict: MeasureVerdict) throws {
    let scores = adlScores((0, 12), (50, Rational(first)), (58, Rational(second)))
    #expect(try self.verdict(scores) == verdict)
  }
}
