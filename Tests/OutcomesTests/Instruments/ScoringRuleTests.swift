import Outcomes
import Testing

/// The scoring rules on a measure of three items from 0 to 4, with a value of its own.
@Suite struct ScoringRuleTests {
  private func measure(_ scoring: Scoring) -> Measure {
    instrument(
      "three", .functional, .clinician, .higherIsWorse, 0...12,
      items: [graded("a", 4), graded("b", 4), graded("c", 4)],
      value: measured("value", numbers(0, 12, step: 1)), scoring: scoring,
      subscores: [
        Subscore(id: "ab", name: "a and b", items: ["a", "b"], range: 0...8),
        Subscore(id: "mean-bc", name: "mean", items: ["b", "c"], rule: .mean, range: 0...4),
      ],
      thresholds: [])
  }

  @Test(
    arguments: [
      (ScoringRule.sum, 0, "1,2,4", Rational(7)), (.sum, 0, "1,2", nil),
      (.sum, 0, "1,2,unable", nil),
      (.mean, 0, "1,2,4", Rational(7, over: 3)), (.mean, 0, "1,2", nil),
      (.mean, 1, "1,2", Rational(3, over: 2)), (.mean, 1, "1", nil), (.mean, 3, "", nil),
      (.fractionOfMaximum, 0, "1,2,4", Rational(7, over: 12)), (.fractionOfMaximum, 0, "1,2", nil),
      (.fractionOfMaximum, 1, "1,2", Rational(3, over: 8)),
      (.entered, 0, "1,2,4,9", 9), (.entered, 0, "1,2,4", nil),
      (.sumOrEntered, 0, "1,2,4", 7), (.sumOrEntered, 0, ",,,9", 9),
      (.sumOrEntered, 0, "1,2,,9", nil), (.sumOrEntered, 0, "", nil),
      (.ratio(of: "a", to: "b"), 0, "1,2", Rational(1, over: 2)),
      (.ratio(of: "a", to: "b"), 0, "1,0", nil), (.ratio(of: "a", to: "b"), 0, "1", nil),
      (.composite, 0, "1,2,4,9", nil), (.none, 0, "1,2,4,9", nil),
    ] as [(ScoringRule, Int, String, Rational?)])
  func `a total is given by the rule, or not at all`(
    rule: ScoringRule, missingAllowed: Int, answers: String, total: Rational?
  ) {
    let measure = measure(Scoring(rule: rule, missingAllowed: missingAllowed))
    #expect(measure.score(Answers(compact: answers, of: measure)).total == total)
  }

  @Test(
    arguments: [
      ("1,2,4", 3, 3), ("1,2", 3, nil), ("1,not-done,4", nil, nil), (",2,4", nil, 3),
    ] as [(String, Int?, Int?)])
  func `a part needs all of its items`(answers: String, sum: Int?, mean: Int?) {
    let measure = measure(Scoring(rule: .sum))
    let scored = measure.score(Answers(compact: answers, of: measure))
    #expect(scored.subscore("ab") == sum.map { Rational($0) })
    #expect(scored.subscore("mean-bc") == mean.map { Rational($0) })
  }

  @Test func `an optional item neither completes a sum nor is asked for`() {
    let measure = instrument(
      "optional", .functional, .clinician, .higherIsWorse, 0...8,
      items: [graded("a", 4), graded("b", 4, optional: true), graded("c", 4, inTotal: false)],
      scoring: Scoring(rule: .sum), thresholds: [])
    #expect(measure.score(Answers(compact: "3", of: measure)).total == 3)
    #expect(measure.score(Answers(compact: "3,2,4", of: measure)).total == 5)
    #expect(measure.score(Answers(compact: ",2,4", of: measure)).total == nil)
    #expect(measure.score(Answers(compact: ",2,4", of: measure)).missing == ["a"])
  }
}
