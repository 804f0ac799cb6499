import Outcomes
import Testing

/// response.md section 4: when a composite is judged, in which unit, and when single measures stand
/// in for it.
///
/// Points are the Total Improvement Score; the response is at 40, the threshold is 20. The drug: first
/// assessment day 42, decisive from day 77, deadline day 84.
@Suite struct CompositeChoiceTests {
  private let better = CoreSet(physician: 1, patient: 1, mmt: 150, haq: 0, ck: 1, extramuscular: 0)
  /// Nothing to gain but what is set.
  private let mild = CoreSet(physician: 0, patient: 0, mmt: 150, haq: 0, ck: 1, extramuscular: 0)

  private func usesComposite(_ scores: [Score], at offset: Int) throws -> Bool {
    try Scenario.myositis(scores).judged(at: offset).measures.map(\.measureID) == [tis.id]
  }

  @Test(
    arguments: [
      // Physician, extramuscular and patient in tenths: 20 + 15 + 5 points are 40.
      (9, 0, 34, 400, 1, CourseVerdict.responding),
      (9, 0, 44, 375, Rational(15, over: 16), .partialResponse),
      (44, 14, 50, 200, .half, .partialResponse),
      (44, 15, 50, 150, Rational(3, over: 8), .noResponse),
    ] as [(Int64, Int64, Int64, Int64, Rational, CourseVerdict)])
  func `the unit is the moderate level`(
    physician: Int64, extramuscular: Int64, patient: Int64, total: Int64, change: Rational,
    verdict: CourseVerdict
  ) throws {
    let after = CoreSet(
      physician: tenths(physician), patient: tenths(patient), extramuscular: tenths(extramuscular))
    let judged = try Scenario.myositis(CoreSet().scores(0) + after.scores(80)).judged(at: 90)
    #expect(judged.measures.first?.latest?.improvement == tenths(total))
    #expect(judged.measures.first?.unit == 40)
    #expect(judged.responseIndex == change)
    #expect(judged.verdict == verdict)
  }

  @Test func `or what can be attained where that is less`() throws {
    // Physician 20 % are 15 points, extramuscular 20 % 12.5, HAQ 10 % 5: 32.5.
    var before = mild
    (before.physician, before.extramuscular, before.haq) = (2, 2, tenths(3))
    let judged = try Scenario.myositis(before.scores(0) + mild.scores(80)).judged(at: 90)
    #expect(judged.measures.first?.unit == tenths(325))
    #expect(judged.responseIndex == 1)
    #expect(judged.verdict == .responding)
  }

  @Test(arguments: [(2, 3, MeasureVerdict.unchanged), (2, 2, .floor)])
  func `R3.3, room is what can be attained, 30 points are enough`(
    physician: Int, extramuscular: Int, verdict: MeasureVerdict
  ) throws {
    var before = mild
    (before.physician, before.extramuscular) = (Rational(physician), Rational(extramuscular))
    let judged = try Scenario.myositis(before.scores(0) + before.scores(80)).judged(at: 90)
    #expect(judged.measures.map(\.verdict) == [verdict])
  }

  @Test func `an enzyme can be attained down to its upper limit, not to nothing`() throws {
    // 27.5 points without it; 1.7 to 1 is 4.7 % of 15 and earns nothing, 1.7 to 0 would earn 2.5.
    var before = mild
    (before.physician, before.extramuscular, before.ck) = (2, 2, tenths(17))
    let judged = try Scenario.myositis(before.scores(0) + before.scores(80)).judged(at: 90)
    #expect(judged.measures.first?.series.room == tenths(275))
    before.ck = tenths(18)
    let more = try Scenario.myositis(before.scores(0) + before.scores(80)).judged(at: 90)
    #expect(more.measures.first?.series.room == 30)
  }

  @Test(arguments: [(-90, true), (-91, false)])
  func `each component of a baseline set lies itself in the baseline window`(
    first: Int, isComplete: Bool
  ) throws {
    let baseline = CoreSet().scores(first, late: [physician], by: 10)
    #expect(try usesComposite(baseline + better.scores(60), at: 100) == isComplete)
  }

