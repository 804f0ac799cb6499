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
        therapies/rest.yaml:11:14: no disease 'ach' is defined; there are: ache, ache-mild, \
        fracture; did you mean 'ache'?
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
        therapies/rest.yaml:24:5: expectation for 'ache any' stands twice; remove or rename one
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
      "trial longer than the deadline", in: "rest",
      replace: "weeks: 0.5",
      by: "weeks: 4.5",
      gives: """
        therapies/rest.yaml:16:12: the trial of 4.5 weeks is longer than the deadline of 4 weeks; \
        give at most the deadline
        """),
    FaultCase(
      "trial as long as the deadline", in: "rest", replace: "weeks: 0.5", by: "weeks: 4", gives: ""),
    FaultCase(
      "effect that ends before the first effect", in: "rest",
      replace: "weeks: 0.5",
      by: "weeks: 0",
      gives: """
        therapies/rest.yaml:13:19: a trial of 0 days and an effect of 3 days end before the first \
        effect at 0.5 weeks; lengthen 'trial' or 'effect-duration'
        """),
    FaultCase(
      "effect that ends on the day of the first effect", in: "rest", replace: "weeks: 0.5",
      by: "weeks: 0.1", gives: ""),
    FaultCase(
      "trial below 0", in: "rest",
      replace: "weeks: 0.5",
      by: "weeks: -1",
      gives: """
        therapies/rest.yaml:16:20: 'weeks' needs weeks from 0 to 520; found '-1'
        """),
    FaultCase(
      "trial without weeks", in: "rest",
      replace: "weeks: 0.5, ",
      by: "",
      gives: """
        therapies/rest.yaml:16:12: missing key 'weeks' in 'trial'
        """),
    FaultCase(
      "trial without a mark", in: "rest",
      replace: "weeks: 0.5, verified: seen, ",
      by: "weeks: 0.5, ",
      gives: """
        therapies/rest.yaml:16:12: missing key 'verified' in 'trial'; one of seen, secondary, \
        convention, unverified
        """),
    FaultCase(
      "trial that is a number", in: "rest",
      replace:
        "trial: {weeks: 0.5, verified: seen, source: {author: Toy, year: 2020, doi: 10.1/toy}}",
      by: "trial: 3",
      gives: """
        therapies/rest.yaml:16:12: 'trial' needs keys and values; found '3'
        """),
    FaultCase(
      "worsening expected until a week before the deadline", in: "rest",
      replace: "early-worsening: 0",
      by: "early-worsening: 3",
      gives: """
        therapies/rest.yaml:19:22: a worsening is expected for 3 weeks, which leaves no more than \
        one week before the deadline of 4 weeks; give fewer weeks
        """),
    FaultCase(
      "worsening expected for less", in: "rest", replace: "early-worsening: 0",
      by: "early-worsening: 2.9", gives: ""),
    FaultCase(
      "assessment at the deadline", in: "rest",
      replace: "assess-by: 2",
      by: "assess-by: 4",
      gives: """
        therapies/rest.yaml:14:16: 'assess-by' and 'deadline' are both 4 weeks; say why in 'note', \
        or assess earlier
        """),
    FaultCase(
      "assessment at the deadline, with a reason", in: "rest",
      replace: "assess-by: 2\n",
      by: "assess-by: 4\n    note: One visit is all there is.\n",
      gives: ""),
    FaultCase(
      "more than all respond", in: "rest",
      replace: "percent: 54.5",
      by: "percent: 154.5",
      gives: """
        therapies/rest.yaml:18:30: 'percent' needs a percentage from 0 to 100; found '154.5'
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
