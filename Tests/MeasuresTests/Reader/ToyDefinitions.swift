/// A small folder without faults; each test of a fault changes one place of it.
enum Toy {
  static let files: [String: String] = [
    "measures/toy/walk.yaml": walk, "measures/toy/arm.yaml": arm,
    "measures/toy/change.yaml": change,
    "diseases/ache.yaml": ache, "diseases/ache-mild.yaml": acheMild,
    "diseases/not-judged/fracture.yaml": fracture, "therapies/rest.yaml": rest,
  ]

  static let walk = """
    id: walk
    name: Toy walking scale
    short: Walk
    version: "2"
    compatible: ["1"]
    class: functional
    reported-by: clinician
    direction: higher-is-worse
    unit: points
    range: {min: 0, max: 5}
    decimals: 0
    about: Steps and stairs.
    licence: {terms: open, wording: own-labels, note: Ours.}
    sources:
      - {author: Toy, year: 2020, doi: 10.1/toy}
    codes:
      - {system: loinc, code: "1-1", meaning: walking, verified: seen, source: {author: Toy, year: 2020, pmid: "1"}}
    items:
      - id: steps
        label: Steps
        options:
          - {value: 0, text: many}
          - {value: 1, text: few}
          - {value: 2, text: none}
        raw:
          id: steps-count
          label: Counted steps
          number: {min: 0, max: 100, step: 1, unit: steps}
          bands:
            - {from: 0, to: 0, value: 2}
            - {from: 1, to: 49, value: 1}
            - {from: 50, to: 100, value: 0}
      - id: stairs
        label: Stairs
        options:
          - {value: free, score: 0, text: without help}
          - {value: rail, score: 1, text: with the rail}
          - {value: lift, score: 3, text: not at all}
      - id: time
        label: Time
        number: {min: 0, max: 60, step: 0.5, unit: s}
        in-total: false
    scoring: {rule: sum}
    subscores:
      - {id: time, name: Time, items: [time], rule: entered, range: {min: 0, max: 60}, unit: s}
    variants:
      - {key: side, label: Side, values: [right, left], default: right}
    thresholds:
      - {for: improvement, kind: points, value: 1, use: judge, verified: seen, source: {author: Toy, year: 2020, doi: 10.1/toy}}
      - {for: worsening, kind: by-baseline, use: judge, verified: seen, source: {author: Toy, year: 2020, doi: 10.1/toy},
         bands: [{from: 0, to: 2, value: 1}, {from: 3, to: 5, percent: 40}]}
    statuses:
      - {id: free, name: Free, at-most: 0, verified: seen, source: {author: Toy, year: 2020, doi: 10.1/toy}}
    examples:
      - {name: best, answers: {steps: 0, stairs: free}, total: 0, origin: derived}
      - {name: worst, answers: {steps: 2, stairs: lift}, total: 5, origin: derived}
      - {name: middle, answers: {steps-count: 12, stairs: rail, time: 7.5}, variant: {side: left}, total: 2, subscores: {time: 7.5}, origin: derived}
      - {name: missing, answers: {steps: 1, stairs: unable}, total: none, subscores: {time: none}, origin: published,
         source: {author: Toy, year: 2020, doi: 10.1/toy}}
    """

  static let arm = """
    id: arm
    name: Toy arm strength
    short: Arm
    version: "1"
    class: objective
    reported-by: performance
    direction: higher-is-better
    unit: kg
    range: {min: 0, max: 10}
    decimals: 1
    about: Strength of the arm.
    licence: {terms: not-applicable, wording: own-labels, note: A measurement.}
    sources:
      - {author: Toy, year: 2020, where: a shelf}
    items:
      - {id: right, label: Right, number: {min: 0, max: 10, step: 0.1, unit: kg}}
      - {id: left, label: Left, number: {min: 0, max: 10, step: 0.1, unit: kg}}
    scoring: {rule: mean, missing: 1, missing-source: {author: Toy, year: 2020, where: a shelf}}
    thresholds: []
    examples:
      - {name: least, answers: {right: 0, left: 0}, total: 0, origin: derived}
      - {name: most, answers: {right: 10, left: 10}, total: 10, origin: derived}
      - {name: middle, answers: {right: 4, left: 5}, total: 4.5, origin: derived}
      - {name: one, answers: {right: 4, left: refused}, total: 4, origin: derived}
    """

