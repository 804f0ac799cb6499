import Outcomes
import Testing

/// response.md section 2: whether a stopped course was a trial.
///
/// 56 days of the drug are one; the gap that is no stop ends at 28 and 28 days.
@Suite struct AdequacyTests {
  private func isAdequate(_ scenario: Scenario, at offset: Int = 600) throws -> Bool {
    try #require(scenario.judged(at: offset).stop).isAdequate
  }

  @Test(arguments: [(0, false), (55, false), (56, true), (57, true)])
  func `the last dose lies at or after the trial`(stop: Int, isAdequate: Bool) throws {
    #expect(try self.isAdequate(Scenario(stop: stop, adlScores((0, 12)))) == isAdequate)
  }

  @Test func `without a trial of its own the deadline less the effect`() throws {
    // Deadline day 91, effect 28 days.
    #expect(try !isAdequate(Scenario(therapy: "steroid", stop: 62, [])))
    #expect(try isAdequate(Scenario(therapy: "steroid", stop: 63, [])))
    // A trial of 0 weeks: as soon as it is given.
    #expect(try isAdequate(Scenario(therapy: "infusion", stop: 0, [])))
  }

  @Test(arguments: TreatmentCourse.StopReason.allCases)
  func `whatever the reason of the stop`(reason: TreatmentCourse.StopReason) throws {
    #expect(try !isAdequate(Scenario(stop: 55, reason: reason, [])))
    #expect(try isAdequate(Scenario(stop: 56, reason: reason, [])))
  }

  @Test func `a bridge that ended as planned is no trial`() throws {
    let scenario = Scenario(
      intent: .bridge, stop: 28, reason: .planned, adlScores((0, 12), (30, 12)))
    #expect(try !isAdequate(scenario))
    #expect(try scenario.verdict(at: 400) == .trialIncomplete)
  }

  @Test(
    arguments: [
      // The drug goes on as maintenance from that day until day 200.
      (20, true), (21, true), (75, true), (76, false), (90, false),
    ])
  func `a change of intent within 56 days is no stop`(start: Int, isAdequate: Bool) throws {
    let next = course("drug", start, stop: 200, intent: .maintenance)
    #expect(try self.isAdequate(Scenario(stop: 20, [], others: [next])) == isAdequate)
  }

  @Test(arguments: TreatmentCourse.Intent.allCases)
  func `of any intent, another drug does not count`(intent: TreatmentCourse.Intent) throws {
    let dose = intent == .induction ? 2 : 1
    var first = Scenario(stop: 20, [], others: [course("drug", 25, stop: 60, intent: intent)])
    first.dose = 1
    first.others[0].dose = Rational(dose)
    #expect(try isAdequate(first))
    first.others[0].therapy = Therapy.ID("other")
    #expect(try !isAdequate(first))
  }

  @Test func `a course that was begun before and goes on counts too`() throws {
    let long = course("drug", -30, stop: 60, intent: .maintenance)
    #expect(try isAdequate(Scenario(stop: 20, [], others: [long])))
    let short = course("drug", -30, stop: 40, intent: .maintenance)
    #expect(try !isAdequate(Scenario(stop: 20, [], others: [short])))
  }

  @Test func `over several changes, and while the drug is still given`() throws {
    let chain = [
      course("drug", 25, stop: 30, intent: .maintenance),
      course("drug", 50, stop: 56, intent: .bridge),
    ]
    #expect(try isAdequate(Scenario(stop: 20, [], others: chain)))
    #expect(try !isAdequate(Scenario(stop: 20, [], others: [chain[0]])))
    let running = course("drug", 25, intent: .maintenance)
    #expect(try isAdequate(Scenario(stop: 20, [], others: [running]), at: 30))
  }

  @Test func `under another diagnosis, and of a drug that is no immunotherapy`() throws {
    var record = Scenario(stop: 20, [], others: [course("drug", 40, stop: 80)]).record
    record.diagnoses[0].endedOn = day(30)
    record.diagnoses.append(Diagnosis(disease: Disease.ID("acute"), diagnosedOn: day(30)))
    let judged = library.judge(record, asOf: day(400))
    #expect(judged.courses.map(\.diseaseID?.text) == ["one", "acute"])
    #expect(judged.courses.map(\.stop?.isAdequate) == [true, false])
    let physio = course("physio", 30, stop: 70, intent: .maintenance)
    #expect(try isAdequate(Scenario(therapy: "physio", stop: 20, [], others: [physio])))
  }
}
