import Outcomes
import Testing

/// response.md section 4: the index over groups of measures, and its history.
@Suite struct ResponseIndexTests {
  @Test func `the hands are one group`() throws {
    // Right 2 changes better, left none: together 1. QMG unchanged: (1 + 0) / 2.
    let scenario = Scenario(
      "grip-and-qmg",
      [
        hand("right", 0, 40), hand("left", 0, 40), hand("right", 50, 56), hand("left", 50, 40),
        score(qmg, 0, 20), score(qmg, 50, 20),
      ])
    let judged = try scenario.judged(at: 60)
    #expect(judged.measures.map(\.variant) == ["hand=left", "hand=right", ""])
    #expect(judged.measures.map(\.evaluation.change) == [0, 2, 0])
    #expect(judged.responseIndex == Rational(1, over: 2))
  }

  @Test func `each hand has its own baseline`() throws {
    let scenario = Scenario(
      "grip",
      [hand("right", 0, 40), hand("left", -50, 20), hand("right", 50, 48), hand("left", 50, 28)])
    let judged = try scenario.judged(at: 60)
    #expect(judged.measures.map(\.baseline?.value) == [20, 40])
    #expect(judged.responseIndex == 1)
    #expect(judged.verdict == .responding)
  }

  @Test func `a hand without a change is left out of its group`() throws {
    let scenario = Scenario(
      "grip", [hand("right", 0, 40), hand("left", 0, 40), hand("right", 50, 48)])
    #expect(try scenario.judged(at: 60).responseIndex == 1)
  }

  @Test func `floor and measures without a change are left out`() throws {
    let floor = [score(adl, 0, 1), score(adl, 50, 0)]
    #expect(try Scenario("mg", floor).judged(at: 60).responseIndex == nil)
    let both = floor + [score(qmg, 0, 20), score(qmg, 50, 15)]
    #expect(try Scenario("mg", both).judged(at: 60).responseIndex == 1)
    let alone = [score(adl, 0, 12), score(qmg, 0, 20), score(qmg, 50, 15)]
    #expect(try Scenario("mg", alone).judged(at: 60).responseIndex == 1)
  }

  @Test func `measures that stand for each other are one group, and only what was used is listed`()
    throws
  {
    let scenario = Scenario(
      "dm",
      [
        score(mmt80, 0, 60), score(mmt80, 50, 64), score(haq, 0, 2), score(haq, 50, 2),
      ])
    let judged = try scenario.judged(at: 60)
    #expect(judged.measures.map(\.measure.id.text) == ["haq-di", "mmt8-80"])
    #expect(judged.responseIndex == Rational(2, over: 5))
    #expect(
      try Scenario("dm", []).judged(at: 60).measures.map(\.measure.id.text) == [
        "haq-di", "mmt8-150",
      ])
  }

  @Test func `the index has a value at the date of every follow-up`() throws {
    let scenario = Scenario(
      "mg",
      [
        score(adl, 0, 12), score(qmg, 0, 20), score(adl, 20, 8), score(qmg, 50, 20),
        score(adl, 50, 10), score(adl, 80, 12), score(adl, 95, 4),
      ])
    let history = try scenario.judged(at: 90).indexHistory
    #expect(history.map { $0.day - firstDose } == [20, 50, 80])
    #expect(
      history.map(\.index) == [Rational(4, over: 3), Rational(1, over: 3), Rational(1, over: 6)])
  }

  @Test(
    arguments: [
      (Rational(-1, over: 100), Firmness.firm), (-2, .firm), (0, .likely),
      (Rational(49, over: 100), .likely), (.half, .narrow), (1, .narrow),
      (Rational(3, over: 2), .narrow), (Rational(151, over: 100), .firm), (2, .firm),
    ] as [(Rational, Firmness)])
  func `how firm an index is`(index: Rational, firmness: Firmness) {
    #expect(Firmness(index) == firmness)
  }

  @Test func `on how many assessments it rests`() throws {
    func judged(_ scores: [Score]) throws -> CourseJudgement {
      try Scenario("mg", scores).judged(at: 100)
    }
    let one = [score(adl, 0, 12), score(adl, 50, 12)]
    #expect(try judged(one).assessments == 1)
    #expect(try judged(one + [score(adl, 60, 12)]).assessments == 2)
    #expect(try judged(one + [score(adl, 30, 12)]).assessments == 1)
    let floor = [score(qmg, 0, 2), score(qmg, 50, 2), score(qmg, 60, 2)]
    #expect(try judged(one + floor).assessments == 1)
    #expect(try judged(floor).assessments == 0)
  }

  @Test func `the latest value of the history is the index`() throws {
    for seed in 0..<300 {
      let random = RandomRecord(seed: UInt64(seed))
      for course in library.judge(random.record, asOf: random.asOf).courses
      where course.responseIndex != nil {
        #expect(course.indexHistory.last?.index == course.responseIndex, "seed \(seed)")
      }
    }
  }
}
