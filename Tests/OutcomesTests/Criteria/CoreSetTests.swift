import Outcomes
import Testing

/// Criteria over the core set of myositis, as the disease files give them.
@Suite struct `Core set criteria` {
  private func result(_ rule: Criterion.Rule, _ scores: [Score]) throws -> CriterionResult {
    let criterion = Criterion(id: "test", name: "test", rule: rule, evidence: evidence)
    let sorted = Dictionary(grouping: scores.sorted { $0.day < $1.day }, by: \.measure)
    return library.result(
      of: criterion, for: try Scenario.myositis(scores).judged(at: 400), scores: sorted,
      asOf: day(400))
  }

  private func roles(_ also: [String: [Measure.ID]] = [:]) -> CoreSetRoles {
    CoreSetRoles(composite: tis.id, also: also)
  }

  /// 3 of 6 better by 20 %, no more than 2 worse by 25 %, strength not among these.
  private var better: Criterion.Rule {
    .coreSet(
      roles(),
      CoreSetImprovement(better: 20, atLeast: 3, worse: 25, atMost: 2, never: ["strength"]))
  }

  // From physician 5, patient 5, MMT 120, HAQ 1.5, CK 5, extramuscular 3.
  @Test(
    arguments: [
      ("three better by 20 %", CoreSet(physician: 4, patient: 4, mmt: 144), true),
      ("strength better by less", CoreSet(physician: 4, patient: 4, mmt: 143), false),
      ("two better", CoreSet(physician: 4, patient: 4), false),
      (
        "two worse by 25 %",
        CoreSet(
          physician: 4, patient: 4, haq: Rational(15, over: 8), ck: 4,
          extramuscular: Rational(15, over: 4)), true
      ),
      (
        "three worse by 25 %",
        CoreSet(
          physician: 4, patient: 4, mmt: 144, haq: Rational(15, over: 8), ck: Rational(25, over: 4),
          extramuscular: Rational(15, over: 4)), false
      ),
      ("strength worse by 25 %", CoreSet(physician: 4, patient: 4, mmt: 90, ck: 4), false),
      ("strength worse by less", CoreSet(physician: 4, patient: 4, mmt: 91, ck: 4), true),
    ] as [(String, CoreSet, Bool)])
  func `enough roles better and few worse`(name: String, after: CoreSet, holds: Bool) throws {
    #expect(
      try result(better, CoreSet().scores(0) + after.scores(80))
        == (holds ? .met(day(80)) : .notMet),
      "\(name)")
  }

  @Test func `a role without a follow-up leaves it unknown`() throws {
    let after = CoreSet(physician: 4, patient: 4, mmt: 144)
    let scores = CoreSet().scores(0)
    #expect(try result(better, scores + after.scores(80, without: [haq])) == .unknown)
    #expect(
      try result(
        better,
        scores + after.scores(66, without: [haq])
          + CoreSet().scores(80, without: [physician, patientGlobal, mmt150, ck, extramuscular]))
        == .met(day(80)))
    #expect(
      try result(
        better,
        scores + after.scores(65, without: [haq])
          + CoreSet().scores(80, without: [physician, patientGlobal, mmt150, ck, extramuscular]))
        == .unknown)
    #expect(
      try result(
        .coreSet(
          CoreSetRoles(composite: adl.id),
          CoreSetImprovement(better: 20, atLeast: 1, worse: 25, atMost: 2, never: [])),
        scores + after.scores(80)) == .unknown)
  }

  /// Physician, strength and enzyme better; the others were 0 at the start.
  @Test(
    arguments: [
      ("0 stays 0", CoreSet(patient: 0, haq: 0, extramuscular: 0), CriterionResult.met(day(80))),
      (
        "two are above 0 now", CoreSet(patient: 0, haq: tenths(1), extramuscular: tenths(1)),
        .met(day(80))
      ),
      (
        "three are above 0 now",
        CoreSet(patient: tenths(1), haq: tenths(1), extramuscular: tenths(1)), .notMet
      ),
    ])
  func `a role that was 0 is unchanged or worse`(
    name: String, after: CoreSet, expected: CriterionResult
  ) throws {
    var after = after
    (after.physician, after.mmt, after.ck) = (4, 144, 4)
    let start = CoreSet(patient: 0, haq: 0, extramuscular: 0).scores(0)
    #expect(try result(better, start + after.scores(80)) == expected, "\(name)")
  }

  @Test func `of the enzymes the one most abnormal at the start counts`() throws {
    let scores =
      CoreSet().scores(0) + CoreSet(physician: 4, patient: 4, ck: 4).scores(80)
      + [score(aldolase, 80, 6)]
    #expect(try result(better, scores + [score(aldolase, 0, 6)]) == .notMet)
    #expect(try result(better, scores + [score(aldolase, 0, 5)]) == .met(day(80)))
  }

  @Test func `more measures for a role stand in where those of the composite have no scores`()
    throws
  {
    let after = CoreSet(physician: 4, patient: 4)
    let scores =
      CoreSet().scores(0, without: [mmt150]) + after.scores(80, without: [mmt150])
      + [score(qmg, 0, 20), score(qmg, 80, 16)]
    #expect(try result(better, scores) == .unknown)
    guard case .coreSet(_, let rule) = better else { return }
    #expect(
      try result(.coreSet(roles(["strength": [qmg.id]]), rule), scores) == .met(day(80)))
  }

  /// Physician worse by 2 and strength by 20 %, or extramuscular by 2, or 3 of 5 by 30 %, twice.
  private let worse = CoreSetDecline(
    without: ["enzyme"], visits: 2,
    ways: [
      .all([
        .init(role: "physician", by: .points(2)), .init(role: "strength", by: .percent(20)),
      ]), .all([.init(role: "extramuscular", by: .points(2))]), .any(atLeast: 3, percent: 30),
    ])

  @Test(
    arguments: [
      ("physician and strength", CoreSet(physician: 7, mmt: 96), true),
      ("physician by less", CoreSet(physician: tenths(69), mmt: 96), false),
      ("strength by less", CoreSet(physician: 7, mmt: 97), false),
      ("extramuscular", CoreSet(extramuscular: 5), true),
      ("extramuscular by less", CoreSet(extramuscular: tenths(49)), false),
      (
        "any three by 30 %",
        CoreSet(patient: tenths(65), haq: tenths(15) * tenths(13), extramuscular: tenths(39)), true
      ),
      (
        "any three by less",
        CoreSet(patient: tenths(65), haq: tenths(15) * tenths(13), extramuscular: tenths(38)), false
      ),
      (
        "the enzyme does not count",
        CoreSet(patient: tenths(65), haq: tenths(15) * tenths(13), ck: 50), false
      ),
    ] as [(String, CoreSet, Bool)])
  func `worse in one of the ways at two visits in a row`(
    name: String, after: CoreSet, holds: Bool
  ) throws {
    let start = CoreSet().scores(0)
    let rule = Criterion.Rule.coreSetDecline(roles(), worse)
    #expect(
      try result(rule, start + after.scores(80) + after.scores(110))
        == (holds ? .met(day(110)) : .notMet), "\(name)")
    #expect(
      try result(rule, start + after.scores(80) + CoreSet().scores(110)) == .notMet, "\(name)")
    #expect(try result(rule, start + after.scores(80)) == .unknown, "\(name)")
  }

  @Test func `one way of worsening needs no scores but its own`() throws {
    let rule = Criterion.Rule.coreSetDecline(roles(), worse)
    let start = CoreSet().scores(0, without: [haq, patientGlobal])
    func twice(_ after: CoreSet) -> [Score] {
      [80, 110].flatMap { after.scores($0, without: [haq, patientGlobal]) }
    }
    #expect(
      try result(rule, start + twice(CoreSet(physician: 7, mmt: 96))) == .met(day(110)))
    #expect(try result(rule, start + twice(CoreSet(extramuscular: 5))) == .met(day(110)))
    #expect(try result(rule, start + twice(CoreSet(physician: 7))) == .unknown)
  }
}
