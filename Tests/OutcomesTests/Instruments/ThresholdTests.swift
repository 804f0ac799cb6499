import Outcomes
import Testing

/// One meaningful change, exactly at, just below and just above it.
@Suite struct ThresholdTests {
  private func verdict(
    _ disease: String, _ measure: Measure, _ before: Rational, _ after: Rational
  ) throws -> MeasureVerdict {
    try Scenario(disease, [score(measure, 0, before), score(measure, 50, after)]).measure(at: 60)
      .verdict
  }

  @Test(
    arguments: [
      (72, MeasureVerdict.improved), (73, .partial), (86, .partial), (87, .unchanged),
      (100, .unchanged), (127, .unchanged), (128, .worsened),
    ] as [(Int64, MeasureVerdict)])
  func `10.0 s to 7.2 s is 28 % and meets 28 %`(after: Int64, verdict: MeasureVerdict) throws {
    #expect(try self.verdict("walk", walk, 10, tenths(after)) == verdict)
  }

  @Test(
    arguments: [
      // 28 % of 3 s is 0.84 s, less than the least of 1 s; 28 % of 4 s is 1.12 s.
      (30, 20, MeasureVerdict.improved), (30, 21, .partial), (40, 29, .partial),
      (40, 28, .improved),
    ] as [(Int64, Int64, MeasureVerdict)])
  func `a share of the baseline may have a least`(
    before: Int64, after: Int64, verdict: MeasureVerdict
  ) throws {
    #expect(
      try self.verdict("walk-at-least", walkAtLeast, tenths(before), tenths(after)) == verdict)
  }

  @Test(
    arguments: [
      (30, MeasureVerdict.improved), (31, .partial), (40, .partial), (41, .unchanged),
      (70, .worsened),
    ]
      as [(Int64, MeasureVerdict)])
  func `20 % of a range of 10 is 2, whatever the baseline`(after: Int64, verdict: MeasureVerdict)
    throws
  {
    #expect(try self.verdict("global", global, 5, tenths(after)) == verdict)
  }

  @Test(
    arguments: [
      (14, 9, MeasureVerdict.improved), (14, 10, .partial), (15, 9, .improved), (15, 10, .partial),
      (50, 30, .improved), (50, 31, .partial), (100, 60, .improved), (100, 61, .partial),
    ])
  func `a threshold by the baseline changes with its band`(
    before: Int, after: Int, verdict: MeasureVerdict
  ) throws {
    #expect(try self.verdict("skin", skin, Rational(before), Rational(after)) == verdict)
  }

  @Test(
    arguments: [
      // A quarter of the room of 50, at most two thresholds of 4.
      (58, MeasureVerdict.improved), (57, .partial), (54, .partial), (53, .unchanged),
      (46, .worsened), (47, .unchanged),
    ])
  func `I-RODS is judged by centile points`(after: Int, verdict: MeasureVerdict) throws {
    let scenario = Scenario(
      "rods", [rodsScore(0, centile: 50), rodsScore(50, centile: Rational(after))])
    #expect(try scenario.measure(at: 60).verdict == verdict)
  }

  @Test(arguments: [
    (48, MeasureVerdict.improved), (47, .partial), (44, .partial), (43, .unchanged),
    (32, .worsened),
  ])
  func `more kPa is better`(after: Int, verdict: MeasureVerdict) throws {
    let scenario = Scenario("grip", [hand("right", 0, 40), hand("right", 50, Rational(after))])
    #expect(try scenario.measure(at: 60).verdict == verdict)
  }

  @Test func `a share of zero and a baseline outside the bands are no threshold`() {
    let share = Threshold.Size.percentOfBaseline(28, atLeast: nil)
    #expect(improvement(share).points(baseline: 0, range: 0...180) == nil)
    let band = Threshold.Size.byBaseline([Threshold.Band(from: 1, to: 5, points: 2, percent: nil)])
    #expect(improvement(band).points(baseline: 6, range: 0...180) == nil)
    #expect(improvement(band).points(baseline: 5, range: 0...180) == 2)
  }

  @Test func `the thresholds of the disease come before those of the measure`() {
    let counted = CountedMeasure(measure: adl.id, improvement: improvement(.points(5)))
    let own = Yardstick(measure: adl, counted: counted)
    #expect(own.improvement?.size == .points(5))
    #expect(own.worsening?.size == .points(5))
    let plain = Yardstick(measure: qmg, counted: CountedMeasure(measure: qmg.id))
    #expect(plain.improvement?.size == .points(3))
    #expect(plain.worsening?.size == .points(4))
  }

  @Test(
    arguments: [
      (Threshold.Size.points(2), "2 s"), (.percentOfRange(20), "20 % of the range"),
      (.percentOfBaseline(28, atLeast: nil), "28 % of the baseline"),
      (.percentOfBaseline(28, atLeast: 1), "28 % of the baseline, at least 1 s"),
      (
        .byBaseline([
          Threshold.Band(from: 0, to: 14, points: 5, percent: nil),
          Threshold.Band(from: 15, to: 100, points: nil, percent: 40),
        ]), "5 s from a baseline of 0 to 14, 40 % from a baseline of 15 to 100"
      ),
    ])
  func `a threshold is put into words`(size: Threshold.Size, words: String) {
    #expect(improvement(size).wording(unit: "s") == words)
  }
}
