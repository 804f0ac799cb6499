import Testing

/// Criteria over a core set, fluctuations, and the flags that a criterion may raise.
@Suite struct CoreSetFaultTests {
  @Test(arguments: cases) func messages(of fault: FaultCase) throws {
    #expect(try fault.found() == fault.expected)
  }

  /// In place of the rule of the first criterion.
  private static func rule(_ name: String, _ rule: String, gives expected: String) -> FaultCase {
    FaultCase(
      name, in: "ache", replace: "{kind: at-most, measure: walk, value: 1}", by: rule,
      gives: expected)
  }

  static let cases: [FaultCase] = [
    rule(
      "all is well",
      "{kind: core-set, composite: change, also: {arm: [walk]}, better: {at-least: 2, percent: 20}, "
        + "worse: {at-most: 0, percent: 25, never: [arm]}}",
      gives: ""),
    rule(
      "all is well with a decline",
      "{kind: core-set-decline, composite: change, without: [arm], visits: 2, "
        + "any-of: [{all: [{role: walking, points: 2}]}, {at-least: 1, percent: 30}]}",
      gives: ""),
    rule(
      "all is well with a fluctuation",
      "{kind: fluctuation, grade: walk, rise: 1, strength: arm, fall-above: 5, within-weeks: 8}",
      gives: ""),
    rule(
      "core set of no composite",
      "{kind: core-set, composite: arm, better: {at-least: 2, percent: 20}, "
        + "worse: {at-most: 0, percent: 25}}",
      gives: """
        x
        """),
    rule(
      "more measures for an unknown role",
      "{kind: core-set, composite: change, also: {leg: [walk]}, better: {at-least: 2, percent: 20}, "
        + "worse: {at-most: 0, percent: 25}}",
      gives: """
        x
        """),
    rule(
      "a role that may not be worse is unknown",
      "{kind: core-set, composite: change, better: {at-least: 2, percent: 20}, "
        + "worse: {at-most: 0, percent: 25, never: [arms]}}",
      gives: """
        x
        """),
    rule(
      "more roles better than there are",
      "{kind: core-set, composite: change, better: {at-least: 3, percent: 20}, "
        + "worse: {at-most: 0, percent: 25}}",
      gives: """
        x
        """),
    rule(
      "a decline by nothing",
      "{kind: core-set-decline, composite: change, visits: 2, any-of: [{all: [{role: arm}]}]}",
      gives: """
        x
        """),
    rule(
      "a decline of a role that is not looked at",
      "{kind: core-set-decline, composite: change, without: [arm], visits: 2, "
        + "any-of: [{all: [{role: arm, points: 2}]}, {at-least: 2, percent: 30}]}",
      gives: """
        x
        """),
    rule(
      "a fluctuation without a time",
      "{kind: fluctuation, grade: walk, rise: 1, strength: arm, fall-above: 5}",
      gives: """
        x
        """),
    rule(
      "a late fluctuation without a count",
      "{kind: fluctuation, grade: walk, rise: 1, strength: arm, fall-above: 5, after-weeks: 8}",
      gives: """
        x
        """),
    rule(
      "an early fluctuation with a count",
      "{kind: fluctuation, grade: walk, rise: 1, strength: arm, fall-above: 0, within-weeks: 8, "
        + "or-count: 3}",
      gives: """
        x
        """),
    FaultCase(
      "a flag that no criterion raises", in: "ache", replace: "id: either",
      by: "flag: missing-response\n    id: either",
      gives: """
        x
        """),
    FaultCase(
      "an enzyme that is no laboratory value", in: "walk", replace: "scoring: {rule: sum}",
      by: "muscle-enzyme: true\nscoring: {rule: sum}",
      gives: """
        x
        """),
  ]
}
