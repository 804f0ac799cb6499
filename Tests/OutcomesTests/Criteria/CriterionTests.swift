import Outcomes
import Testing

/// Published criteria are named results beside the verdict.
@Suite struct CriterionTests {
  private func result(_ rule: Criterion.Rule, _ scenario: Scenario, at offset: Int = 400) throws
    -> CriterionResult
  {
    let criterion = Criterion(id: "test", name: "test", rule: rule, evidence: evidence)
    let scores = Dictionary(grouping: scenario.scores.sorted { $0.day < $1.day }, by: \.measure)
    return library.result(
      of: criterion, for: try scenario.judged(at: offset), scores: scores, asOf: day(offset))
  }

  @Test(
    arguments: [
      ([(50, 1)], CriterionResult.met(day(50))), ([(50, 2)], .notMet),
      ([(50, 0), (80, 2)], .notMet),
      ([], .unknown), ([(-5, 1)], .unknown),
    ] as [([(Int, Int)], CriterionResult)])
  func `minimal symptom expression is at most 1 at the latest score of the course`(
    pairs: [(Int, Int)], expected: CriterionResult
  ) throws {
    let scores = [score(adl, -20, 12)] + pairs.map { score(adl, $0.0, Rational($0.1)) }
    let rule = Criterion.Rule.atMost(adl.id, subscore: nil, 1)
    #expect(try result(rule, Scenario(scores)) == expected)
  }

  // Better by 2 for four weeks in a row, the first of them by week 4.
  @Test(
    arguments: [
      ([(28, 10), (56, 10)], CriterionResult.met(day(56))), ([(29, 10), (57, 10)], .notMet),
      ([(28, 10), (55, 10)], .notMet), ([(28, 10), (42, 11), (56, 10)], .notMet),
      ([(14, 10), (28, 11), (35, 10)], .notMet),
      ([(14, 10), (28, 9), (42, 10)], .met(day(42))), ([], .unknown),
    ] as [([(Int, Int)], CriterionResult)])
  func `a run of weeks is not interrupted`(
    pairs: [(Int, Int)], expected: CriterionResult
  ) throws {
    let scores = [score(adl, 0, 12)] + pairs.map { score(adl, $0.0, Rational($0.1)) }
    let rule = Criterion.Rule.run(adl.id, improvement: 2, weeks: 4, firstByWeek: 4)
    #expect(try result(rule, Scenario(scores)) == expected)
  }

  @Test(
    arguments: [
      (10, 17, CriterionResult.met(day(80))), (10, 18, .notMet), (11, 17, .notMet),
      (10, nil, .unknown), (11, nil, .notMet),
    ] as [(Int, Int?, CriterionResult)])
  func `two of two scales at a time, unknown while the other could still be met`(
    adlTotal: Int, qmgTotal: Int?, expected: CriterionResult
  ) throws {
    let followUps =
      [score(adl, 80, Rational(adlTotal))] + (qmgTotal.map { [score(qmg, 80, Rational($0))] } ?? [])
    let rule = Criterion.Rule.count(
      atLeast: 2, byWeek: 12,
      of: [
        Criterion.Part(measure: adl.id, improvement: 2),
        Criterion.Part(measure: qmg.id, improvement: 3),
      ])
    let scenario = Scenario("mg", [score(adl, 0, 12), score(qmg, 0, 20)] + followUps)
    #expect(try result(rule, scenario) == expected)
  }

  @Test(
    arguments: [(13, CriterionResult.notMet), (14, .met(day(50))), (8, .notMet)]
      as [(Int, CriterionResult)])
  func `a decline is worse by the limit or more`(total: Int, expected: CriterionResult) throws {
    let scenario = Scenario(adlScores((0, 12), (50, Rational(total))))
    #expect(try result(.decline(adl.id, worsening: 2), scenario) == expected)
  }

  @Test func `the levels of the Total Improvement Score`() throws {
    let levels = try #require(tis.composite?.levels)
    let after = CoreSet(physician: 1, patient: 5, mmt: 120, extramuscular: tenths(24))
    // Physician 40 % is 17.5 points, extramuscular 6 % is 7.5.
    let scenario = Scenario.myositis(CoreSet().scores(0) + after.scores(80))
    #expect(
      try result(.levels(tis.id, levels), scenario)
        == .level("minimal improvement", 25, day(80)))
    let same = Scenario.myositis(CoreSet().scores(0) + CoreSet().scores(80))
    #expect(
      try result(.levels(tis.id, levels), same) == .level("below the first level", 0, day(80)))
    let incomplete = Scenario.myositis(CoreSet().scores(0))
    #expect(try result(.levels(tis.id, levels), incomplete) == .unknown)
  }

  @Test func `without a judged course a criterion is unknown`() throws {
    let scenario = Scenario(intent: .symptomatic, adlScores((0, 12), (50, 1)))
    #expect(try result(.atMost(adl.id, subscore: nil, 1), scenario) == .unknown)
  }
}
