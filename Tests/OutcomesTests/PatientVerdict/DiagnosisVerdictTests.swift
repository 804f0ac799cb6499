import Outcomes
import Testing

/// The table of response.md section 5, row by row.
@Suite struct DiagnosisVerdictTests {
  /// MG-ADL 12 every 20 days.
  private let flat = stride(from: -20, through: 1000, by: 20).map { score(adl, $0, 12) }

  private func verdict(_ scenario: Scenario, at offset: Int) throws -> DiagnosisVerdict {
    try #require(scenario.all(at: offset).diagnoses.first).verdict
  }

  // The drug failed on day 84; the other one, begun on day 400, fails on day 484.
  @Test(arguments: [(483, DiagnosisVerdict.none), (484, .unanswered)])
  func `R5.1, two immunotherapies without a response`(offset: Int, verdict: DiagnosisVerdict) throws
  {
    let scenario = Scenario(stop: 100, flat, others: [course("other", 400)])
    #expect(try self.verdict(scenario, at: offset) == verdict)
    let judged = try #require(scenario.all(at: offset).diagnoses.first)
    #expect(judged.immunotherapies == 2)
    #expect(judged.failed == (verdict == .unanswered ? 2 : 1))
  }

  @Test func `R5.1 counts drugs, and what the physician stopped as failed`() throws {
    let twice = Scenario(stop: 100, flat, others: [course("drug", 400)])
    #expect(twice.all(at: 600).courses.map(\.verdict) == [.noResponse, .noResponse])
    #expect(try verdict(twice, at: 600) == .none)
    let stopped = Scenario(
      stop: 100, flat, others: [course("other", 400, stop: 420, reason: .noEffect)])
    #expect(stopped.all(at: 600).courses.map(\.verdict) == [.noResponse, .stoppedWithoutEffect])
    #expect(try verdict(stopped, at: 600) == .unanswered)
    let planned = Scenario(
      stop: 100, flat, others: [course("other", 400, stop: 420, reason: .sideEffect)])
    #expect(try verdict(planned, at: 600) == .none)
    let physio = Scenario(stop: 100, flat, others: [course("physio", 400)])
    #expect(try verdict(physio, at: 600) == .none)
  }

