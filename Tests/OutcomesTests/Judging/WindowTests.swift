import Outcomes
import Testing

/// response.md section 3: the window, the change and its limits.
///
/// The drug is to be assessed by day 42.
@Suite struct WindowTests {
  private func measure(_ pairs: (Int, Rational)..., at offset: Int = 400) throws -> MeasureJudgement
  {
    try Scenario(pairs.map { score(adl, $0.0, $0.1) }).measure(at: offset)
  }

  @Test func `the latest three follow-ups since the assessment date are averaged`() throws {
    // 12 to 4, 9, 11, 10: the first has left the window; (3 + 1 + 2) / 3 = 2 points of 3.
    let judged = try measure((0, 12), (50, 4), (80, 9), (110, 11), (140, 10))
    #expect(judged.evaluation.judgedFollowUps.map { $0.day - firstDose } == [80, 110, 140])
    #expect(judged.evaluation.improvement == 2)
    #expect(judged.evaluation.change == Rational(2, over: 3))
  }

  @Test func `before the assessment date the latest three there are make an early view`() throws {
    let scenario = Scenario(adlScores((0, 12), (8, 4), (16, 10), (24, 9), (32, 8)))
    let early = try scenario.judged(at: 40)
    #expect(early.isEarlyView)
    #expect(
      early.measures.first?.evaluation.judgedFollowUps.map { $0.day - firstDose } == [16, 24, 32])
    #expect(early.measures.first?.evaluation.improvement == 3)
  }

  @Test(arguments: [(41, true, [20, 41]), (42, false, [42])])
  func `the first follow-up at the assessment date ends the early view`(
    offset: Int, isEarly: Bool, window: [Int]
  ) throws {
    let judged = try Scenario(adlScores((0, 12), (20, 4), (offset, 12))).judged(at: 60)
    #expect(judged.isEarlyView == isEarly)
    #expect(judged.measures.first?.evaluation.judgedFollowUps.map { $0.day - firstDose } == window)
  }

  @Test(arguments: [(20, true), (21, false)])
  func `it is the week before the deadline where that is earlier than the assessment`(
    offset: Int, isEarly: Bool
  ) throws {
    let judged = try Scenario(therapy: "late", adlScores((0, 12), (10, 12), (offset, 12))).judged(
      at: 27)
    #expect(judged.isEarlyView == isEarly)
    #expect(judged.window?.averagedFrom == day(21))
  }

  @Test func `one measure at the assessment date ends the early view of all`() throws {
    let scenario = Scenario(
      "mg", [score(adl, 0, 12), score(adl, 20, 4), score(qmg, 0, 20), score(qmg, 50, 20)])
    let judged = try scenario.judged(at: 60)
    #expect(!judged.isEarlyView)
    #expect(judged.measures.map(\.evaluation.judgedFollowUps.count) == [0, 1])
    // Only QMG has a change: 0.
    #expect(judged.responseIndex == 0)
    let before = try scenario.judged(at: 49)
    #expect(before.isEarlyView)
    #expect(before.responseIndex == 2)
  }

  @Test(
    arguments: [
      (5, 2), (6, 2), (8, Rational(4, over: 3)), (9, 1), (11, Rational(1, over: 3)), (12, 0),
      (13, Rational(-1, over: 2)), (14, -1), (16, -2), (24, -2), (0, 2),
    ] as [(Int, Rational)])
  func `the change is in units, cut at 2`(total: Int, change: Rational) throws {
    #expect(try measure((0, 12), (50, Rational(total))).evaluation.change == change)
  }

  @Test(
    arguments: [
      // From 20 a unit is a quarter of the room, 5.
      (15, 1), (17, Rational(3, over: 5)), (18, Rational(2, over: 5)), (20, 0),
      (23, Rational(-3, over: 4)), (24, -1),
    ]
      as [(Int, Rational)])
  func `a worsening is measured by its own threshold`(total: Int, change: Rational) throws {
    let scenario = Scenario("mg", [score(qmg, 0, 20), score(qmg, 50, Rational(total))])
    let judged = try #require(try scenario.judged(at: 60).measures.last)
    #expect(judged.evaluation.change == change)
    #expect(judged.thresholdPoints == (change.isNegative ? 4 : 3))
  }

  @Test func `where no worsening is published the mirror is used and says so`() throws {
    let judged = try Scenario("walk", [score(walk, 0, 10), score(walk, 50, tenths(128))]).measure(
      at: 60)
    #expect(judged.evaluation.change == -1)
    #expect(judged.threshold?.evidence.verification == .convention)
    #expect(judged.threshold?.note == "mirror of the improvement threshold")
  }

  @Test func `the published criterion is shown for one visit and for two in a row`() throws {
    #expect(try measure((0, 12)).meetsCriterionAtLatest == nil)
    #expect(try measure((0, 12), (50, 10)).meetsCriterionAtLatest == true)
    #expect(try measure((0, 12), (50, 10)).meetsCriterionTwice == nil)
    #expect(try measure((0, 12), (50, 11), (80, 10)).meetsCriterionTwice == false)
    #expect(try measure((0, 12), (50, 10), (80, 11)).meetsCriterionAtLatest == false)
    #expect(try measure((0, 12), (50, 10), (80, 10)).meetsCriterionTwice == true)
  }
}
