import Testing

/// The form of a file, types, words and ids.
@Suite struct FormFaultTests {
  @Test(arguments: cases) func messages(of fault: FaultCase) throws {
    let found = try fault.found()
    #expect(found == fault.expected, "found:\n\(found)")
  }

  static let cases: [FaultCase] = [
    FaultCase(
      "no YAML", in: "walk",
      replace: "id: walk",
      by: "id: [walk",
      gives: """
        measures/toy/walk.yaml:2:5: this is no YAML: did not find expected ',' or ']'
        """),
    FaultCase(
      "empty", in: "walk",
      replace: "*",
      by: "# nothing",
      gives: """
        measures/toy/walk.yaml:1:1: the file is empty; it needs the keys of a definition
        """),
    FaultCase(
      "only a list", in: "walk",
      replace: "*",
      by: "- id",
      gives: """
        measures/toy/walk.yaml:1:1: the file needs keys and values; found a list of 1
        """),
    FaultCase(
      "key twice", in: "walk",
      replace: "unit: points",
      by: "unit: points\nunit: points",
      gives: """
        measures/toy/walk.yaml:9:1: key 'unit' stands twice; remove one
        """),
    FaultCase(
      "unknown key", in: "walk",
      replace: "    options:\n      - {value: 0, text: many}",
      by: "    optons:\n      - {value: 0, text: many}",
      gives: """
        measures/toy/walk.yaml:19:5: exactly one of options, number must be given
        measures/toy/walk.yaml:21:5: unknown key 'optons' in an item; allowed: id, label, \
        options, number, raw, aid, in-total, optional, shared-scores, help; did you mean \
        'options'?
        """),
    FaultCase(
      "unknown key at the top", in: "walk",
      replace: "decimals: 0",
      by: "decimals: 0\ndecimls: 0",
      gives: """
        measures/toy/walk.yaml:12:1: unknown key 'decimls' in a measure; allowed: id, name, \
        short, version, compatible, class, reported-by, direction, unit, range, decimals, \
        recall, about, licence, sources, codes, items, value, scoring, subscores, comparison, \
        variants, thresholds, statuses, unusual-change, composite, muscle-enzyme, examples, \
        sdtm, also-called, shared-items; did you mean 'decimals'?
        """),
    FaultCase(
      "a comma in a text", in: "walk",
      replace: "text: few}",
      by: "text: few, but some}",
      gives: """
        measures/toy/walk.yaml:23:31: unknown key 'but some' in an option; allowed: value, \
        score, text; if it is the rest of a text with a comma, put the text in quotes
        """),
    FaultCase(
      "missing key", in: "walk",
      replace: "    label: Stairs\n",
      by: "",
      gives: """
        measures/toy/walk.yaml:33:5: missing key 'label' in an item
        """),
    FaultCase(
      "missing key with nothing behind it", in: "walk",
      replace: "unit: points",
      by: "unit:",
      gives: """
        measures/toy/walk.yaml:9:6: 'unit' needs a text; found nothing
        """),
    FaultCase(
      "a list where a text belongs", in: "walk",
      replace: "name: Toy walking scale",
      by: "name: [Toy]",
      gives: """
        measures/toy/walk.yaml:2:7: 'name' needs a text; found a list of 1
        """),
    FaultCase(
      "a text where a list belongs", in: "walk",
      replace: "compatible: [\"1\"]",
      by: "compatible: 1",
      gives: """
        measures/toy/walk.yaml:5:13: 'compatible' needs a list; found '1'
        """),
    FaultCase(
      "a text where keys belong", in: "walk",
      replace: "range: {min: 0, max: 5}",
      by: "range: 0-5",
      gives: """
        measures/toy/walk.yaml:10:8: 'range' needs keys and values; found '0-5'
        """),
    FaultCase(
      "a word where a number belongs", in: "walk",
      replace: "decimals: 0",
      by: "decimals: zero",
      gives: """
        measures/toy/walk.yaml:11:11: 'decimals' needs a whole number from 0 to 4; found 'zero'
        """),
    FaultCase(
      "a number in quotes", in: "walk",
      replace: "at-most: 0,",
      by: "at-most: \"0\",",
      gives: """
        measures/toy/walk.yaml:53:37: 'at-most' needs a decimal number such as 3 or 0.5, at most \
        9 digits, 4 after the point; found the text "0"
        """),
    FaultCase(
      "an octal number", in: "walk",
      replace: "number: {min: 0, max: 100,",
      by: "number: {min: 0, max: 0100,",
      gives: """
        measures/toy/walk.yaml:28:29: 'max' needs a decimal number such as 3 or 0.5, at most 9 \
        digits, 4 after the point; found '0100'
        """),
    FaultCase(
      "a fraction", in: "walk",
      replace: "value: 1, use: judge",
      by: "value: 1/2, use: judge",
      gives: """
        measures/toy/walk.yaml:49:45: 'value' needs a decimal number such as 3 or 0.5, at most 9 \
        digits, 4 after the point; found '1/2'
        """),
    FaultCase(
      "yes is no true", in: "arm",
      replace: "{id: right, label: Right,",
      by: "{id: right, optional: yes, label: Right,",
      gives: """
        measures/toy/arm.yaml:16:27: 'optional' needs true or false; found 'yes'
        """),
    FaultCase(
      "a threshold of 0", in: "walk",
      replace: "value: 1, use: judge",
      by: "value: 0, use: judge",
      gives: """
        measures/toy/walk.yaml:49:45: 'value' needs a number above 0; found '0'
        """),
    FaultCase(
      "not one of the words", in: "walk",
      replace: "class: functional",
      by: "class: funktional",
      gives: """
        measures/toy/walk.yaml:6:8: 'class' cannot be 'funktional'; allowed: objective, \
        functional, quality-of-life, symptom, status, laboratory, prognostic, composite; did you \
        mean 'functional'?
        """),
    FaultCase(
      "a short name too long", in: "walk",
      replace: "short: Walk",
      by: "short: Walking on stairs",
      gives: """
        measures/toy/walk.yaml:3:8: 'short' has 17 characters; at most 14 fit the tables, \
        shorten it
        """),
    FaultCase(
      "an option that cannot be stored", in: "walk",
      replace: "value: free, score: 0",
      by: "value: \"free, or so\", score: 0",
      gives: """
        measures/toy/walk.yaml:36:17: 'free, or so' cannot be the value of an option; allowed: a \
        whole number, or a word of letters, digits, '-' and '+' that is no reason for a missing \
        answer
        """),
    FaultCase(
      "an option named like a missing answer", in: "walk",
      replace: "value: lift,",
      by: "value: unable,",
      gives: """
        measures/toy/walk.yaml:38:17: 'unable' cannot be the value of an option; allowed: a \
        whole number, or a word of letters, digits, '-' and '+' that is no reason for a missing \
        answer
        """),
    FaultCase(
      "no id", in: "walk",
      replace: "id: steps\n",
      by: "id: Steps_1\n",
      gives: """
        measures/toy/walk.yaml:19:9: 'Steps_1' is no id; allowed: lower-case letters and digits, \
        words joined by single hyphens
        """),
    FaultCase(
      "id is not the file's name", in: "walk",
      replace: "id: walk",
      by: "id: wander",
      gives: """
        measures/toy/walk.yaml:1:5: id 'wander' differs from the file's name 'walk'; give both \
        the same name
        """),
  ]
}
