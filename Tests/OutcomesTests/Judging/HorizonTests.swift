import Outcomes
import Testing

/// response.md section 2: up to which day the scores of a stopped course are judged.
///
/// The drug: deadline day 84, decisive from day 77, an effect of 28 days, 56 days for a trial; a late
/// visit answers until day 140 (84 and 56). The infusion: deadline day 182, decisive from day 175,
/// an effect of 182 days, a trial as soon as it is given; until day 238.
@Suite struct HorizonTests {
  private func horizon(_ scenario: Scenario, at offset: Int = 800) throws -> Int {
    try #require(scenario.judged(at: offset).window?.horizon) - firstDose
  }

  @Test func `a running course is judged up to the day`() throws {
    #expect(try horizon(Scenario(adlScores((0, 12))), at: 500) == 500)
  }

  @Test(arguments: [(55, 83), (20, 48), (0, 28)])
  func `not adequate, as long as the effect lasts`(stop: Int, horizon: Int) throws {
    let scenario = Scenario(stop: stop, adlScores((0, 12), (100, 6)))
    #expect(try self.horizon(scenario) == horizon)
  }

  @Test func `where stability is expected, as long as the effect lasts`() throws {
    let scores = adlScores((0, 12), (130, 12))
    #expect(try horizon(Scenario(therapy: "steady", stop: 90, scores)) == 118)
    #expect(try horizon(Scenario(intent: .maintenance, stop: 90, scores)) == 118)
  }

  @Test(
    arguments: [
      // Stopped on day 56, so that the effect ends on day 84; the day of the only follow-up.
      (76, 140), (77, 84), (84, 84), (85, 85), (100, 100), (140, 140), (141, 140),
    ])
  func `adequate, until the first follow-up that decides, looked for until day 140`(
    followUp: Int, horizon: Int
  ) throws {
    #expect(try self.horizon(Scenario(stop: 56, adlScores((0, 12), (followUp, 12)))) == horizon)
  }

  @Test(arguments: [(112, 140), (113, 141), (300, 328)])
  func `the limit is the end of the effect where that is later`(stop: Int, horizon: Int) throws {
    #expect(try self.horizon(Scenario(stop: stop, adlScores((0, 12)))) == horizon)
  }

  @Test func `a quarter of the deadline where that is more than 56 days`() throws {
    // The slow drug: deadline day 546, a quarter are 136 and a half days.
    let scenario = Scenario(therapy: "slow", stop: 520, adlScores((0, 12)))
    #expect(try horizon(scenario, at: 2000) == 682)
  }

  @Test func `what is given once gets its time to work`() throws {
    let scores = adlScores((0, 12), (170, 12), (200, 12), (230, 4))
    let once = Scenario(therapy: "infusion", stop: 0, scores)
    // The effect ends on day 182; day 200 decides.
    #expect(try horizon(once) == 200)
    #expect(try once.verdict(at: 800) == .noResponse)
    #expect(try once.verdict(at: 190) == .assessmentOverdue)
    let none = Scenario(therapy: "infusion", stop: 0, adlScores((0, 12)))
    #expect(try horizon(none) == 238)
    #expect(try horizon(none, at: 237) == 237)
  }

  @Test func `the wearing-off of a cure that is over is not judged`() throws {
    let scores = adlScores((0, 12), (80, 4), (130, 12), (160, 14))
    let scenario = Scenario(stop: 56, scores)
    #expect(try horizon(scenario) == 84)
    #expect(try scenario.verdict(at: 800) == .responding)
  }

  @Test func `a follow-up without room decides nothing`() throws {
    let scores = [score(adl, 0, 2), score(adl, 90, 2), score(qmg, 0, 20), score(qmg, 120, 20)]
    #expect(try horizon(Scenario("mg", stop: 56, scores)) == 120)
    #expect(try horizon(Scenario("mg", stop: 56, Array(scores.dropLast()))) == 140)
  }

  @Test func `a horizon that was reached does not move by a later score`() throws {
    let scenario = Scenario(stop: 56, adlScores((0, 12), (90, 12), (94, 4)))
    #expect(try horizon(scenario) == 90)
  }

  @Test(
    arguments: [
      // Start of another drug with a first effect after 14 days; the first follow-up that decides is
      // that of day 80, the effect of the drug ends on day 98 (stopped on day 70).
      (69, 98), (70, 83), (71, 84), (80, 93), (84, 97), (85, 98), (100, 98),
    ])
  func `what the next drug does is not credited to the last`(start: Int, horizon: Int) throws {
    let scenario = Scenario(
      stop: 70, adlScores((0, 12), (80, 12), (90, 4)), others: [course("other", start)])
    #expect(try self.horizon(scenario) == horizon)
  }

  @Test func `never before the follow-up that decides`() throws {
    let scores = adlScores((0, 12), (95, 12), (97, 4))
    let scenario = Scenario(stop: 70, scores, others: [course("other", 70)])
    #expect(try horizon(scenario) == 95)
  }

  @Test func `of several the drug whose first effect comes first, of whatever diagnosis`() throws {
    let scores = adlScores((0, 12), (80, 12))
    let fast = Scenario(
      stop: 70, scores, others: [course("other", 72), course("fast", 79)])
    // The fast one acts on day 83, the other one on day 86.
    #expect(try horizon(fast) == 82)
    var record = fast.record
    record.diagnoses.append(Diagnosis(disease: Disease.ID("acute"), diagnosedOn: day(71)))
    let judged = library.judge(record, asOf: day(800))
    #expect(judged.courses.first?.window?.horizon == day(82))
  }

  @Test func `only another immunotherapy, not a course that is not adequate, ends it sooner`()
    throws
  {
    let scores = adlScores((0, 12), (80, 12))
    for other in ["drug", "physio", "pyridostigmine"] {
      let next = course(other, 72, intent: other == "drug" ? .symptomatic : .induction)
      #expect(try horizon(Scenario(stop: 70, scores, others: [next])) == 98)
    }
    let short = Scenario(stop: 50, adlScores((0, 12), (77, 12)), others: [course("fast", 50)])
    #expect(try horizon(short) == 78)
  }

  @Test func `without a follow-up that decides the next drug does not end it`() throws {
    let scenario = Scenario(stop: 60, adlScores((0, 12)), others: [course("other", 60)])
    #expect(try horizon(scenario) == 140)
  }
}
