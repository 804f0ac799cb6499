import Testing

/// Diseases.
@Suite struct DiseaseFaultTests {
  @Test(arguments: cases) func messages(of fault: FaultCase) throws {
    let found = try fault.found()
    #expect(found == fault.expected, "found:\n\(found)")
  }

  static let cases: [FaultCase] = [
    FaultCase(
      "counted measure unknown", in: "ache",
      replace: "- {measure: walk}",
      by: "- {measure: wolk}",
      gives: """
        diseases/ache.yaml:9:15: no measure 'wolk' is defined; there are: arm, change, walk; did \
        you mean 'walk'?
        """),
    FaultCase(
      "core set names an unknown measure", in: "ache",
      replace: "core-set: [walk, arm]",
      by: "core-set: [walk, leg]",
      gives: """
        diseases/ache.yaml:14:18: no measure 'leg' is defined; there are: arm, change, walk
        """),
    FaultCase(
      "watched twice", in: "ache-mild",
      replace: "[change]",
      by: "[change, change]",
      gives: """
        diseases/ache-mild.yaml:5:19: measure 'change' stands twice; remove or rename one
        """),
    FaultCase(
      "counted and watched", in: "ache",
      replace: "watched: []",
      by: "watched: [arm]",
      gives: """
        diseases/ache.yaml:13:11: measure 'arm' is counted and watched; what is watched is never \
        judged, remove one
        """),
    FaultCase(
      "counted sub-score unknown", in: "ache",
      replace: "- {measure: walk}",
      by: "- {measure: walk, subscore: tme}",
      gives: """
        diseases/ache.yaml:9:31: no sub-score 'tme' is defined; there are: time; did you mean \
        'time'?
        """),
    FaultCase(
      "counted measure of a symptom", in: "walk",
      replace: "class: functional",
      by: "class: symptom",
      gives: """
        diseases/ache.yaml:9:15: measure 'walk' is of class symptom and may not be counted; \
        allowed classes: objective, functional, composite; list it under 'watched'
        """),
    FaultCase(
      "counted measure without threshold", in: "ache",
      replace: "\n    improvement: {kind: percent-of-baseline, value: 20, at-least: 1, verified: "
        + "seen, source: {author: Toy, year: 2020, doi: 10.1/toy}}",
      by: "",
      gives: """
        diseases/ache.yaml:10:5: measure 'arm' has no improvement threshold with 'use: judge' \
        and cannot be counted; give 'improvement' here or a threshold in the measure
        """),
    FaultCase(
      "counted threshold that is only shown", in: "ache",
      replace: "{kind: percent-of-baseline,",
      by: "{use: shown, kind: percent-of-baseline,",
      gives: """
        diseases/ache.yaml:11:24: 'use' cannot be 'shown'; allowed: judge
        """),
    FaultCase(
      "composite is none", in: "ache",
      replace: "composite: change",
      by: "composite: arm",
      gives: """
        diseases/ache.yaml:12:12: measure 'arm' is not of class composite; name one that is, or \
        none
        """),
    FaultCase(
      "variant of an unknown disease", in: "ache-mild",
      replace: "variant-of: ache",
      by: "variant-of: aches",
      gives: """
        diseases/ache-mild.yaml:4:13: no disease 'aches' is defined; there are: ache, ache-mild, \
        fracture; did you mean 'ache'?
        """),
    FaultCase(
      "variants in a circle", in: "ache",
      replace: "variant-of: none",
      by: "variant-of: ache-mild",
      gives: """
        diseases/ache-mild.yaml:4:13: disease 'ache-mild' is a variant of itself, directly or \
        through others; break the circle
        """),
    FaultCase(
      "disease key missing", in: "ache",
      replace: "group: muscle\n",
      by: "",
      gives: """
        diseases/ache.yaml:1:1: missing key 'group' in a disease
        """),
    FaultCase(
      "criterion of an unknown kind", in: "ache",
      replace: "{kind: at-most,",
      by: "{kind: at-mos,",
      gives: """
        diseases/ache.yaml:22:18: 'kind' cannot be 'at-mos'; allowed: at-most, at-least, run, \
        count, items, levels, decline, core-set, core-set-decline, fluctuation; did you mean \
        'at-most'?
        """),
    FaultCase(
      "criterion with a key of another kind", in: "ache",
      replace: "measure: walk, value: 1}",
      by: "measure: walk, value: 1, weeks: 3}",
      gives: """
        diseases/ache.yaml:22:52: unknown key 'weeks' in a rule of kind 'at-most'; allowed: \
        kind, measure, subscore, value
        """),
    FaultCase(
      "criterion of an unknown measure", in: "ache",
      replace: "{measure: arm, improvement: 2}",
      by: "{measure: am, improvement: 2}",
      gives: """
        diseases/ache.yaml:32:99: no measure 'am' is defined; there are: arm, change, walk; did \
        you mean 'arm'?
        """),
    FaultCase(
      "criterion asks for too many", in: "ache",
      replace: "at-least: 1, by-week",
      by: "at-least: 3, by-week",
      gives: """
        diseases/ache.yaml:32:35: 'at-least' needs at most 2, the scales of 'of'; found '3'
        """),
    FaultCase(
      "criterion twice", in: "ache",
      replace: "id: either",
      by: "id: walks",
      gives: """
        diseases/ache.yaml:30:5: criterion 'walks' stands twice; remove or rename one
        """),
    FaultCase(
      "weeks do not ascend", in: "ache",
      replace: "[4, 12]",
      by: "[12, 4]",
      gives: """
        diseases/ache.yaml:18:26: the weeks must ascend, each larger than the one before
        """),
    FaultCase(
      "no mark of a reconsider row", in: "ache",
      replace:
        "look-for: [signs], source: {author: Toy, year: 2020, doi: 10.1/toy}, verified: seen}",
      by: "look-for: [signs], source: {author: Toy, year: 2020, doi: 10.1/toy}}",
      gives: """
        diseases/ache.yaml:37:5: missing key 'verified' in a row of 'reconsider'; one of seen, \
        secondary, convention, unverified
        """),
    FaultCase(
      "reconsider row without an id", in: "ache",
      replace: "{id: another-ache, consider",
      by: "{consider",
      gives: """
        diseases/ache.yaml:37:5: missing key 'id' in a row of 'reconsider'
        """),
    FaultCase(
      "id of a reconsider row that is none", in: "ache",
      replace: "{id: another-ache, consider",
      by: "{id: Another ache, consider",
      gives: """
        diseases/ache.yaml:37:10: 'Another ache' is no id; allowed: lower-case letters and digits, \
        words joined by single hyphens
        """),
    FaultCase(
      "id of a reconsider row of a variant twice", in: "ache-mild",
      replace: "watched: [change]",
      by: """
        watched: [change]
        reconsider:
          - {id: cold, consider: a cold, look-for: [a cough], source: {author: Toy, year: 2020, doi: 10.1/toy}, verified: seen}
          - {id: cold, consider: cold air, look-for: [frost], source: {author: Toy, year: 2020, doi: 10.1/toy}, verified: seen}
        """,
      gives: """
        diseases/ache-mild.yaml:8:5: row of 'reconsider' 'cold' stands twice; remove or rename one
        """),
    FaultCase(
      "way to the nadir of no day", in: "ache",
      replace: "codes: []\n",
      by: "codes: []\nnadir-days: 0\n",
      gives: """
        diseases/ache.yaml:7:13: 'nadir-days' needs a whole number from 1 to 365; found '0'
        """),
    FaultCase(
      "way to the nadir longer than a year", in: "ache",
      replace: "codes: []\n",
      by: "codes: []\nnadir-days: 366\n",
      gives: """
        diseases/ache.yaml:7:13: 'nadir-days' needs a whole number from 1 to 365; found '366'
        """),
    FaultCase(
      "judged neither true nor false", in: "fracture",
      replace: "judged: false",
      by: "judged: never",
      gives: """
        diseases/not-judged/fracture.yaml:5:9: 'judged' needs true or false; found 'never'
        """),
    FaultCase(
      "disease that is not judged with a key of one that is", in: "fracture",
      replace: "verified: seen",
      by: "verified: seen\ncounted: []",
      gives: """
        diseases/not-judged/fracture.yaml:10:1: unknown key 'counted' in a disease that is not \
        judged; allowed: id, name, short, group, judged, codes, source, verified, note, \
        also-called
        """),
    FaultCase(
      "disease that is not judged without a source", in: "fracture",
      replace: "\nsource: {author: Toy, year: 2020, doi: 10.1/toy}\n",
      by: "\n",
      gives: """
        diseases/not-judged/fracture.yaml:1:1: missing key 'source' in a disease that is not \
        judged; every figure names where it comes from
        """),
    FaultCase(
      "disease that is not judged without a mark", in: "fracture",
      replace: "\nverified: seen",
      by: "",
      gives: """
        diseases/not-judged/fracture.yaml:1:1: missing key 'verified' in a disease that is not \
        judged; one of seen, secondary, convention, unverified
        """),
    FaultCase(
      "disease that is not judged without a group", in: "fracture",
      replace: "group: other\n",
      by: "",
      gives: """
        diseases/not-judged/fracture.yaml:1:1: missing key 'group' in a disease that is not judged
        """),
  ]
}
