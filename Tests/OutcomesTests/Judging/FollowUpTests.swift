import Outcomes
import Testing

/// response.md section 2: which scores are follow-ups, and until when.
@Suite struct FollowUpTests {
  private func followUps(_ scenario: Scenario, at offset: Int) throws -> [Int] {
    try scenario.measure(at: offset).evaluation.followUps.map { $0.day - firstDose }
  }

  @Test(
    arguments: [
      ([50, 56], [56]), ([50, 57], [50, 57]), ([50, 51, 52], [52]), ([50, 55, 60], [50, 60]),
      ([50, 56, 62], [50, 62]), ([50, 57, 63], [50, 63]), ([50, 57, 64], [50, 57, 64]),
    ])
  func `of scores less than 7 days apart only the later counts`(given: [Int], kept: [Int]) throws {
    let scores = [score(adl, 0, 12)] + given.map { score(adl, $0, 10) }
    #expect(try followUps(Scenario(scores), at: 200) == kept)
  }

  @Test func `what comes after the day does not thin what came before`() throws {
    let scenario = Scenario(adlScores((0, 12), (50, 10), (56, 10)))
    #expect(try followUps(scenario, at: 55) == [50])
    #expect(try followUps(scenario, at: 56) == [56])
  }

  @Test func `a follow-up is later than the first dose and later than the baseline`() throws {
    #expect(
      try followUps(Scenario(adlScores((-40, 14), (-10, 12), (0, 12), (1, 11))), at: 60) == [1])
    #expect(try followUps(Scenario(adlScores((3, 12), (5, 11), (20, 10))), at: 60) == [5, 20])
  }

  @Test func `a score without a total is no follow-up`() throws {
    let scenario = Scenario([score(adl, 0, 12), score(adl, 50, 10), partial(adl, 53)])
    #expect(try followUps(scenario, at: 60) == [50])
  }

  // The effect of the drug lasts 28 days after its last dose: stopped on day 50, it counts up to day 78.
  @Test(arguments: [(77, true), (78, true), (79, false)])
  func `after a stop scores count as long as the effect lasts`(offset: Int, counts: Bool) throws {
    let scenario = Scenario(stop: 50, adlScores((0, 12), (45, 10), (offset, 6)))
    #expect(try followUps(scenario, at: 400) == (counts ? [45, offset] : [45]))
    #expect(try scenario.judged(at: 400).window?.horizon == day(78))
  }

  @Test func `a stop in the future does not exist yet`() throws {
    let scenario = Scenario(stop: 60, adlScores((0, 12), (50, 10)))
    #expect(try scenario.judged(at: 59).course.stop == nil)
    #expect(try scenario.judged(at: 59).window?.horizon == day(59))
    #expect(try scenario.judged(at: 60).course.stop == day(60))
    #expect(try scenario.judged(at: 60).window?.horizon == day(60))
  }

  // The steroid can worsen for up to 3 weeks: day 21 is inside, day 22 is not.
  @Test(arguments: [(20, false), (21, false), (22, true)])
  func `a score inside the early-worsening weeks is not judged`(offset: Int, judged: Bool) throws {
    let scenario = Scenario(therapy: "steroid", adlScores((0, 12), (offset, 18)))
    #expect(try scenario.verdict(at: 30) == (judged ? .worsened : .tooEarly))
    let twin = Scenario(therapy: "drug", adlScores((0, 12), (offset, 18)))
    #expect(try twin.verdict(at: 30) == .worsened)
  }

  @Test(
    arguments: [
      ("hand=right;device=martin", true), ("hand=right", true), ("hand=right;device=other", false),
      ("hand=right;device=martin;posture=standing", true),
    ])
  func `a follow-up has the variant of the baseline`(variant: String, comparable: Bool) throws {
    let scenario = Scenario(
      "grip", [score(grip, 0, 40, "hand=right"), score(grip, 50, 60, variant)])
    #expect(try scenario.measure(at: 60).verdict == (comparable ? .improved : .incomparable))
  }

  @Test(arguments: [
    ("1", "1", true), ("1", "0", true), ("0", "1", true), ("0", "0", true), ("1", "2", false),
    ("2", "0", false),
  ])
  func `versions are compared only where the definition allows it`(
    before: String, after: String, comparable: Bool
  ) throws {
    let scenario = Scenario([
      score(adl, 0, 12, version: before), score(adl, 50, 8, version: after),
    ])
    #expect(try scenario.measure(at: 60).verdict == (comparable ? .improved : .incomparable))
  }

  @Test func `one comparable follow-up among others is enough`() throws {
    let scenario = Scenario(
      "grip",
      [
        score(grip, 0, 40, "hand=right"), score(grip, 50, 80, "hand=right;device=other"),
        score(grip, 60, 48, "hand=right"), score(grip, 70, 20, "hand=right;device=other"),
      ])
    #expect(try scenario.measure(at: 80).verdict == .improved)
    #expect(try followUps(scenario, at: 80) == [60])
  }
}
