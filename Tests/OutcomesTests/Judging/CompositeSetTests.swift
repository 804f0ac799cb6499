import Outcomes
import Testing

/// A composite needs a complete baseline set and a complete follow-up set.
@Suite struct CompositeSetTests {
  private let better = CoreSet(physician: 1, patient: 1, mmt: 150, haq: 0, ck: 1, extramuscular: 0)

  private func usesComposite(_ scores: [Score], at offset: Int = 100) throws -> Bool {
    let judged = try Scenario.myositis(scores).judged(at: offset)
    let uses = judged.measures.map(\.measure.id) == [tis.id]
    #expect(judged.compositeIsIncomplete == !uses)
    if !uses {
      #expect(judged.measures.allSatisfy { [haq.id, mmt150.id, mmt80.id].contains($0.measure.id) })
    }
    return uses
  }

  @Test(arguments: [(0, true), (13, true), (14, true), (15, false)])
  func `the scores of a follow-up set lie within 14 days`(days: Int, isComplete: Bool) throws {
    let scores = CoreSet().scores(0) + better.scores(60, late: [ck], by: days)
    #expect(try usesComposite(scores) == isComplete)
  }

  @Test(arguments: [(0, true), (14, true), (15, false)])
  func `the scores of a baseline set lie within 14 days`(days: Int, isComplete: Bool) throws {
    let scores = CoreSet().scores(-20, late: [physician], by: days) + better.scores(60)
    #expect(try usesComposite(scores) == isComplete)
  }

  @Test(
    arguments: [physician.id, patientGlobal.id, mmt150.id, haq.id, ck.id, extramuscular.id],
    [true, false])
  func `one missing measure makes a set incomplete`(missing: Measure.ID, atBaseline: Bool) throws {
    let left = try [#require(library.measure(missing))]
    let scores =
      CoreSet().scores(0, without: atBaseline ? left : [])
      + better.scores(60, without: atBaseline ? [] : left)
    #expect(try !usesComposite(scores))
    let again = CoreSet().scores(0) + better.scores(60)
    #expect(try usesComposite(again))
  }

  @Test func `a score without a total completes no set`() throws {
    let scores = CoreSet().scores(0) + better.scores(60, without: [haq]) + [partial(haq, 60)]
    #expect(try !usesComposite(scores))
  }

  @Test func `while the set is incomplete the single measures judge`() throws {
    let scores = CoreSet().scores(0) + better.scores(80, without: [physician])
    let judged = try Scenario.myositis(scores).judged(at: 90)
    #expect(judged.measures.map(\.measure.id.text) == ["haq-di", "mmt8-150"])
    #expect(judged.verdict == .responding)
    #expect(judged.strength == .objectiveAndFunctional)
  }

  @Test(arguments: [(-91, false), (-90, true), (0, true), (7, true), (8, false)])
  func `a baseline set lies in the baseline window`(offset: Int, isComplete: Bool) throws {
    #expect(try usesComposite(CoreSet().scores(offset) + better.scores(60)) == isComplete)
  }

  @Test func `scores of long before the first dose do no harm`() throws {
    let scores = CoreSet().scores(-300) + CoreSet().scores(-10) + better.scores(60)
    #expect(try usesComposite(scores))
  }

  @Test func `a follow-up set holds nothing of before the first dose`() throws {
    let scores = CoreSet().scores(-5) + better.scores(5, without: [haq]) + [score(haq, -2, 1)]
    #expect(try !usesComposite(scores, at: 10))
    #expect(try usesComposite(scores + [score(haq, 6, 1)], at: 10))
  }

  @Test func `the same strength test is needed at both times`() throws {
    let other = better.scores(60, without: [mmt150]) + [score(mmt80, 60, 80)]
    #expect(try !usesComposite(CoreSet().scores(0) + other))
  }

  @Test func `the enzyme most abnormal at baseline is the one followed`() throws {
    let baseline = CoreSet(ck: 2).scores(0) + [score(aldolase, 0, 4)]
    let both = better.scores(60) + [score(aldolase, 60, 1)]
    let judged = try Scenario.myositis(baseline + both).judged(at: 90)
    let series = try #require(judged.measures.first?.series.composite)
    let enzyme = series.contributions(to: try #require(series.followUps.last))[4]
    #expect(enzyme.measure.id == aldolase.id)
    #expect(enzyme.percent == 50)
    #expect(try !usesComposite(baseline + better.scores(60)))
  }

  @Test func `a baseline that leaves less than 30 points to gain is a floor`() throws {
    // Physician 1 cm is 10 %, 7.5 points; HAQ 0.3 is 10 %, 5 points: 12.5 at most.
    let mild = CoreSet(physician: 1, patient: 0, mmt: 150, haq: tenths(3), ck: 1, extramuscular: 0)
    let judged = try Scenario.myositis(mild.scores(0) + mild.scores(60)).judged(at: 100)
    #expect(judged.measures.map(\.verdict) == [.floor])
    #expect(judged.verdict == .notEvaluable)
    var room = mild
    (room.physician, room.extramuscular) = (2, 2)
    let more = try Scenario.myositis(room.scores(0) + room.scores(60)).judged(at: 70)
    #expect(more.measures.map(\.verdict) == [.unchanged])
  }

  @Test func `complete sets of before the assessment date give way to single scores after it`()
    throws
  {
    let early = CoreSet().scores(0) + CoreSet().scores(30)
    #expect(try usesComposite(early, at: 60))
    let late = early + [score(mmt150, 50, 150)]
    #expect(try !usesComposite(late, at: 60))
    #expect(try Scenario.myositis(late).verdict(at: 60) == .responding)
  }
}
