import Outcomes

/// A small library and patients that show every part of a report.
enum Fixture {
  static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }

  static func number(_ text: String) -> Rational { Rational(decimal: text) ?? .zero }

  static let trial = Evidence(
    source: Source(author: "Trial", date: .published(year: 2008), doi: "10.1/trial"),
    verification: .seen)
  static let habit = Evidence(
    source: Source(author: "Recheck", date: .published(year: 2026), place: "our rule"),
    verification: .convention)
  static let hearsay = Evidence(
    source: Source(author: "Recheck", date: .published(year: 2026), place: "general knowledge"),
    verification: .unverified)

  static func points(
    _ size: String, _ purpose: Threshold.Purpose = .improvement, _ evidence: Evidence = trial
  ) -> Threshold {
    Threshold(purpose: purpose, size: .points(number(size)), use: .judge, evidence: evidence)
  }

  private static func grades(_ id: String, _ label: String, _ maximum: Int) -> Item {
    let options = (0...maximum).map {
      Item.Option(value: String($0), score: Rational($0), text: "grade \($0)")
    }
    return Item(id: id, label: label, kind: .options(options))
  }

  private static func value(_ label: String, _ maximum: String, _ step: String, _ unit: String)
    -> Item
  {
    Item(
      id: "value", label: label,
      kind: .number(
        NumberRange(minimum: .zero, maximum: number(maximum), step: number(step), unit: unit)))
  }

  static let incat = Measure(
    id: .init("incat"), name: "INCAT disability score", short: "INCAT", version: "1",
    measureClass: .functional, reporter: .clinician, direction: .higherIsWorse, unit: "points",
    range: Rational(0)...Rational(10), recall: "today", about: "Arms and legs, each 0 to 5.",
    licence: Licence(terms: .unknown, wording: .ownLabels, note: "No statement was seen."),
    sources: [trial.source],
    codes: [Code(system: "loinc", code: "1-8", meaning: "a code", evidence: trial)],
    items: [grades("arms", "Arms", 5), grades("legs", "Legs", 5)], scoring: Scoring(rule: .sum),
    comparison: .adjustedINCAT, thresholds: [points("1"), points("1", .worsening, habit)],
    statuses: [ScoreStatus(id: "mild", name: "Mild", atMost: Rational(2), evidence: habit)])

  static let grip = Measure(
    id: .init("grip"), name: "Grip strength", short: "Grip", version: "1", measureClass: .objective,
    reporter: .performance, direction: .higherIsBetter, unit: "kPa",
    range: Rational(0)...Rational(160), value: value("Grip", "160", "1", "kPa"),
    scoring: Scoring(rule: .entered),
    variants: [
      VariantKey(key: "hand", label: "Hand", values: ["right", "left"], comparing: .separate)
    ], thresholds: [points("8")])

  static let pain = Measure(
    id: .init("pain-nrs"), name: "Pain", short: "Pain", version: "1", measureClass: .symptom,
    reporter: .patient, direction: .higherIsWorse, unit: "points",
    range: Rational(0)...Rational(10), value: value("Pain", "10", "1", "points"),
    scoring: Scoring(rule: .entered))

  static let strength = Measure(
    id: .init("mmt8"), name: "Manual muscle testing", short: "MMT-8", version: "1",
    measureClass: .objective, reporter: .clinician, direction: .higherIsBetter, unit: "points",
    range: Rational(0)...Rational(80), value: value("Total", "80", "1", "points"),
    scoring: Scoring(rule: .entered), thresholds: [points("4")])

  static let enzyme = Measure(
    id: .init("ck"), name: "Creatine kinase", short: "CK", version: "1", measureClass: .laboratory,
    reporter: .laboratory, direction: .higherIsWorse, unit: "times the upper limit",
    range: Rational(0)...Rational(100), value: value("CK", "100", "0.1", "times the upper limit"),
    scoring: Scoring(rule: .entered), isMuscleEnzyme: true)

  static let composite = Measure(
    id: .init("tis"), name: "Total improvement", short: "TIS", version: "1",
    measureClass: .composite, reporter: .record, direction: .higherIsBetter, unit: "points",
    range: Rational(0)...Rational(100), scoring: Scoring(rule: .composite),
    thresholds: [points("20")],
    composite: CompositeRule(
      withinDays: 14,
      components: [
        .init(
          role: "strength", label: "Strength", anyOf: [strength.id], range: nil,
          rangeInUpperLimits: [:],
          bands: [
            .init(above: Rational(2), points: Rational(10)),
            .init(above: Rational(10), points: Rational(20)),
          ]),
        .init(
          role: "enzyme", label: "Enzyme", anyOf: [enzyme.id], range: nil,
          rangeInUpperLimits: [enzyme.id: Rational(15)],
          bands: [.init(above: Rational(5), points: number("2.5"))]),
      ], levels: [.init(name: "minimal", atLeast: Rational(20))]))

  static let cidp = Disease(
    id: .init("cidp"), name: "Chronic inflammatory neuropathy", short: "CIDP", group: .neuropathy,
    codes: [Code(system: "icd-10", code: "G61.8", meaning: "polyneuropathy", evidence: trial)],
    counted: [CountedMeasure(measure: incat.id), CountedMeasure(measure: grip.id)],
    watched: [pain.id], coreSet: [incat.id, grip.id], monitoringWeeks: 26,
    monitoringEvidence: habit,
    firstAssessmentWeeks: [3, 6],
    criteria: [
      Criterion(
        id: "kept", name: "INCAT better by 1 and kept",
        rule: .run(incat.id, improvement: .one, weeks: 18, firstByWeek: 6), evidence: trial),
      Criterion(
        id: "low", name: "Pain 2 or less", rule: .atMost(pain.id, subscore: nil, Rational(2)),
        evidence: trial),
    ],
    reconsider: [
      Reconsideration(
        id: "autoimmune-nodopathy", consider: "autoimmune nodopathy",
        lookFor: ["antibodies by a cell-based assay", "tremor"], evidence: trial)
    ], note: "A note of the definition.")

  static let dm = Disease(
    id: .init("dm"), name: "Dermatomyositis", short: "DM", group: .muscle,
    counted: [CountedMeasure(measure: strength.id)], composite: composite.id,
    monitoringWeeks: 13, monitoringEvidence: habit)

  static let bare = Disease(
    id: .init("bare"), name: "A disease with nothing", short: "Bare", group: .junction,
    chronic: false,
    counted: [], monitoringWeeks: 26, monitoringEvidence: habit)

  static let ivig = Therapy(
    id: .init("ivig"), name: "Intravenous immunoglobulin", short: "IVIG",
    therapyClass: "immunoglobulin", roles: [.fastOnset, .longActing], isImmunotherapy: true,
    route: "intravenous", regimen: "2 g/kg, then 1 g/kg every 3 weeks.", effectDays: 42,
    effectEvidence: habit,
    expectations: [
      Expectation(
        disease: cidp.id, firstEffect: Rational(3), assessBy: Rational(6), deadline: Rational(9),
        expected: .improvement,
        responseRate: .init(
          percent: Rational(40), text: "40 % against 21 % on placebo", evidence: trial),
        cautions: [.init(text: "Headache is common.", evidence: habit)],
        note: "Judge after two courses.",
        evidence: trial),
      Expectation(
        disease: dm.id, firstEffect: Rational(4), assessBy: Rational(16), deadline: Rational(16),
        expected: .improvement, evidence: habit),
    ])

  static let prednisone = Therapy(
    id: .init("prednisone"), name: "Prednisone", short: "Prednisone",
    therapyClass: "corticosteroid", roles: [.bridge], isImmunotherapy: true, route: "oral",
    regimen: "60 mg daily", effectDays: 28, effectEvidence: habit,
    expectations: [
      Expectation(
        disease: cidp.id, firstEffect: Rational(2), assessBy: Rational(12), deadline: Rational(12),
        expected: .improvement, earlyWorsening: Rational(3), evidence: habit)
    ])

  static let pyridostigmine = Therapy(
    id: .init("pyridostigmine"), name: "Pyridostigmine", short: "Pyridostigmine",
    therapyClass: "cholinesterase-inhibitor", roles: [.symptomatic], isImmunotherapy: false,
    route: "oral", regimen: "60 mg", effectDays: 1, effectEvidence: habit, expectations: [])

  static let library = Library(
    measures: [incat, grip, pain, strength, enzyme, composite], diseases: [cidp, dm, bare],
    therapies: [ivig, prednisone, pyridostigmine])

  static func incat(_ iso: String, arms: Int, legs: Int, entry: Int = 0) -> Score {
    Score(
      measure: incat.id, version: "1", day: day(iso), total: Rational(arms + legs),
      part: Rational(arms), answers: "\(arms),\(legs)", entry: entry)
  }

  static func score(
    _ measure: Measure, _ iso: String, _ value: String?, variant: String = "",
    version: String = "1",
    entry: Int = 0
  ) -> Score {
    Score(
      measure: measure.id, version: version, day: day(iso), variant: variant,
      total: value.map(number), entry: entry)
  }

  /// No response to IVIG, a review that new scores re-opened, a steroid, pain, both hands.
  static let flagged = PatientRecord(
    patient: Patient(
      id: .init("007"), familyName: "Łukasik", givenName: "Tove", birthDate: day("1960-03-01"),
      sex: .female),
    diagnoses: [
      Diagnosis(disease: cidp.id, diagnosedOn: day("2024-01-02"), onsetOn: day("2023-06-01"))
    ],
    courses: [
      TreatmentCourse(
        therapy: ivig.id, start: day("2024-01-15"), dose: Rational(1), unit: "g/kg",
        intervalDays: 21,
        note: "two cycles delayed"),
      TreatmentCourse(
        therapy: prednisone.id, start: day("2023-10-02"), stop: day("2024-02-12"),
        dose: Rational(60),
        unit: "mg", intervalDays: 1),
    ],
    scores: [
      incat("2023-11-06", arms: 2, legs: 2), incat("2024-01-08", arms: 3, legs: 3),
      incat("2024-02-26", arms: 3, legs: 3), incat("2024-03-18", arms: 3, legs: 3),
      incat("2024-04-15", arms: 3, legs: 2, entry: 9),
      score(grip, "2024-01-08", "40", variant: "hand=right"),
      score(grip, "2024-03-18", "38", variant: "hand=right"),
      score(grip, "2024-04-15", "36", variant: "hand=right", entry: 10),
      score(grip, "2024-01-08", "42", variant: "hand=left"),
      score(grip, "2024-03-18", "42", variant: "hand=left"),
      score(pain, "2024-01-08", "3"), score(pain, "2024-03-18", nil),
    ],
    reviews: [
      Review(
        subjects: [.init(kind: .missingResponse, therapy: ivig.id, start: day("2024-01-15"))],
        decision: .trialInadequate, note: "two infusions late", physician: "Dr Weber",
        day: day("2024-03-25"), entry: 5)
    ])

  /// Nothing but an identifier.
  static let empty = PatientRecord(
    patient: Patient(id: .init("1"), familyName: "", givenName: "", birthDate: nil, sex: nil),
    diagnoses: [], courses: [], scores: [])

  /// A composite with a component that is worse.
  static let myositis = PatientRecord(
    patient: Patient(id: .init("8"), familyName: "Berg", givenName: "", birthDate: nil, sex: nil),
    diagnoses: [Diagnosis(disease: dm.id, diagnosedOn: day("2024-01-01"))],
    courses: [TreatmentCourse(therapy: ivig.id, start: day("2024-01-15"))],
    scores: [
      score(strength, "2024-01-10", "60"), score(enzyme, "2024-01-10", "10"),
      score(strength, "2024-05-20", "56"), score(enzyme, "2024-05-20", "5"),
    ])

  static let asOf = day("2024-05-06")

  static func judge(_ record: PatientRecord, _ iso: String = "2024-05-06") -> PatientJudgement {
    library.judge(record, asOf: day(iso))
  }
}
