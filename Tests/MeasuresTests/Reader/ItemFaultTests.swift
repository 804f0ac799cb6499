import Testing

/// Items, options, numbers and bands.
@Suite struct ItemFaultTests {
  @Test(arguments: cases) func messages(of fault: FaultCase) throws {
    let found = try fault.found()
    #expect(found == fault.expected, "found:\n\(found)")
  }

  static let cases: [FaultCase] = [
    FaultCase(
      "item twice", in: "walk",
      replace: "id: stairs",
      by: "id: steps-count",
      gives: """
        measures/toy/walk.yaml:33:9: item 'steps-count' stands twice; remove or rename one
        """),
    FaultCase(
      "option twice", in: "walk",
      replace: "{value: 1, text: few}",
      by: "{value: 0, text: few}",
      gives: """
        measures/toy/walk.yaml:23:9: option value '0' stands twice; remove or rename one
        measures/toy/walk.yaml:31:36: band value 1 is no score of the item's options; allowed: \
        0, 0, 2
        """),
    FaultCase(
      "range backwards", in: "walk",
      replace: "range: {min: 0, max: 5}",
      by: "range: {min: 5, max: 0}",
      gives: """
        measures/toy/walk.yaml:10:8: 5 to 0 runs backwards; exchange the ends
        """),
    FaultCase(
      "number backwards", in: "walk",
      replace: "min: 0, max: 60, step: 0.5",
      by: "min: 60, max: 0, step: 0.5",
      gives: """
        measures/toy/walk.yaml:41:13: 60 to 0 runs backwards; exchange the ends
        """),
    FaultCase(
      "max off the step", in: "walk",
      replace: "max: 60, step: 0.5",
      by: "max: 60, step: 0.7",
      gives: """
        measures/toy/walk.yaml:41:27: 60 is not on a step; values go in steps of 0.7 from 0
        """),
    FaultCase(
      "gap in raw bands", in: "walk",
      replace: "{from: 1, to: 49, value: 1}",
      by: "{from: 1, to: 47, value: 1}",
      gives: """
        measures/toy/walk.yaml:32:18: gap in the bands between 47 and 50; the next band begins \
        one step of 1 later
        """),
    FaultCase(
      "overlap of raw bands", in: "walk",
      replace: "{from: 1, to: 49, value: 1}",
      by: "{from: 1, to: 50, value: 1}",
      gives: """
        measures/toy/walk.yaml:32:18: bands overlap: one ends at 50, the next begins at 50; put \
        them in ascending order, each value in one band
        """),
    FaultCase(
      "band off the step", in: "walk",
      replace: "{from: 1, to: 49, value: 1}",
      by: "{from: 1, to: 49.5, value: 1}",
      gives: """
        measures/toy/walk.yaml:31:25: 49.5 is not on a step; values go in steps of 1 from 0
        """),
    FaultCase(
      "bands end early", in: "walk",
      replace: "{from: 50, to: 100, value: 0}",
      by: "{from: 50, to: 90, value: 0}",
      gives: """
        measures/toy/walk.yaml:32:26: the bands end at 90; they must cover the range to its end \
        at 100
        """),
    FaultCase(
      "bands begin late", in: "walk",
      replace: "{from: 0, to: 0, value: 2}\n        - {from: 1,",
      by: "{from: 1,",
      gives: """
        measures/toy/walk.yaml:30:18: the bands begin at 1; they must cover the range from its \
        beginning at 0
        """),
    FaultCase(
      "band outside", in: "walk",
      replace: "{from: 50, to: 100, value: 0}",
      by: "{from: 50, to: 101, value: 0}",
      gives: """
        measures/toy/walk.yaml:32:26: 'to' 101 lies outside the range of 0 to 100
        """),
    FaultCase(
      "band backwards", in: "walk",
      replace: "{from: 1, to: 49, value: 1}",
      by: "{from: 49, to: 1, value: 1}",
      gives: """
        measures/toy/walk.yaml:31:11: 49 to 1 runs backwards; exchange the ends
        measures/toy/walk.yaml:32:18: gap in the bands between 1 and 50; the next band begins \
        one step of 1 later
        """),
    FaultCase(
      "band gives no option", in: "walk",
      replace: "{from: 1, to: 49, value: 1}",
      by: "{from: 1, to: 49, value: 4}",
      gives: """
        measures/toy/walk.yaml:31:36: band value 4 is no score of the item's options; allowed: \
        0, 1, 2
        """),
    FaultCase(
      "gap in threshold bands", in: "walk",
      replace: "{from: 3, to: 5, percent: 40}",
      by: "{from: 4, to: 5, percent: 40}",
      gives: """
        measures/toy/walk.yaml:51:49: gap in the bands between 2 and 4; the next band begins one \
        step of 1 later
        """),
    FaultCase(
      "overlap of threshold bands", in: "walk",
      replace: "{from: 3, to: 5, percent: 40}",
      by: "{from: 2, to: 5, percent: 40}",
      gives: """
        measures/toy/walk.yaml:51:49: bands overlap: one ends at 2, the next begins at 2; put \
        them in ascending order, each value in one band
        """),
    FaultCase(
      "threshold band with both sizes", in: "walk",
      replace: "{from: 3, to: 5, percent: 40}",
      by: "{from: 3, to: 5, percent: 40, value: 1}",
      gives: """
        measures/toy/walk.yaml:51:42: exactly one of value, percent must be given
        """),
    FaultCase(
      "bands of one sex", in: "walk",
      replace: "      bands:\n        - {from: 0, to: 0, value: 2}\n        - {from: 1, to: 49, "
        + "value: 1}\n        - {from: 50, to: 100, value: 0}\n",
      by: "      bands: {female: [{from: 0, to: 100, value: 0}]}\n",
      gives: """
        measures/toy/walk.yaml:29:14: missing key 'male' in 'bands'
        """),
  ]
}
