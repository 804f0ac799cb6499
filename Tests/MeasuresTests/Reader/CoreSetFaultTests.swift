import Testing

/// Criteria over a core set, fluctuations, and the flags that a criterion may raise.
@Suite struct CoreSetFaultTests {
  @Test(arguments: cases) func messages(of fault: FaultCase) throws {
    let found = try fault.found()
    #expect(found == fault.expected, "found:\n\(found)")
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
        diseases/ache.yaml:22:39: measure 'arm' is not of class composite; name one that is, \
        or none
        """),
    rule(
      "more measures for an unknown role",
      "{kind: core-set, composite: change, also: {leg: [walk]}, better: {at-least: 2, percent: 20}, "
        + "worse: {at-most: 0, percent: 25}}",
      gives: """
        diseases/ache.yaml:22:54: no role 'leg' is defined; there are: arm, walking
        """),
    rule(
      "a role that may not be worse is unknown",
      "{kind: core-set, composite: change, better: {at-least: 2, percent: 20}, "
        + "worse: {at-most: 0, percent: 25, never: [arms]}}",
      gives: """
        diseases/ache.yaml:22:124: no role 'arms' is defined; there are: arm, walking; did \
        you mean 'arm'?
        """),
    rule(
      "more roles better than there are",
      "{kind: core-set, composite: change, better: {at-least: 3, percent: 20}, "
        + "worse: {at-most: 0, percent: 25}}",
      gives: """
        diseases/ache.yaml:22:66: 'at-least' needs at most 2, the roles of the core set; \
        found '3'
        """),
    rule(
      "a decline by nothing",
      "{kind: core-set-decline, composite: change, visits: 2, any-of: [{all: [{role: arm}]}]}",
      gives: """
        diseases/ache.yaml:22:82: exactly one of points, percent must be given
        """),
    rule(
      "a decline of a role that is not looked at",
      "{kind: core-set-decline, composite: change, without: [arm], visits: 2, "
        + "any-of: [{all: [{role: arm, points: 2}]}, {at-least: 2, percent: 30}]}",
      gives: """
        diseases/ache.yaml:22:105: no role 'arm' is defined; there are: walking
        diseases/ache.yaml:22:135: 'at-least' needs at most 1, the roles of the core set; \
        found '2'
        """),
    rule(
      "a fluctuation without a time",
      "{kind: fluctuation, grade: walk, rise: 1, strength: arm, fall-above: 5}",
      gives: """
        diseases/ache.yaml:22:11: exactly one of within-weeks, after-weeks must be given
        """),
    rule(
      "a late fluctuation without a count",
      "{kind: fluctuation, grade: walk, rise: 1, strength: arm, fall-above: 5, after-weeks: 8}",
      gives: """
        diseases/ache.yaml:22:11: missing key 'or-count' in a rule of kind 'fluctuation'
        """),
    rule(
      "an early fluctuation with a count",
      "{kind: fluctuation, grade: walk, rise: 1, strength: arm, fall-above: 0, within-weeks: 8, "
        + "or-count: 3}",
      gives: """
        diseases/ache.yaml:22:80: 'fall-above' needs a number above 0; found '0'
        diseases/ache.yaml:22:110: key 'or-count' does not go with 'within-weeks'; remove \
        the one or change the other
        """),
    FaultCase(
      "a flag that no criterion raises", in: "ache", replace: "id: either",
      by: "flag: missing-response\n    id: either",
      gives: """
        diseases/ache.yaml:30:11: 'flag' cannot be 'missing-response'; allowed: \
        treatment-related-fluctuation, acute-onset-cidp
        """),
    FaultCase(
      "an enzyme that is no laboratory value", in: "walk", replace: "scoring: {rule: sum}",
      by: "muscle-enzyme: true\nscoring: {rule: sum}",
      gives: """
        measures/toy/walk.yaml:43:16: key 'muscle-enzyme' does not go with the class \
        'functional'; remove the one or change the other
        """),
  ]
}
