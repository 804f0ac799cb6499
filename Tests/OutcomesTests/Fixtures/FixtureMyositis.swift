import Outcomes

/// Total Improvement Score with the published bands (Aggarwal 2017, table of Rider 2017).
let tis = instrument(
  "tis-2016", .composite, .record, .higherIsBetter, 0...100, scoring: Scoring(rule: .composite),
  thresholds: [improvement(.points(20))],
  composite: CompositeRule(
    withinDays: 14,
    components: [
      component("physician", ["physician-global"], 10, [(5, 75), (15, 150), (25, 175), (40, 200)]),
      component("patient", ["patient-global"], 10, [(5, 25), (15, 50), (25, 75), (40, 100)]),
      component(
        "strength", ["mmt8-150", "mmt8-80"], nil, [(2, 100), (10, 200), (20, 275), (30, 325)]),
      component("function", ["haq-di"], 3, [(5, 50), (15, 75), (25, 75), (40, 100)]),
      component(
        "enzyme", ["ck", "aldolase"], nil, [(5, 25), (15, 50), (25, 75), (40, 75)],
        upperLimits: [Measure.ID("ck"): 15, Measure.ID("aldolase"): 6]),
      component(
        "extramuscular", ["extramuscular-global"], 10, [(5, 75), (15, 125), (25, 150), (40, 200)]),
    ],
    levels: [
      CompositeRule.Level(name: "minimal improvement", atLeast: 20),
      CompositeRule.Level(name: "moderate improvement", atLeast: 40),
      CompositeRule.Level(name: "major improvement", atLeast: 60),
    ], judgedLevel: 40))

/// Bands as (above percent, points in tenths).
private func component(
  _ role: String, _ ids: [String], _ range: Rational?, _ bands: [(Rational, Int64)],
  upperLimits: [Measure.ID: Rational] = [:]
) -> CompositeRule.Component {
  CompositeRule.Component(
    role: role, label: role, anyOf: ids.map { Measure.ID($0) }, range: range,
    rangeInUpperLimits: upperLimits,
    bands: bands.map { CompositeRule.Band(above: $0.0, points: tenths($0.1)) })
}

let physician = instrument(
  "physician-global", .objective, .clinician, .higherIsWorse, 0...10, thresholds: [])
let patientGlobal = instrument(
  "patient-global", .symptom, .patient, .higherIsWorse, 0...10, thresholds: [])
let extramuscular = instrument(
  "extramuscular-global", .objective, .clinician, .higherIsWorse, 0...10, thresholds: [])
let mmt150 = instrument(
  "mmt8-150", .objective, .clinician, .higherIsBetter, 0...150,
  thresholds: [improvement(.points(tenths(37)))])
let mmt80 = instrument(
  "mmt8-80", .objective, .clinician, .higherIsBetter, 0...80,
  thresholds: [improvement(.points(tenths(37)))])

/// HAQ-DI: functional, patient-reported, 0 to 3; aids, 7 of 8 categories suffice; 0.65 points.
let haq = instrument(
  "haq-di", .functional, .patient, .higherIsWorse, 0...3,
  items: ["dressing", "arising", "eating", "walking", "hygiene", "reach", "grip", "activities"]
    .map { graded($0, 3, aid: "\($0)-aid") },
  scoring: Scoring(rule: .haqDI, missingAllowed: 1),
  thresholds: [improvement(.points(Rational(65, over: 100)))])

/// A muscle enzyme as a multiple of the laboratory's upper limit.
let ck = enzyme("ck")
let aldolase = enzyme("aldolase")

private func enzyme(_ id: String) -> Measure {
  instrument(
    id, .laboratory, .laboratory, .higherIsWorse, 0...10_000,
    items: [
      measured("result", numbers(0, 100_000, step: tenths(1))),
      measured("upper-limit", numbers(0, 10_000, step: tenths(1))),
    ],
    scoring: Scoring(rule: .ratio(of: "result", to: "upper-limit")), thresholds: [],
    isMuscleEnzyme: id == "ck")
}
