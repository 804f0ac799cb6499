import Outcomes
import Testing

/// response.md section 2: a score after the first dose as a baseline, and baselines in variants.
///
/// The slow drug shows a first effect after 119 days, so that a score up to day 59 may be a baseline.
@Suite struct LateBaselineTests {
  private func isBaseline(_ offset: Int, beside others: [TreatmentCourse] = []) throws -> Bool {
    let scenario = Scenario(therapy: "slow", adlScores((offset, 12)), others: others)
    return try scenario.measure(at: 400).baseline != nil
  }

  @Test(arguments: [(7, true), (8, true), (59, true), (60, false)])
  func `up to half of the first effect, rounded down`(offset: Int, isBaseline: Bool) throws {
    #expect(try self.isBaseline(offset) == isBaseline)
  }

  @Test func `7 days where half of the first effect is less`() throws {
    for (offset, found) in [(7, true), (8, false)] {
      #expect((try Scenario(adlScores((offset, 12))).measure(at: 60).baseline != nil) == found)
    }
  }

  // Another drug with a first effect after 14 days.
  @Test(
    arguments: [
      (5, 18, true), (5, 19, false), (5, 40, false), (-13, 8, false), (-14, 8, true),
      (-14, 59, true),
      (-400, 59, true),
    ])
  func `not from a day at which another immunotherapy has begun to act since the first dose`(
    start: Int, offset: Int, isBaseline: Bool
  ) throws {
    #expect(try self.isBaseline(offset, beside: [course("other", start)]) == isBaseline)
  }

  @Test func `a baseline of the first 7 days is taken all the same`() throws {
    // The fast drug acts from day 5 on.
    for (offset, found) in [(6, true), (7, true), (8, false)] {
      #expect(try isBaseline(offset, beside: [course("fast", 1)]) == found)
    }
  }

  @Test func `each of its courses by its own first dose`() throws {
    let before = course("other", -100, stop: -50)
    let again = course("other", 5, stop: 6, intent: .bridge)
    #expect(try isBaseline(30, beside: [before]))
    #expect(try !isBaseline(30, beside: [before, again]))
    // A cycle of a series too: begun on day 10, it acts from day 24.
    let cycles = [course("other", -40, stop: -30), course("other", 10, stop: 12)]
    #expect(try isBaseline(23, beside: cycles))
    #expect(try !isBaseline(24, beside: cycles))
  }

  @Test(arguments: [(14, true), (15, false)])
  func `without a row for its intent the row whatever the intent`(offset: Int, isBaseline: Bool)
    throws
  {
    // A row for maintenance only, given as induction: a first effect after 14 days.
    #expect(try self.isBaseline(offset, beside: [course("upkeep", 1)]) == isBaseline)
  }

  @Test(arguments: [(8, true), (9, false)])
  func `without any row for the disease its first dose`(offset: Int, isBaseline: Bool) throws {
    #expect(try self.isBaseline(offset, beside: [course("elsewhere", 9)]) == isBaseline)
  }

  @Test func `only another immunotherapy, not for symptoms`() throws {
    #expect(try isBaseline(40, beside: [course("physio", 1)]))
    #expect(try isBaseline(40, beside: [course("pyridostigmine", 1)]))
    #expect(try isBaseline(40, beside: [course("other", 1, intent: .symptomatic)]))
    #expect(try isBaseline(40, beside: [course("slow", 1, intent: .maintenance)]))
  }

  private func device(_ kind: String, _ offset: Int) -> Score {
    score(grip, offset, 40, "hand=right;device=\(kind)")
  }

  @Test(
    arguments: [
      (["martin"], -20), (["other"], -5), (["martin", "other"], -5), ([], -5),
    ] as [([String], Int)])
  func `the latest whose variant a follow-up has, else the latest`(
    followUps: [String], baseline: Int
  ) throws {
    let later = followUps.enumerated().map { device($0.element, 50 + 10 * $0.offset) }
    let scores = [device("martin", -20), device("other", -5)] + later
    #expect(try Scenario("grip", scores).measure(at: 80).baseline?.day == day(baseline))
  }

  @Test func `of two on one day the one later in the order of variants`() throws {
    let both = [device("martin", -5), device("other", -5)]
    func variant(_ more: [Score]) throws -> String? {
      try Scenario("grip", more + both).measure(at: 80).baseline?.score.variant
    }
    #expect(try variant([]) == "hand=right;device=other")
    #expect(try variant([device("martin", 50)]) == "hand=right;device=martin")
    #expect(try variant([device("martin", 50), device("other", 60)]) == "hand=right;device=other")
  }

  @Test func `a follow-up beyond the horizon chooses no baseline`() throws {
    // Stopped on day 20, the effect ends on day 48.
    let scores = [device("martin", -20), device("other", -5), device("martin", 49)]
    #expect(try Scenario("grip", stop: 20, scores).measure(at: 80).baseline?.day == day(-5))
    let within = [device("martin", -20), device("other", -5), device("martin", 48)]
    #expect(try Scenario("grip", stop: 20, within).measure(at: 80).baseline?.day == day(-20))
  }
}
