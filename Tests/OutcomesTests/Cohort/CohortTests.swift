import Outcomes
import Testing

/// Baseline up to day 7, first effect day 14, assessment from day 42, deadline day 84, effect for 28 days.
@Suite struct `A course in a cohort` {
  private func course(_ scenario: Scenario, _ asOf: Int, ended: Int? = nil) throws -> CohortCourse {
    var record = scenario.record
    record.diagnoses[0].endedOn = ended.map { day($0) }
    let all = CohortCourse.all(of: library.judge(record, asOf: day(asOf)))
    return try #require(all.first { $0.start == firstDose })
  }

  private func followed(
    _ end: FollowedCourse.End, _ days: Int
  ) -> FollowedCourse { FollowedCourse(days: days, end: end) }

  @Test func `ends with the first response, where its verdict says that there is one`() throws {
    let scenario = Scenario(adlScores((0, 12), (10, 8), (30, 12), (50, 8), (80, 8)))
    let found = try course(scenario, 100)
    #expect(found.followed == followed(.response, 50))
    #expect(found.daysToResponse == 50)
    // The index was reached on day 50, and the course did not respond.
    let lone = Scenario(adlScores((0, 12), (10, 8), (30, 12), (50, 8), (80, 12)))
    #expect(try course(lone, 100).followed == followed(.open, 80))
  }

  @Test func `without a response is known up to its last follow-up`() throws {
    #expect(try course(Scenario(adlScores((0, 12), (50, 12))), 100).followed == followed(.open, 50))
    #expect(try course(Scenario(adlScores((0, 12))), 100).followed == followed(.open, 0))
  }

  /// Day of the stop, reason, follow-ups without a response, day of judging, what is known.
  @Test(
    arguments: [
      // Given long enough: while a late visit may still answer it is open, then over.
      (60, nil, [50], 100, FollowedCourse.End.open, 50), (60, nil, [50], 140, .open, 50),
      (60, nil, [50], 141, .stopped, 140),
      // Assessed at the deadline: over with the effect of the last dose.
      (60, nil, [80], 88, .open, 80), (60, nil, [80], 89, .stopped, 88),
      // Broken off: over with its effect where somebody looked once it could have worked.
      (20, .sideEffect, [14], 49, .stopped, 48), (20, .sideEffect, [13], 49, .open, 13),
      (20, .sideEffect, [], 49, .open, 0),
      // In the physician's judgement it failed.
      (20, .noEffect, [], 49, .stopped, 48), (20, .worse, [], 48, .open, 0),
    ] as [(Int, TreatmentCourse.StopReason?, [Int], Int, FollowedCourse.End, Int)])
  func `that was stopped competes once it is known that no response comes`(
    stop: Int, reason: TreatmentCourse.StopReason?, visits: [Int], asOf: Int,
    end: FollowedCourse.End, days: Int
  ) throws {
    let scores = adlScores((0, 12)) + visits.map { score(adl, $0, 12) }
    let scenario = Scenario(stop: stop, reason: reason, scores)
    #expect(try course(scenario, asOf).followed == followed(end, days))
  }

  @Test func `ends with its diagnosis`() throws {
    let scenario = Scenario(adlScores((0, 12), (50, 12)))
    #expect(try course(scenario, 100, ended: 60).followed == followed(.revised, 60))
    let responded = Scenario(adlScores((0, 12), (50, 8)))
    #expect(try course(responded, 100, ended: 60).followed == followed(.response, 50))
  }

  @Test func `is not followed where no response can be seen or none is meant`() throws {
    #expect(try course(Scenario(adlScores((50, 8))), 100).followed == nil)
    let upkeep = Scenario(intent: .maintenance, adlScores((0, 12), (50, 8)))
    #expect(try course(upkeep, 100).followed == nil)
    #expect(try course(upkeep, 100).wasAssessedInTime == nil)
  }

  @Test(
    arguments: [
      ([], 7, nil), ([], 8, false), ([-91], 8, false), ([-90], 8, true), ([7], 7, true),
    ] as [([Int], Int, Bool?)])
  func `has a baseline, lacks it, or may still get it`(scores: [Int], asOf: Int, has: Bool?) throws
  {
    #expect(try course(Scenario(scores.map { score(adl, $0, 12) }), asOf).hasBaseline == has)
  }

  @Test(
    arguments: [
      (nil, [50], 84, nil), (nil, [50], 85, true), (nil, [42], 85, true), (nil, [41], 85, false),
      (nil, [84], 85, true), (nil, [85], 90, false), (nil, [], 85, false),
      // Broken off before it could be assessed; long enough; stopped once it was due.
      (41, [], 85, nil), (60, [], 85, false), (42, [], 85, false),
    ] as [(Int?, [Int], Int, Bool?)])
  func `was assessed between the day that is due and the deadline`(
    stop: Int?, visits: [Int], asOf: Int, inTime: Bool?
  ) throws {
    let scores = adlScores((0, 12)) + visits.map { score(adl, $0, 12) }
    #expect(try course(Scenario(stop: stop, scores), asOf).wasAssessedInTime == inTime)
  }

