import Testing

/// Therapies.
@Suite struct TherapyFaultTests {
  @Test(arguments: cases) func messages(of fault: FaultCase) throws {
    let found = try fault.found()
    #expect(found == fault.expected, "found:\n\(found)")
  }

  static let cases: [FaultCase] = [
    FaultCase(
      "expectation of an unknown disease", in: "rest",
      replace: "disease: ache",
      by: "disease: ach",
      gives: """
        therapies/rest.yaml:11:14: no disease 'ach' is defined; there are: ache, ache-mild; did \
        you mean 'ache'?
        """),
    FaultCase(
      "expectation twice", in: "rest",
      replace: "    verified: unverified",
      by: "    verified: unverified\n  - disease: ache\n    intent: any\n    first-effect: 0.5\n "
        + "   assess-by: 2\n    deadline: 4\n    expected: improvement\n    response-rate: "
        + "{percent: 54.5, text: half, verified: seen, source: {author: Toy, year: 2020, doi: "
        + "10.1/toy}}\n    early-worsening: 0\n    cautions:\n      - {text: not too long, "
        + "verified: unverified, source: {author: Toy, year: 2020, where: a shelf}}\n    source: "
        + "{author: Toy, year: 2020, doi: 10.1/toy}\n    verified: unverified",
      gives: """
        therapies/rest.yaml:23:5: expectation for 'ache any' stands twice; remove or rename one
        """),
    FaultCase(
      "windows out of order", in: "rest",
      replace: "assess-by: 2",
      by: "assess-by: 5",
      gives: """
        therapies/rest.yaml:13:19: first-effect 0.5, assess-by 5, deadline 4 are not in order; \
        each must be at least the one before
        """),
    FaultCase(
      "weeks below 0", in: "rest",
      replace: "first-effect: 0.5",
      by: "first-effect: -1",
      gives: """
        therapies/rest.yaml:13:19: 'first-effect' needs weeks from 0 to 520; found '-1'
        """),
    FaultCase(
      "more than all respond", in: "rest",
      replace: "percent: 54.5",
      by: "percent: 154.5",
      gives: """
        therapies/rest.yaml:17:30: 'percent' needs a percentage from 0 to 100; found '154.5'
        """),
    FaultCase(
      "unknown intent", in: "rest",
      replace: "intent: any",
      by: "intent: all",
      gives: """
        therapies/rest.yaml:12:13: 'intent' cannot be 'all'; allowed: any, induction, \
        maintenance, bridge, symptomatic
        """),
    FaultCase(
      "no role", in: "rest",
      replace: "[fast-onset]",
      by: "[]",
      gives: """
        therapies/rest.yaml:5:8: 'roles' needs at least one role; found an empty list
        """),
    FaultCase(
      "unknown role", in: "rest",
      replace: "[fast-onset]",
      by: "[fast]",
      gives: """
        therapies/rest.yaml:5:9: an entry of 'roles' cannot be 'fast'; allowed: fast-onset, \
        bridge, long-acting, symptomatic, surgical
        """),
  ]
}
