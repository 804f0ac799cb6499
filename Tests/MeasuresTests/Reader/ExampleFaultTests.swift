import Testing

/// Worked examples.
@Suite struct ExampleFaultTests {
  @Test(arguments: cases) func messages(of fault: FaultCase) throws {
    let found = try fault.found()
    #expect(found == fault.expected, "found:\n\(found)")
  }

  static let cases: [FaultCase] = [
    FaultCase(
      "example names an unknown item", in: "walk",
      replace: "{steps: 0, stairs: free}",
      by: "{step: 0, stairs: free}",
      gives: """
        measures/toy/walk.yaml:55:28: no item 'step'; there are: steps, steps-count, stairs, \
        time; did you mean 'steps'?
        """),
    FaultCase(
      "example with an answer that is none", in: "walk",
      replace: "{steps: 0, stairs: free}",
      by: "{steps: 3, stairs: free}",
      gives: """
        measures/toy/walk.yaml:55:35: '3' is no answer to 'steps'; allowed: 0, 1, 2
        """),
    FaultCase(
      "example with a number off the step", in: "walk",
      replace: "time: 7.5}, variant",
      by: "time: 7.6}, variant",
      gives: """
        measures/toy/walk.yaml:57:67: '7.6' is no answer to 'time'; allowed: 0 to 60 in steps of \
        0.5
        """),
    FaultCase(
      "example's total is wrong", in: "walk",
      replace: "total: 2,",
      by: "total: 3,",
      gives: """
        measures/toy/walk.yaml:57:103: the example says total 3, the rule gives 2; correct one \
        of them
        """),
    FaultCase(
      "example's total should be none", in: "walk",
      replace: "stairs: unable}, total: none",
      by: "stairs: unable}, total: 1",
      gives: """
        measures/toy/walk.yaml:58:65: the example says total 1, the rule gives none; correct one \
        of them
        """),
    FaultCase(
      "example's sub-score is wrong", in: "walk",
      replace: "subscores: {time: 7.5}",
      by: "subscores: {time: 7}",
      gives: """
        measures/toy/walk.yaml:57:124: the example says time 7, the rule gives 7.5; correct one \
        of them
        """),
    FaultCase(
      "example with an unknown variant", in: "walk",
      replace: "variant: {side: left}",
      by: "variant: {side: both}",
      gives: """
        measures/toy/walk.yaml:57:89: 'side' cannot be 'both'; allowed: right, left
        """),
    FaultCase(
      "grade and measured value differ", in: "walk",
      replace: "{steps-count: 12,",
      by: "{steps: 0, steps-count: 12,",
      gives: """
        measures/toy/walk.yaml:57:37: '0' is no answer to 'steps'; allowed: 1, which the \
        measured value gives
        """),
    FaultCase(
      "published example without source", in: "walk",
      replace: "origin: published,\n     source: {author: Toy, year: 2020, doi: 10.1/toy}}",
      by: "origin: published}",
      gives: """
        measures/toy/walk.yaml:58:5: missing key 'source' in an example; a published example \
        says where
        """),
    FaultCase(
      "examples lack the extremes", in: "walk",
      replace:
        "  - {name: best, answers: {steps: 0, stairs: free}, total: 0, origin: derived}\n  - "
        + "{name: worst, answers: {steps: 2, stairs: lift}, total: 5, origin: derived}\n",
      by: "",
      gives: """
        measures/toy/walk.yaml:55:3: the examples lack one with the minimum 0; add one
        measures/toy/walk.yaml:55:3: the examples lack one with the maximum 5; add one
        """),
    FaultCase(
      "examples lack the middle and a missing answer", in: "arm",
      replace: "  - {name: middle, answers: {right: 4, left: 5}, total: 4.5, origin: derived}\n  - "
        + "{name: one, answers: {right: 4, left: refused}, total: 4, origin: derived}",
      by: "",
      gives: """
        measures/toy/arm.yaml:21:3: the examples lack one in the middle; add one
        measures/toy/arm.yaml:21:3: the examples lack one with a missing answer; add one
        """),
  ]
}
