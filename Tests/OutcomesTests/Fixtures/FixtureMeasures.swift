import Outcomes

/// MG-ADL: functional, patient-reported, 0 to 24, 2 points.
let adl = instrument(
  "mg-adl", .functional, .patient, .higherIsWorse, 0...24,
  items: [
    "talking", "chewing", "swallowing", "breathing", "brush-comb", "chair", "diplopia", "ptosis",
  ].map { graded($0, 3) },
  scoring: Scoring(rule: .sum), compatible: ["0"],
  thresholds: [improvement(.points(2)), worsening(.points(2))])

/// QMG: objective, 0 to 39; better by 3, worse by 4.
///
/// Three items stand for the thirteen.
let qmg = instrument(
  "qmg", .objective, .clinician, .higherIsWorse, 0...39,
  items: [
    graded(
      "grip-right", 3,
      raw: RawValue(
        id: "grip-right-kg", label: "grip right", number: numbers(0, 120, step: tenths(1)),
        bands: .bySex(female: gripBands(30, 10, 5), male: gripBands(45, 15, 5)))),
    graded(
      "head", 3,
      raw: RawValue(
        id: "head-s", label: "head", number: numbers(0, 300, step: tenths(1)),
        bands: .all(bands(120, 30, 1, top: 300)))),
    graded("facial", 3),
  ],
  scoring: Scoring(rule: .sum),
  thresholds: [improvement(.points(3)), worsening(.points(4))])

private func gripBands(_ none: Rational, _ mild: Rational, _ moderate: Rational) -> [RawValue.Band]
{
  bands(none, mild, moderate, top: 120)
}

/// Grade 0 from `none`, 1 from `mild`, 2 from `moderate`, 3 below, in tenths.
private func bands(
  _ none: Rational, _ mild: Rational, _ moderate: Rational, top: Rational
) -> [RawValue.Band] {
  [
    RawValue.Band(from: none, to: top, value: 0),
    RawValue.Band(from: mild, to: none - tenths(1), value: 1),
    RawValue.Band(from: moderate, to: mild - tenths(1), value: 2),
    RawValue.Band(from: 0, to: moderate - tenths(1), value: 3),
  ]
}

/// INCAT by the adjusted rule: functional, 0 to 10, 1 point.
let incat = instrument(
  "incat", .functional, .clinician, .higherIsWorse, 0...10,
  items: [graded("arms", 5), graded("legs", 5)], scoring: Scoring(rule: .sum),
  comparison: .adjustedINCAT, thresholds: [improvement(.points(1)), worsening(.points(1))])

/// I-RODS, judged by its centile only: 4 centile points.
let rods = instrument(
  "i-rods", .functional, .patient, .higherIsBetter, 0...48,
  items: (1...24).map { graded("i\($0)", 2) }
    + [
      Item(
        id: "centile", label: "centile", kind: .number(numbers(0, 100, step: 1)), inTotal: false,
        optional: true)
    ],
  scoring: Scoring(rule: .sum),
  subscores: [
    Subscore(
      id: "centile", name: "centile", items: ["centile"], rule: .entered, range: 0...100,
      direction: .higherIsBetter)
  ],
  comparison: .subscore("centile"), thresholds: [improvement(.points(4)), worsening(.points(4))])

/// Grip strength: each hand for itself, the same device; 8 kPa.
let grip = instrument(
  "grip-vigorimeter", .objective, .performance, .higherIsBetter, 0...160,
  value: measured("value", numbers(0, 160, step: tenths(1), unit: "kPa")),
  variants: [
    VariantKey(key: "hand", label: "hand", values: ["right", "left"], comparing: .separate),
    VariantKey(
      key: "device", label: "device", values: ["martin", "other"], defaultValue: "martin"),
    VariantKey(key: "posture", label: "posture", values: [], defaultValue: "", comparing: .any),
  ],
  thresholds: [improvement(.points(8)), worsening(.points(8))])

/// Ten-metre walk in seconds: 28 % of the baseline.
let walk = instrument(
  "10mwt", .objective, .performance, .higherIsWorse, 0...180,
  value: measured("value", numbers(0, 180, step: tenths(1), unit: "s")),
  thresholds: [improvement(.percentOfBaseline(28, atLeast: nil))])

/// The same with at least 1 s.
let walkAtLeast = instrument(
  "10mwt-at-least", .objective, .performance, .higherIsWorse, 0...180,
  thresholds: [improvement(.percentOfBaseline(28, atLeast: 1))])

/// A 10 cm scale, 20 % of the range.
let global = instrument(
  "global", .functional, .clinician, .higherIsWorse, 0...10,
  thresholds: [improvement(.percentOfRange(20))])

/// A skin index: 5 points from a baseline of 0 to 14, 40 % of one from 15 to 100.
let skin = instrument(
  "cdasi", .objective, .clinician, .higherIsWorse, 0...100,
  thresholds: [
    improvement(
      .byBaseline([
        Threshold.Band(from: 0, to: 14, points: 5, percent: nil),
        Threshold.Band(from: 15, to: 100, points: nil, percent: 40),
      ]))
  ])

/// Pain: a symptom, 0 to 10, 2 points.
let pain = instrument(
  "pain-nrs", .symptom, .patient, .higherIsWorse, 0...10,
  value: measured("value", numbers(0, 10, step: 1)), thresholds: [improvement(.points(2))])

/// GBS disability scale: 0 to 6, one grade, over one walking distance.
let gbsDS = instrument(
  "gbs-ds", .functional, .clinician, .higherIsWorse, 0...6,
  variants: [
    VariantKey(key: "distance", label: "distance", values: ["10", "5"], defaultValue: "10")
  ],
  thresholds: [improvement(.points(1)), worsening(.points(1))])

/// MRC sum score: 0 to 60, 2 points.
let mrc = instrument(
  "mrc-60", .objective, .clinician, .higherIsBetter, 0...60,
  thresholds: [improvement(.points(2)), worsening(.points(2))])

/// A measure that no disease of the fixtures lists.
let quality = instrument(
  "mg-qol15r", .qualityOfLife, .patient, .higherIsWorse, 0...30,
  thresholds: [improvement(.points(4))])
