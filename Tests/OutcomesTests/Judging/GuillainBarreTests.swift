import Outcomes
import Testing

/// response.md section 9: the recovery is measured from the nadir.
///
/// Deadline day 84, so that a late visit answers until day 140.
@Suite struct GuillainBarreTests {
  private func grades(_ pairs: (Int, Rational)...) -> Scenario {
    Scenario("gbs", pairs.map { score(gbsDS, $0.0, $0.1) })
  }

  private func grade(_ scenario: Scenario, at offset: Int = 100) throws -> MeasureJudgement {
    try #require(scenario.judged(at: offset).measures.first { $0.measureID == gbsDS.id })
  }

  @Test(
    arguments: [
      ([(0, 3), (10, 5), (28, 4), (50, 4)], 10, 5), ([(0, 3), (28, 5), (50, 4)], 28, 5),
      ([(0, 3), (29, 5), (50, 4)], 0, 3), ([(0, 4), (10, 3), (50, 3)], 0, 4),
      ([(20, 4), (50, 3)], 20, 4), ([(-10, 3), (5, 4), (20, 4), (50, 3)], 5, 4),
    ] as [([(Int, Int)], Int, Int)])
  func `the baseline is the worst of the ordinary one and the scores up to day 28`(
    pairs: [(Int, Int)], baseline: Int, grade: Int
  ) throws {
    let scores = pairs.map { score(gbsDS, $0.0, Rational($0.1)) }
    let judged = try self.grade(Scenario("gbs", scores))
    #expect(judged.baseline?.day == day(baseline))
    #expect(judged.baseline?.value == Rational(grade))
  }

  @Test func `of every counted measure, the worst of the sum score is the lowest`() throws {
    let scores = [
      score(mrc, 0, 40), score(mrc, 14, 20), score(mrc, 25, 30), score(mrc, 80, 44),
    ]
    let judged = try #require(
      try Scenario("gbs", scores).judged(at: 100).measures.first { $0.measureID == mrc.id })
    #expect(judged.baseline?.value == 20)
    #expect(judged.evaluation.improvement == 24)
  }

  @Test func `scores up to day 28 are shown, never judged`() throws {
    let nadir = grades((0, 2), (10, 5), (28, 6))
    #expect(try grade(nadir, at: 28).evaluation.followUps.isEmpty)
    #expect(try nadir.verdict(at: 35) != .worsened)
    let followUps = try grade(grades((0, 2), (28, 5), (29, 4))).evaluation.followUps
    #expect(followUps.map { $0.day - firstDose } == [29])
  }

  @Test(arguments: [(28, CourseVerdict.tooEarly), (29, .noBaseline)])
  func `R4.14, the baseline window is open up to day 28`(offset: Int, verdict: CourseVerdict)
    throws
  {
    #expect(try Scenario("gbs", []).verdict(at: offset) == verdict)
  }

  @Test(arguments: [nil, 0, 5, 100] as [Int?])
  func `the horizon is that of a late visit, whatever the stop`(stop: Int?) throws {
    let scores = [(0, 5), (80, 4), (140, 1), (141, 5)].map {
      score(gbsDS, $0.0, Rational($0.1))
    }
    let scenario = Scenario("gbs", stop: stop, scores)
    #expect(try scenario.judged(at: 400).window?.horizon == day(140))
    #expect(try scenario.judged(at: 120).window?.horizon == day(120))
    #expect(
      try grade(scenario, at: 400).evaluation.followUps.map { $0.day - firstDose } == [80, 140])
  }
}
