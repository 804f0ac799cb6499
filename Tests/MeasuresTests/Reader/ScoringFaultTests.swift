import Testing

/// Ranges, scoring, sub-scores and variants.
@Suite struct ScoringFaultTests {
  @Test(arguments: cases) func messages(of fault: FaultCase) throws {
    let found = try fault.found()
    #expect(found == fault.expected, "found:\n\(found)")
  }

  static let cases: [FaultCase] = [
    FaultCase(
      "minimum not reachable", in: "walk",
      replace: "range: {min: 0, max: 5}",
      by: "range: {min: -1, max: 5}",
      gives: """
        measures/toy/walk.yaml:10:14: the minimum -1 cannot be reached; the answers and the rule \
        give 0
        measures/toy/walk.yaml:51:21: the bands begin at 0; they must cover the range from its \
        beginning at -1
        """),
    FaultCase(
      "maximum not reachable", in: "walk",
      replace: "range: {min: 0, max: 5}",
      by: "range: {min: 0, max: 6}",
      gives: """
        measures/toy/walk.yaml:10:22: the maximum 6 cannot be reached; the answers and the rule \
        give 5
        measures/toy/walk.yaml:51:56: the bands end at 5; they must cover the range to its end \
        at 6
        """),
    FaultCase(
      "sub-score's maximum not reachable", in: "walk",
      replace: "rule: entered, range: {min: 0, max: 60}",
      by: "rule: entered, range: {min: 0, max: 61}",
      gives: """
        measures/toy/walk.yaml:45:79: the maximum 61 cannot be reached; the answers and the rule \
        give 60
        """),
    FaultCase(
      "composite's maximum not reachable", in: "change",
      replace: "max: 30",
      by: "max: 40",
      gives: """
        measures/toy/change.yaml:9:22: the maximum 40 cannot be reached; the answers and the \
        rule give 30
        """),
    FaultCase(
      "value goes further than the total", in: "arm",
      replace:
        "scoring: {rule: mean, missing: 1, missing-source: {author: Toy, year: 2020, where: a "
        + "shelf}}",
      by: "value: {number: {min: 0, max: 20, step: 0.1, unit: kg}}\nscoring: {rule: entered}",
      gives: """
        measures/toy/arm.yaml:18:17: the value goes from 0 to 20, the range of the total from 0 \
        to 10; make them the same
        """),
    FaultCase(
      "gap in the bands of one sex", in: "walk",
      replace: "      bands:\n        - {from: 0, to: 0, value: 2}\n        - {from: 1, to: 49, "
        + "value: 1}\n        - {from: 50, to: 100, value: 0}\n",
      by: "      bands:\n        female: [{from: 0, to: 100, value: 0}]\n        male: [{from: "
        + "0, to: 40, value: 2}, {from: 42, to: 100, value: 0}]\n",
      gives: """
        measures/toy/walk.yaml:31:52: gap in the bands between 40 and 42; the next band begins \
        one step of 1 later
        """),
    FaultCase(
      "bands by sex and an example without sex", in: "walk",
      replace: "      bands:\n        - {from: 0, to: 0, value: 2}\n        - {from: 1, to: 49, "
        + "value: 1}\n        - {from: 50, to: 100, value: 0}\n",
      by: "      bands:\n        female: [{from: 0, to: 100, value: 1}]\n        male: [{from: "
        + "0, to: 40, value: 2}, {from: 41, to: 100, value: 0}]\n",
      gives: """
        measures/toy/walk.yaml:56:29: missing key 'sex' in an example; 'steps-count' is graded \
        by it
        """),
    FaultCase(
      "unknown sign", in: "walk",
      replace: "step: 0.5, unit: s}",
      by: "step: 0.5, unit: s, sign: dropped}",
      gives: """
        measures/toy/walk.yaml:41:57: 'sign' cannot be 'dropped'; allowed: ignored
        """),
    FaultCase(
      "comparing what", in: "walk",
      replace: "default: right}",
      by: "default: right, compare: all}",
      gives: """
        measures/toy/walk.yaml:47:78: 'compare' cannot be 'all'; allowed: any
        """),
    FaultCase(
      "own version is compatible", in: "walk",
      replace: "compatible: [\"1\"]",
      by: "compatible: [\"1\", \"2\"]",
      gives: """
        measures/toy/walk.yaml:5:13: version '2' stands twice; remove or rename one
        """),
    FaultCase(
      "raw value of a number", in: "arm",
      replace: "{id: right, label: Right,",
      by: "{id: right, raw: {id: r}, label: Right,",
      gives: """
        measures/toy/arm.yaml:16:22: key 'raw' does not go with the kind 'number'; remove the \
        one or change the other
        """),
    FaultCase(
      "list entry that is no id", in: "ache",
      replace: "core-set: [walk, arm]",
      by: "core-set: [walk, Arm]",
      gives: """
        diseases/ache.yaml:14:18: 'Arm' is no id; allowed: lower-case letters and digits, words \
        joined by single hyphens
        """),
    FaultCase(
      "no items for a sum", in: "walk",
      replace: "items:\n  - id: steps\n    label: Steps\n    options:\n      - {value: 0, text: "
        + "many}\n      - {value: 1, text: few}\n      - {value: 2, text: none}\n    raw:\n      "
        + "id: steps-count\n      label: Counted steps\n      number: {min: 0, max: 100, step: "
        + "1, unit: steps}\n      bands:\n        - {from: 0, to: 0, value: 2}\n        - {from: "
        + "1, to: 49, value: 1}\n        - {from: 50, to: 100, value: 0}\n  - id: stairs\n    "
        + "label: Stairs\n    options:\n      - {value: free, score: 0, text: without help}\n    "
        + "  - {value: rail, score: 1, text: with the rail}\n      - {value: lift, score: 3, "
        + "text: not at all}\n  - id: time\n    label: Time\n    number: {min: 0, max: 60, step: "
        + "0.5, unit: s}\n    in-total: false\n",
      by: "",
      gives: """
        measures/toy/walk.yaml:1:1: missing key 'items' in a measure; the rule 'sum' works on it
        measures/toy/walk.yaml:20:36: no item 'time' is defined
        """),
    FaultCase(
      "options and number", in: "walk",
      replace: "    number: {min: 0, max: 60, step: 0.5, unit: s}",
      by: "    number: {min: 0, max: 60, step: 0.5, unit: s}\n    options: [{value: 0, text: a}, "
        + "{value: 1, text: b}]",
      gives: """
        measures/toy/walk.yaml:39:5: exactly one of options, number must be given
        """),
    FaultCase(
      "neither options nor number", in: "walk",
      replace: "    number: {min: 0, max: 60, step: 0.5, unit: s}\n",
      by: "",
      gives: """
        measures/toy/walk.yaml:39:5: exactly one of options, number must be given
        """),
    FaultCase(
      "one option", in: "arm",
      replace: "number: {min: 0, max: 10, step: 0.1, unit: kg}}\n  - {id: left",
      by: "options: [{value: 0, text: only}]}\n  - {id: left",
      gives: """
        measures/toy/arm.yaml:16:40: 'options' needs at least two options; found a list of 1
        """),
    FaultCase(
      "a word without score", in: "walk",
      replace: "{value: rail, score: 1, text: with the rail}",
      by: "{value: rail, text: with the rail}",
      gives: """
        measures/toy/walk.yaml:37:9: missing key 'score' in an option; a word has no score of \
        its own
        """),
    FaultCase(
      "shared score", in: "walk",
      replace: "{value: rail, score: 1,",
      by: "{value: rail, score: 0,",
      gives: """
        measures/toy/walk.yaml:37:9: options free and rail share the score 0; correct one, or \
        say 'shared-scores: true' where it is meant
        """),
    FaultCase(
      "missing with a sum", in: "walk",
      replace: "scoring: {rule: sum}",
      by: "scoring: {rule: sum, missing: 1}",
      gives: """
        measures/toy/walk.yaml:43:31: key 'missing' does not go with the rule 'sum'; remove the \
        one or change the other
        """),
    FaultCase(
      "missing without source", in: "arm",
      replace: ", missing-source: {author: Toy, year: 2020, where: a shelf}",
      by: "",
      gives: """
        measures/toy/arm.yaml:18:10: missing key 'missing-source' in 'scoring'; a rule for \
        missing items needs its source
        """),
    FaultCase(
      "too many may be missing", in: "arm",
      replace: "missing: 1,",
      by: "missing: 2,",
      gives: """
        measures/toy/arm.yaml:18:32: 2 missing items are allowed but the total has 2; one must \
        be left
        """),
    FaultCase(
      "ratio of an unknown item", in: "arm",
      replace:
        "{rule: mean, missing: 1, missing-source: {author: Toy, year: 2020, where: a shelf}}",
      by: "{rule: ratio, of: right, to: leftt}",
      gives: """
        measures/toy/arm.yaml:18:39: no item 'leftt' is defined; there are: left, right; did you \
        mean 'left'?
        """),
    FaultCase(
      "divisor may be 0", in: "arm",
      replace:
        "{rule: mean, missing: 1, missing-source: {author: Toy, year: 2020, where: a shelf}}",
      by: "{rule: ratio, of: right, to: left}",
      gives: """
        measures/toy/arm.yaml:18:39: item 'left' divides and may be 0; raise its min above 0
        """),
    FaultCase(
      "rule without value", in: "arm",
      replace:
        "{rule: mean, missing: 1, missing-source: {author: Toy, year: 2020, where: a shelf}}",
      by: "{rule: entered}",
      gives: """
        measures/toy/arm.yaml:1:1: missing key 'value' in a measure; the rule 'entered' works on \
        it
        """),
    FaultCase(
      "rule of the composite without its table", in: "arm",
      replace:
        "{rule: mean, missing: 1, missing-source: {author: Toy, year: 2020, where: a shelf}}",
      by: "{rule: tis-2016}",
      gives: """
        measures/toy/arm.yaml:1:1: missing key 'composite' in a measure; the rule 'tis-2016' \
        works on it
        measures/toy/arm.yaml:16:3: key 'items' does not go with the rule 'tis-2016'; remove the \
        one or change the other
        measures/toy/arm.yaml:21:3: key 'examples' does not go with the rule 'tis-2016'; remove \
        the one or change the other
        """),
    FaultCase(
      "sub-score of an unknown item", in: "walk",
      replace: "items: [time]",
      by: "items: [tme]",
      gives: """
        measures/toy/walk.yaml:45:36: no item 'tme' is defined; there are: stairs, steps, time; \
        did you mean 'time'?
        """),
    FaultCase(
      "sub-score twice", in: "walk",
      replace: "max: 60}, unit: s}\nvariants",
      by: "max: 60}, unit: s}\n  - {id: time, name: T, items: [time], rule: entered, range: "
        + "{min: 0, max: 60}}\nvariants",
      gives: """
        measures/toy/walk.yaml:46:5: sub-score 'time' stands twice; remove or rename one
        """),
    FaultCase(
      "comparison by an unknown sub-score", in: "walk",
      replace: "scoring: {rule: sum}",
      by: "scoring: {rule: sum}\ncomparison: {by: subscore, subscore: centile}",
      gives: """
        measures/toy/walk.yaml:44:38: no sub-score 'centile' is defined; there are: time
        """),
    FaultCase(
      "adjusted INCAT without its items", in: "walk",
      replace: "scoring: {rule: sum}",
      by: "scoring: {rule: sum}\ncomparison: {by: adjusted-incat}",
      gives: """
        measures/toy/walk.yaml:44:13: no item 'arms' is defined; there are: steps, stairs, time
        measures/toy/walk.yaml:44:13: no item 'legs' is defined; there are: steps, stairs, time
        """),
    FaultCase(
      "variant's default is no value", in: "walk",
      replace: "default: right",
      by: "default: both",
      gives: """
        measures/toy/walk.yaml:47:62: 'default' cannot be 'both'; allowed: right, left
        """),
    FaultCase(
      "variant value that cannot be stored", in: "walk",
      replace: "values: [right, left]",
      by: "values: [right, left=L]",
      gives: """
        measures/toy/walk.yaml:47:46: an entry of 'values' needs a text without ';', '=' and \
        ','; found 'left=L'
        """),
  ]
}
