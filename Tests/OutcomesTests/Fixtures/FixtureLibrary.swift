import Outcomes

/// A disease of the fixtures: judged by these measures.
private func disease(
  _ id: String, _ counted: [(Measure, group: String?)], composite: Measure? = nil,
  variantOf: String? = nil, chronic: Bool = true, nadirDays: Int? = nil, coreSet: [Measure] = [],
  monitoringWeeks: Int = 12, criteria: [Criterion] = []
) -> Disease {
  Disease(
    id: Disease.ID(id), name: id, short: id, group: .junction,
    variantOf: variantOf.map { Disease.ID($0) }, chronic: chronic, nadirDays: nadirDays,
    counted: counted.map { CountedMeasure(measure: $0.id, group: $1) }, composite: composite?.id,
    watched: [pain.id], coreSet: coreSet.map(\.id), monitoringWeeks: monitoringWeeks,
    monitoringEvidence: evidence, criteria: criteria)
}

/// A criterion of Guillain-Barré syndrome, with the flag that it raises.
private func fluctuation(_ id: String, _ time: Fluctuation.Time, _ flag: FlagKind) -> Criterion {
  Criterion(
    id: id, name: id,
    rule: .fluctuation(
      Fluctuation(grade: gbsDS.id, rise: 1, strength: mrc.id, fallAbove: 5, time: time)),
    flag: flag, evidence: evidence)
}

private let diseases: [Disease] = [
  disease("one", [(adl, nil)]),
  disease("mg", [(adl, nil), (qmg, nil)]),
  disease("mg-variant", [(adl, nil), (qmg, nil)], variantOf: "mg"),
  disease("cidp", [(incat, nil), (rods, nil), (grip, nil)]),
  disease("incat", [(incat, nil)]),
  disease("rods", [(rods, nil)]),
  disease("grip", [(grip, nil)]),
  disease("grip-and-qmg", [(grip, nil), (qmg, nil)]),
  disease("walk", [(walk, nil)]),
  disease("walk-at-least", [(walkAtLeast, nil)]),
  disease("global", [(global, nil)]),
  disease("skin", [(skin, nil)]),
  disease("three", [(adl, nil), (qmg, nil), (global, nil)]),
  disease(
    "dm", [(mmt150, "mmt8"), (mmt80, "mmt8"), (haq, nil)], composite: tis,
    coreSet: [ck]),
  disease("acute", [(adl, nil)], chronic: false),
  disease("half-week", [(adl, nil)], monitoringWeeks: 1),
  disease("mrc", [(mrc, nil)]),
  disease(
    "gbs", [(gbsDS, nil), (mrc, nil)], chronic: false, nadirDays: 28,
    criteria: [
      fluctuation("trf", .within(weeks: 8), .treatmentRelatedFluctuation),
      fluctuation("a-cidp", .after(weeks: 8, orCount: 3), .acuteOnsetCIDP),
    ]),
  Disease(
    notJudged: Disease.ID("mimic"), name: "mimic", short: "mimic", group: .other, codes: [],
    evidence: evidence, note: nil, hash: ""),
]

/// First effect after 2 weeks, assessment by 6, deadline at 12, effect for 28 days after the last dose.
///
/// Without a trial of its own 8 weeks of it are one: the deadline less the effect.
private func therapy(
  _ id: String, _ roles: [Therapy.Role] = [.longActing], immune: Bool = true,
  weeks: (Rational, Rational, Rational) = (2, 6, 12), expected: Expectation.Expected = .improvement,
  trial: Rational? = nil, effect: Int = 28, earlyWorsening: Rational = 0, rate: Rational? = nil,
  only: [String]? = nil, intent: TreatmentCourse.Intent? = nil
) -> Therapy {
  let ids = only ?? diseases.filter { $0.variantOf == nil && $0.isJudged }.map(\.id.text)
  return Therapy(
    id: Therapy.ID(id), name: id, short: id, therapyClass: "fixture", roles: roles,
    isImmunotherapy: immune, route: "", regimen: "", effectDays: effect, effectEvidence: evidence,
    expectations: ids.map { disease in
      Expectation(
        disease: Disease.ID(disease), intent: intent, firstEffect: weeks.0, assessBy: weeks.1,
        deadline: weeks.2, trial: trial.map { Expectation.Trial(weeks: $0, evidence: evidence) },
        expected: expected,
        responseRate: rate.map {
          Expectation.ResponseRate(percent: $0, text: "\($0.plain()) %", evidence: evidence)
        },
        earlyWorsening: disease == "gbs" ? 4 : earlyWorsening, evidence: evidence)
    })
}

let library = Library(
  measures: [
    adl, qmg, incat, rods, grip, walk, walkAtLeast, global, skin, pain, quality, tis, physician,
    patientGlobal, extramuscular, mmt150, mmt80, haq, ck, aldolase, gbsDS, mrc,
  ],
  diseases: diseases,
  therapies: [
    therapy("drug"),
    therapy("other"),
    therapy("third"),
    therapy("fast", [.fastOnset], weeks: (Rational(1, over: 2), 2, 4)),
    therapy("bridge", [.bridge], weeks: (1, 2, 4)),
    therapy("slow", weeks: (17, 52, 78)),
    therapy("steroid", weeks: (2, 6, 13), earlyWorsening: 3),
    therapy("steady", expected: .stability),
    therapy("hopeless", expected: .none),
    therapy("rarely", rate: Rational(499, over: 10)),
    therapy("often", rate: 50),
    therapy("physio", [.longActing], immune: false),
    therapy("pyridostigmine", [.symptomatic], immune: false),
    therapy("elsewhere", only: ["mg"]),
    therapy("twice", only: ["mg", "mg-variant"]),
    // One or two infusions, one cycle: a trial as soon as they are given.
    therapy("infusion", weeks: (4, 12, 26), trial: 0, effect: 182),
    therapy("cycle", [.fastOnset], weeks: (1, 4, 8), trial: 0),
    therapy("upkeep", intent: .maintenance),
    // To be assessed only when it is due.
    therapy("late", weeks: (1, 4, 4)),
  ])
