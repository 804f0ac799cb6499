import Outcomes
import Testing

/// response.md section 2: which score is the baseline.
@Suite struct BaselineTests {
  @Test(
    arguments: [
      (-91, false), (-90, true), (-89, true), (-1, true), (0, true), (1, true), (6, true),
      (7, true), (8, false),
    ])
  func `a baseline lies from 90 days before the first dose to 7 after`(offset: Int, found: Bool)
    throws
  {
    let measure = try Scenario(adlScores((offset, 12))).measure(at: 60)
    #expect(measure.baseline?.day == (found ? day(offset) : nil))
    #expect((measure.verdict == .noBaseline) == !found)
  }

  @Test(
    arguments: [
      ([-90, -30, -1], -1), ([-30, 0, 3], 0), ([-90, 3], -90), ([3, 5, 7], 3), ([-91, 7], 7),
      ([0, 1], 0),
    ])
  func `the latest before the first dose comes first, then the earliest after it`(
    offsets: [Int], chosen: Int
  ) throws {
    let scores = offsets.map { score(adl, $0, 12) }
    #expect(try Scenario(scores).measure(at: 60).baseline?.day == day(chosen))
  }

  // "fast" takes effect after half a week, which is day 4; "bridge" after a week, day 7.
  @Test(
    arguments: [
      ("fast", 3, true), ("fast", 4, false), ("fast", 5, false), ("bridge", 6, true),
      ("bridge", 7, false), ("drug", 7, true),
    ])
  func `a late baseline lies before the first effect`(therapy: String, offset: Int, found: Bool)
    throws
  {
    let scenario = Scenario(therapy: therapy, adlScores((offset, 12)))
    #expect((try scenario.measure(at: 60).baseline != nil) == found)
  }

  @Test func `a score without a total is no baseline`() throws {
    let scenario = Scenario([score(adl, -20, 12), partial(adl, -1), partial(adl, 2)])
    #expect(try scenario.measure(at: 60).baseline?.day == day(-20))
    #expect(try Scenario([partial(adl, -1)]).measure(at: 60).verdict == .noBaseline)
  }

  @Test func `an I-RODS without its centile is no baseline, whatever its sum`() throws {
    let scenario = Scenario("rods", [rodsScore(-30, centile: 50), rodsScore(-1, centile: nil)])
    let baseline = try #require(try scenario.measure(at: 60).baseline)
    #expect(baseline.day == day(-30))
    #expect(baseline.value == 50)
  }

  @Test func `a disease may set its own baseline window`() throws {
    var own = try #require(library.disease(Disease.ID("one")))
    own.baselineDaysBefore = 28
    own.baselineDaysAfter = 10
    let changed = Library(
      measures: library.measures, diseases: [own], therapies: library.therapies)
    for (offset, found) in [(-29, false), (-28, true), (0, true), (10, true), (11, false)] {
      let judged = changed.judge(Scenario(adlScores((offset, 12))).record, asOf: day(60))
      #expect((judged.courses.first?.measures.first?.baseline != nil) == found, "day \(offset)")
    }
  }

  @Test(
    arguments: [
      (Rational(1, over: 2), 4), (1, 7), (Rational(1, over: 7), 1), (Rational(1, over: 8), 1),
      (6, 42), (Rational(5, over: 2), 18), (0, 0),
    ] as [(Rational, Int)])
  func `a fraction of a week is rounded up to whole days`(weeks: Rational, days: Int) {
    #expect(Expectation.days(weeks) == days)
  }
}
