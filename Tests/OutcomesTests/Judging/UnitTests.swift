import Outcomes
import Testing

/// response.md section 3: what a change is counted in, and the worked tables of that section.
@Suite struct UnitTests {
  @Test(
    arguments: [
      // MG-ADL: 2 points, a quarter of the room from 8 on, at most 4.
      (3, 2), (7, 2), (8, 2), (9, Rational(9, over: 4)), (12, 3), (15, Rational(15, over: 4)),
      (16, 4), (17, 4), (24, 4),
    ] as [(Int, Rational)])
  func `the unit is the threshold or a quarter of the room, at most two thresholds`(
    baseline: Int, unit: Rational
  ) throws {
    let judged = try Scenario(adlScores((0, Rational(baseline)), (50, 0))).measure(at: 60)
    #expect(judged.series.unit == unit)
    #expect(judged.thresholdPoints == 2)
  }

  @Test(
    arguments: [
      ([13, 14, 13], 16, Rational(2, over: 3), MeasureVerdict.partial),
      ([4, 4, 3], 6, Rational(7, over: 6), .improved),
    ] as [([Int], Int, Rational, MeasureVerdict)])
  func `the worked table, MG-ADL`(
    totals: [Int], baseline: Int, change: Rational, verdict: MeasureVerdict
  ) throws {
    try expect(adl, Rational(baseline), totals.map { Rational($0) }, in: "one", change, verdict)
  }

  @Test func `the worked table, MG-ADL 2 to 0 is floor`() throws {
    let judged = try Scenario(adlScores((0, 2), (50, 0), (60, 0), (70, 0))).measure(at: 80)
    #expect(judged.verdict == .floor)
  }

  @Test(
    arguments: [
      // Legs at baseline and later, arms 0 throughout.
      (4, 3, 1, MeasureVerdict.improved), (5, 4, Rational(4, over: 5), .partial),
    ] as [(Int, Int, Rational, MeasureVerdict)])
  func `the worked table, INCAT legs`(
    before: Int, after: Int, change: Rational, verdict: MeasureVerdict
  ) throws {
    let scores = [50, 60, 70].map { incatScore($0, arms: 0, legs: after) }
    let judged = try Scenario("incat", [incatScore(0, arms: 0, legs: before)] + scores).measure(
      at: 80)
    #expect(judged.evaluation.change == change)
    #expect(judged.verdict == verdict)
  }

  @Test func `the worked table, INCAT 9 to 8 is one half and 1 to 0 is floor`() throws {
    let nine =
      [incatScore(0, arms: 4, legs: 5)]
      + [50, 60, 70].map {
        incatScore($0, arms: 4, legs: 4)
      }
    let judged = try Scenario("incat", nine).measure(at: 80)
    #expect(judged.series.unit == 2)
    #expect(judged.evaluation.change == .half)
    #expect(judged.verdict == .partial)
    let one =
      [incatScore(0, arms: 0, legs: 1)]
      + [50, 60, 70].map {
        incatScore($0, arms: 0, legs: 0)
      }
    #expect(try Scenario("incat", one).measure(at: 80).verdict == .floor)
  }

  @Test func `the worked table, MRC sum score and grip`() throws {
    try expect(mrc, 40, [43, 42, 43], in: "mrc", Rational(2, over: 3), .partial)
    let kPa = [hand("right", 0, 40)] + [50, 60, 70].map { hand("right", $0, 49) }
    let grip = try Scenario("grip", kPa).measure(at: 80)
    #expect(grip.series.unit == 8)
    #expect(grip.evaluation.change == Rational(9, over: 8))
    #expect(grip.verdict == .improved)
  }

  private func expect(
    _ measure: Measure, _ before: Rational, _ after: [Rational], in disease: String,
    _ change: Rational, _ verdict: MeasureVerdict
  ) throws {
    let followUps = zip([50, 60, 70], after).map { score(measure, $0, $1) }
    let judged = try Scenario(disease, [score(measure, 0, before)] + followUps).measure(at: 80)
    #expect(judged.evaluation.change == change)
    #expect(judged.verdict == verdict)
  }

  @Test func `a measured value keeps its threshold, however much room there is`() throws {
    let walked = try Scenario("walk", [score(walk, 0, 100), score(walk, 50, 72)]).measure(at: 60)
    #expect(walked.series.unit == 28)
    #expect(walked.verdict == .improved)
    let grip = try Scenario("grip", [hand("left", 0, 8), hand("left", 50, 16)]).measure(at: 60)
    #expect(grip.series.unit == 8)
    #expect(grip.verdict == .improved)
  }

  @Test func `a scale of one value that is rated has a quarter of its room`() throws {
    // 20 % of the range of 10 are 2; a quarter of 10 is 5/2.
    let judged = try Scenario("global", [score(global, 0, 10), score(global, 50, 8)]).measure(
      at: 60)
    #expect(judged.series.unit == Rational(5, over: 2))
    #expect(judged.evaluation.change == Rational(4, over: 5))
  }

  @Test(arguments: [(13, Rational(-1, over: 2)), (14, -1), (16, -2), (24, -2)])
  func `the worsening-threshold is never enlarged`(total: Int, change: Rational) throws {
    let judged = try Scenario(adlScores((0, 12), (50, Rational(total)))).measure(at: 60)
    #expect(judged.series.unit == 3)
    #expect(judged.unit == 2)
    #expect(judged.evaluation.change == change)
  }

  @Test(arguments: [2, 6, 8, 12, 16, 20, 24])
  func `who keeps the published change is never red by that measure`(baseline: Int) throws {
    let better = Rational(baseline - 2)
    let scenario = Scenario(adlScores((0, Rational(baseline)), (80, better), (90, better)))
    let verdict = try scenario.verdict(at: 100)
    #expect([.responding, .partialResponse, .notEvaluable].contains(verdict))
  }
}