  @Test func `R5.1, none had a response`() throws {
    // A third drug helped between the two, for a while.
    let helped =
      flat.filter { $0.day < day(240) || $0.day > day(330) }
      + adlScores(
        (250, 6), (270, 6), (290, 6))
    let scenario = Scenario(
      stop: 100, helped, others: [course("third", 200, stop: 300), course("other", 400)])
    #expect(
      scenario.all(at: 600).courses.map(\.verdict) == [.noResponse, .responding, .noResponse])
    #expect(try verdict(scenario, at: 600) == .none)
  }

  @Test func `R5.1, nor at two follow-up dates in a row, whatever its verdict is now`() throws {
    let scores = adlScores((0, 12), (50, 6), (70, 6), (90, 18), (110, 18), (130, 18), (150, 18))
    let scenario = Scenario(
      scores + adlScores((400, 18), (490, 18)), others: [course("other", 400)])
    #expect(try scenario.verdict(at: 160) == .worsened)
    #expect(scenario.all(at: 500).courses.map(\.verdict) == [.worsened, .noResponse])
    #expect(try verdict(scenario, at: 500) != .unanswered)
  }

  // The steady drug keeps the patient stable; the first failed one begins on day 0.
  @Test(arguments: [(-1, DiagnosisVerdict.none), (0, .unanswered), (300, .unanswered)])
  func `R5.1, none that began before the first failed one is stable`(
    start: Int, verdict: DiagnosisVerdict
  ) throws {
    let scenario = Scenario(
      stop: 100, flat, others: [course("other", 400), course("steady", start, stop: start + 200)])
    let steady = scenario.all(at: 600).courses.first { $0.course.therapy.text == "steady" }
    #expect(steady?.verdict == .stable)
    #expect(try self.verdict(scenario, at: 600) == verdict)
  }

  @Test(arguments: [(Rational(21, over: 2), DiagnosisVerdict.none), (11, .unanswered)])
  func `R5.1, and the index is below one half or unknown`(
    total: Rational, verdict: DiagnosisVerdict
  ) throws {
    // Since the reference of 12 better by one half of 3 points; each drug alone changes nothing.
    let before = stride(from: -20, through: 60, by: 20).map { score(adl, $0, 12) }
    let after = stride(from: 100, through: 600, by: 20).map { score(adl, $0, total) }
    let scenario = Scenario(
      stop: 70, before + [score(adl, 80, 12)] + after, others: [course("other", 300)])
    #expect(scenario.all(at: 500).courses.map(\.verdict) == [.noResponse, .noResponse])
    #expect(try self.verdict(scenario, at: 500) == verdict)
    // Unknown: no reference at all.
    let stopped = Scenario(
      stop: 20, reason: .noEffect, [], others: [course("other", 30, stop: 50, reason: .worse)])
    #expect(try self.verdict(stopped, at: 60) == .unanswered)
  }

  private let worse = adlScores((0, 12), (100, 14), (140, 14), (170, 14))

  @Test(arguments: [(181, DiagnosisVerdict.none), (182, .worse)])
  func `R5.2, worse than before treatment, 182 days after the first dose`(
    offset: Int, verdict: DiagnosisVerdict
  ) throws {
    #expect(try self.verdict(Scenario(worse), at: offset) == verdict)
    let whole = try #require(Scenario(worse).all(at: 181).diagnoses.first)
    #expect(whole.changesOn == day(182))
    let acute = Scenario("acute", worse)
    #expect(try self.verdict(acute, at: offset) == .none)
  }

  @Test func `R5.2, an index just above minus one is not worse`() throws {
    let scores = adlScores((0, 12), (100, 14), (140, 14), (170, 13))
    #expect(try verdict(Scenario(scores), at: 200) == .none)
  }

  // The other drug, from day -200 on, acts until 28 days after its stop.
  @Test(
    arguments: [
      (-200, nil, DiagnosisVerdict.worseThanFirstRecord), (-200, -28, .worseThanFirstRecord),
      (-200, -29, .worse), (-14, nil, .worseThanFirstRecord), (-13, nil, .worse),
    ] as [(Int, Int?, DiagnosisVerdict)])
  func `R5.2 is amber where the reference was taken while an earlier treatment acted`(
    start: Int, stop: Int?, verdict: DiagnosisVerdict
  ) throws {
    let scenario = Scenario(worse, others: [course("other", start, stop: stop)])
    #expect(try self.verdict(scenario, at: 300) == verdict)
    let flag = scenario.all(at: 300).flags.first { $0.kind == .worseThanBeforeTreatment }
    #expect(flag?.severity == (verdict == .worse ? .red : .amber))
  }

  // Helped until day 100; the effect ended on day 128.
  @Test(
    arguments: [
      ([(140, 10), (160, 10)], 160, DiagnosisVerdict.relapse),
      ([(128, 10), (160, 10)], 160, .none),
      ([(129, 10), (160, 10)], 160, .relapse), ([(140, 12)], 150, .none),
      ([(140, 12), (160, 9)], 160, .none), ([(140, 9), (160, 12)], 160, .relapse),
    ] as [([(Int, Int)], Int, DiagnosisVerdict)])
  func `R5.3, declining with the two latest scores after the last effect`(
    pairs: [(Int, Int)], offset: Int, verdict: DiagnosisVerdict
  ) throws {
    let scores =
      adlScores((0, 12), (50, 8), (90, 8)) + pairs.map { score(adl, $0.0, Rational($0.1)) }
    #expect(try self.verdict(Scenario(stop: 100, scores), at: offset) == verdict)
    #expect(try self.verdict(Scenario("acute", stop: 100, scores), at: offset) == .none)
  }

  @Test func `R5.3, nothing acts any more, and something had helped`() throws {
    let scores = adlScores((0, 12), (50, 8), (90, 8), (140, 10), (160, 10))
    func relapses(_ others: [TreatmentCourse], at offset: Int = 170) throws -> Bool {
      try verdict(Scenario(stop: 100, scores, others: others), at: offset) == .relapse
    }
    #expect(try relapses([]))
    #expect(try !relapses([course("other", 165)]))
    #expect(try !relapses([course("other", 105, stop: 115)]))
    #expect(try relapses([course("physio", 105), course("pyridostigmine", 105)]))
    // Not judged, or expected to do nothing: acts while it runs.
    for idle in ["hopeless", "elsewhere"] {
      #expect(try !relapses([course(idle, 105)]))
      #expect(try relapses([course(idle, 105, stop: 130)]))
      #expect(try !relapses([course(idle, 105, stop: 150)]))
    }
    let unhelped = adlScores((0, 8), (50, 8), (90, 8), (140, 10), (160, 10))
    #expect(try verdict(Scenario(stop: 100, unhelped), at: 170) == .none)
    #expect(try verdict(Scenario(therapy: "steady", stop: 100, unhelped), at: 170) == .relapse)
  }
}