  static let change = """
    id: change
    name: Toy composite
    short: Change
    version: "1"
    class: composite
    reported-by: record
    direction: higher-is-better
    unit: points
    range: {min: 0, max: 30}
    decimals: 0
    about: Change of walking and arm.
    licence: {terms: open, wording: own-labels, note: Ours.}
    sources:
      - {author: Toy, year: 2020, registry: NCT1}
    scoring: {rule: tis-2016}
    composite:
      within-days: 14
      measures:
        - {role: walking, label: Walking, any-of: [walk], range: 5, bands: [{above: 5, points: 10}, {above: 20, points: 20}]}
        - {role: arm, label: Arm, any-of: [arm], range-in-upper-limits: {arm: 3}, bands: [{above: 5, points: 10}]}
      levels:
        - {name: minimal, at-least: 10}
        - {name: major, at-least: 20}
      judged-level: major
    thresholds:
      - {for: improvement, kind: points, value: 10, use: judge, verified: convention, source: {author: Toy, year: 2020, doi: 10.1/toy}}
    """

  static let ache = """
    id: ache
    name: Toy disease
    short: Ache
    group: muscle
    variant-of: none
    codes: []
    baseline: {days-before: 90, days-after: 7}
    counted:
      - {measure: walk}
      - measure: arm
        improvement: {kind: percent-of-baseline, value: 20, at-least: 1, verified: seen, source: {author: Toy, year: 2020, doi: 10.1/toy}}
    composite: change
    watched: []
    core-set: [walk, arm]
    monitoring-weeks: 26
    monitoring-source: {author: Toy, year: 2020, doi: 10.1/toy}
    monitoring-verified: convention
    first-assessments-weeks: [4, 12]
    criteria:
      - id: walks
        name: Walks
        rule: {kind: at-most, measure: walk, value: 1}
        source: {author: Toy, year: 2020, doi: 10.1/toy}
        verified: seen
      - id: levels
        name: Levels
        rule: {kind: levels, measure: change, levels: [{name: minimal, at-least: 10}]}
        source: {author: Toy, year: 2020, doi: 10.1/toy}
        verified: seen
      - id: either
        name: Either
        rule: {kind: count, at-least: 1, by-week: 12, of: [{measure: walk, improvement: 1}, {measure: arm, improvement: 2}]}
        source: {author: Toy, year: 2020, doi: 10.1/toy}
        verified: seen
    expected-without-response: none
    reconsider:
      - {id: another-ache, consider: another ache, look-for: [signs], source: {author: Toy, year: 2020, doi: 10.1/toy}, verified: seen}
    """

  static let acheMild = """
    id: ache-mild
    name: Toy disease, mild
    short: Mild ache
    variant-of: ache
    watched: [change]
    """

  static let fracture = """
    id: fracture
    name: Toy fracture
    short: Fracture
    group: other
    judged: false
    codes:
      - {system: icd-10, code: S00, meaning: a fracture, verified: secondary, source: {author: Toy, year: 2020, doi: 10.1/toy}}
    source: {author: Toy, year: 2020, doi: 10.1/toy}
    verified: seen
    """

  static let rest = """
    id: rest
    name: Rest
    short: Rest
    class: rest
    roles: [fast-onset]
    immunotherapy: false
    route: bed
    regimen: as needed
    effect-duration: {days: 3, verified: convention, source: {author: Toy, year: 2020, doi: 10.1/toy}}
    expectations:
      - disease: ache
        intent: any
        first-effect: 0.5
        assess-by: 2
        deadline: 4
        trial: {weeks: 0.5, verified: seen, source: {author: Toy, year: 2020, doi: 10.1/toy}}
        expected: improvement
        response-rate: {percent: 54.5, text: half, verified: seen, source: {author: Toy, year: 2020, doi: 10.1/toy}}
        early-worsening: 0
        cautions:
          - {text: not too long, verified: unverified, source: {author: Toy, year: 2020, where: a shelf}}
        source: {author: Toy, year: 2020, doi: 10.1/toy}
        verified: unverified
    """
}