  @Test func `has a line: how many immunotherapies were begun by then`() {
    let scenario = Scenario(
      adlScores((0, 12)),
      others: [
        OutcomesTests.course("other", -200, stop: -100),
        OutcomesTests.course("third", -300, stop: -250),
        OutcomesTests.course("other", 300), OutcomesTests.course("physio", 10),
      ])
    let all = CohortCourse.all(of: scenario.all(at: 400)).sorted { $0.start < $1.start }
    #expect(all.map(\.therapy.text) == ["third", "other", "drug", "physio", "other"])
    #expect(all.map(\.line) == [1, 2, 3, nil, 3])
  }

  @Test func `counts every verdict in one share`() {
    let shares = Dictionary(grouping: CourseVerdict.allCases, by: CohortCourse.Share.init)
    #expect(
      shares == [
        .responding: [.responseDeclining, .responding], .stable: [.stable],
        .partial: [.worseningPossible, .mixed, .partialResponse],
        .missing: [.worsened, .responseLost, .stoppedWithoutEffect, .noResponse],
        .notDecided: [
          .notJudged, .noResponseExpected, .trialIncomplete, .tooEarly, .noBaseline, .notEvaluable,
          .assessmentDue, .assessmentOverdue, .responseDue,
        ],
      ])
  }
}

@Suite struct `A cohort` {
  /// Responding; missing; too early; of another therapy.
  private func cohort() -> Cohort {
    var cohort = Cohort()
    let scenarios = [
      Scenario(adlScores((0, 12), (50, 8))), Scenario(adlScores((0, 12), (80, 12))),
      Scenario(adlScores((0, 12), (30, 9), (90, 12))),
      Scenario(therapy: "slow", adlScores((0, 12), (80, 12))),
      Scenario(therapy: "physio", adlScores((0, 12))), Scenario([]),
    ]
    for scenario in scenarios { cohort.add(CohortCourse.all(of: scenario.all(at: 90))) }
    return cohort
  }

  @Test func `is counted by disease and therapy`() {
    let groups = cohort().groups
    #expect(groups.map(\.key.therapy.text) == ["drug", "physio", "slow"])
    #expect(groups[0].courses.count == 4)
    #expect(
      CohortCourse.Share.allCases.map(groups[0].count) == [1, 0, 0, 2, 1])
    #expect(groups[0].response == Portion(1, of: 3))
    // The third reached the index on day 30 and has no response by its verdict.
    #expect(groups[0].daysToResponse == [50])
    #expect(groups[2].response == Portion(0, of: 0))
    #expect(groups[2].response.percent == nil)
    #expect(groups[0].times.courses == 3)
    #expect(groups[0].times.steps.map(\.day) == [50])
    #expect(groups[0].times.steps.map(\.atRisk) == [3])
  }

  @Test func `is selected by disease, therapy, year and line`() {
    let all = cohort()
    let year = firstDose.civil.year
    #expect(all.selecting(.init()).courses.count == all.courses.count)
    #expect(all.selecting(.init(therapy: .init("slow"))).courses.count == 1)
    #expect(all.selecting(.init(disease: .init("mg"))).courses.isEmpty)
    #expect(all.selecting(.init(year: year)).courses.count == 6)
    #expect(all.selecting(.init(year: year + 1)).courses.isEmpty)
    #expect(all.selecting(.init(line: 1)).courses.count == 5)
    #expect(all.selecting(.init(line: 3)).courses.isEmpty)
    #expect(all.years == [year])
  }

  @Test func `has shares of what is known alone`() {
    #expect(cohort().withBaseline == Portion(5, of: 6))
    #expect(cohort().assessedInTime == Portion(2, of: 5))
    #expect(Cohort().withBaseline.percent == nil)
    #expect(Portion(2, of: 5).percent == 40)
  }

  @Test func `has the median change by spans of four weeks`() throws {
    let change = try #require(cohort().groups[0].change)
    #expect(change.measure == adl.id)
    #expect(change.courses.count == 3)
    // Day 30: 3; day 50: 4; days 80 and 90: 0 each.
    #expect(change.spans.map(\.weeks) == [4..<8, 8..<12, 12..<16])
    #expect(change.spans.map(\.courses) == [2, 1, 1])
    #expect(change.spans.map(\.median) == [Rational(7, over: 2), 0, 0])
    #expect(change.meaningful == 2)
    #expect(Rational.median([]) == nil)
  }

  @Test func `knows a day only while a course was followed so long, or all have ended`() {
    let open = ResponseTimes([.init(days: 10, end: .response), .init(days: 20, end: .open)])
    #expect((open.isKnown(on: 20), open.isKnown(on: 21)) == (true, false))
    #expect((open.atRisk(on: 10), open.atRisk(on: 11), open.responses(until: 9)) == (2, 1, 0))
    let over = ResponseTimes([.init(days: 10, end: .response), .init(days: 20, end: .stopped)])
    #expect(over.isKnown(on: 500))
    #expect(!ResponseTimes([]).isKnown(on: 0))
  }
}