  @Test func `the latest complete set before the first dose, else the earliest after it`() throws {
    let two = CoreSet().scores(-60) + CoreSet(physician: 8).scores(-10) + better.scores(60)
    let judged = try Scenario.myositis(two).judged(at: 100)
    #expect(judged.measures.first?.baseline?.day == day(-10))
    let late = CoreSet().scores(-2, late: [ck], by: 5) + better.scores(60)
    #expect(try Scenario.myositis(late).judged(at: 100).measures.first?.baseline?.day == day(3))
  }

  @Test func `a follow-up set is later than the baseline set`() throws {
    let scores = CoreSet().scores(-2, late: [ck], by: 5) + better.scores(3, without: [ck])
    #expect(try !usesComposite(scores + [score(ck, 6, 1)], at: 20))
    let later = CoreSet().scores(-2, late: [ck], by: 5) + better.scores(4)
    #expect(try usesComposite(later, at: 20))
  }

  @Test(arguments: [(83, true), (84, false)])
  func `from the deadline on a set that does not decide gives way to a single measure that does`(
    offset: Int, uses: Bool
  ) throws {
    let scores = CoreSet().scores(0) + CoreSet().scores(50) + [score(mmt150, 77, 120)]
    #expect(try usesComposite(scores, at: offset) == uses)
    let early = CoreSet().scores(0) + CoreSet().scores(50) + [score(mmt150, 76, 120)]
    #expect(try usesComposite(early, at: offset))
    #expect(try usesComposite(scores + CoreSet().scores(79), at: offset))
  }

  @Test func `R4.6, a worsening is seen through the single measures`() throws {
    // MMT-8 falls by 8 of 150, HAQ rises by 1.3: both at twice their threshold.
    let worse = CoreSet(mmt: 112, haq: Rational(28, over: 10))
    let judged = try Scenario.myositis(CoreSet().scores(0) + worse.scores(80)).judged(at: 90)
    #expect(judged.measures.map(\.measureID) == [tis.id])
    #expect(judged.responseIndex == 0)
    #expect(judged.verdict == .worsened)
    // With an index of one half or more it is listed, not judged.
    let mixed = CoreSet(physician: tenths(9), mmt: 112, haq: Rational(28, over: 10))
    #expect(
      try Scenario.myositis(CoreSet().scores(0) + mixed.scores(80)).verdict(at: 90)
        == .partialResponse)
  }

  @Test func `R4.6, also where the composite has no room to say anything`() throws {
    var worse = mild
    (worse.mmt, worse.haq) = (142, Rational(13, over: 10))
    let judged = try Scenario.myositis(mild.scores(0) + worse.scores(80)).judged(at: 90)
    #expect(judged.measures.map(\.measureID) == [tis.id])
    #expect(judged.responseIndex == nil)
    #expect(judged.verdict == .worsened)
  }

  @Test func `where stability is expected the single measures are judged in its place`() throws {
    let scores = CoreSet().scores(0) + CoreSet(mmt: 112).scores(80)
    for scenario in [
      Scenario("dm", therapy: "steady", scores), Scenario("dm", intent: .maintenance, scores),
    ] {
      let judged = try scenario.judged(at: 90)
      #expect(judged.measures.map(\.measureID.text) == ["haq-di", "mmt8-150"])
      #expect(judged.verdict == .worsened)
    }
  }

  @Test func `a core measure that is best and stays so is not changed`() throws {
    var before = CoreSet()
    before.patient = 0
    let judged = try Scenario.myositis(before.scores(0) + before.scores(80)).judged(at: 90)
    let series = try #require(judged.measures.first?.series.composite)
    let parts = series.contributions(to: try #require(series.followUps.last))
    #expect(parts[1].points == 0)
    #expect(!parts[1].isWorse)
  }
}
