import Outcomes
import Testing

/// What could explain a missing response, and what would turn a flag off, as facts.
@Suite struct `Explanations and outlook` {
  private func answers(_ scenario: Scenario, at offset: Int) throws
    -> [Explanation.Question: Explanation.Answer]
  {
    let judged = scenario.all(at: offset)
    let course = try scenario.judged(at: offset)
    let all = judged.explanations(of: course, library: library)
    #expect(all.map(\.question) == Explanation.Question.allCases)
    return Dictionary(uniqueKeysWithValues: all.map { ($0.question, $0.answer) })
  }

  // Eight weeks of the drug are a trial, its deadline is day 84.
  @Test(
    arguments: [
      (nil, 83, Explanation.Answer.possible), (nil, 84, .no), (55, 90, .yes), (56, 90, .no),
      (55, 70, .yes), (56, 70, .possible),
    ] as [(Int?, Int, Explanation.Answer)])
  func `a trial is too short before its weeks, and may be before its deadline`(
    stop: Int?, offset: Int, expected: Explanation.Answer
  ) throws {
    let scenario = Scenario(stop: stop, adlScores((0, 12), (80, 12)))
    #expect(try answers(scenario, at: offset)[.shortTrial] == expected)
  }

  /// What was asked at visits answers what scores cannot; a visit before the first dose does not.
  @Test func `visits answer for illness, doses and the day of the cycle`() throws {
    func found(_ visits: [VisitNote], at offset: Int = 90) throws
      -> [Explanation.Question: Explanation.Answer]
    {
      var scenario = Scenario(adlScores((0, 12), (80, 12)))
      scenario.visits = visits
      return try answers(scenario, at: offset)
    }
    func visit(_ offset: Int, _ answer: Bool?, days: Int? = nil) -> VisitNote {
      VisitNote(day: day(offset), illness: answer, missedDoses: answer, daysSinceDose: days)
    }
    let asked: [Explanation.Question] = [.illness, .missedDoses, .wearingOff]
    func expect(
      _ visits: [VisitNote], _ expected: [Explanation.Answer], at offset: Int = 90
    ) throws {
      let answers = try found(visits, at: offset)
      #expect(asked.map { answers[$0] } == expected)
    }
    try expect([], [.cannotTell, .cannotTell, .cannotTell])
    try expect([visit(-1, true, days: 1)], [.cannotTell, .cannotTell, .cannotTell])
    try expect([visit(0, false, days: 0)], [.noSign, .noSign, .recorded])
    try expect([visit(0, nil)], [.cannotTell, .cannotTell, .cannotTell])
    try expect(
      [visit(10, false, days: 1), visit(80, true, days: 20)], [.possible, .possible, .recorded])
    // Of two notes of a day the later one holds.
    try expect([visit(10, true, days: 1), visit(10, false)], [.noSign, .noSign, .cannotTell])
    // What is dated later does not exist.
    try expect([visit(91, true, days: 1)], [.cannotTell, .cannotTell, .cannotTell])
    try expect([visit(91, true, days: 1)], [.possible, .possible, .recorded], at: 91)
  }

  @Test func `room and agreement of the measures`() throws {
    func found(_ scores: [Score], _ question: Explanation.Question) throws -> Explanation.Answer? {
      try answers(Scenario("mg", scores), at: 90)[question]
    }
    #expect(try found([], .noRoom) == .cannotTell)
    #expect(try found(adlScores((0, 12), (80, 12)), .noRoom) == .no)
    #expect(try found(adlScores((0, 1), (80, 1)), .noRoom) == .yes)
    #expect(try found([], .insensitiveMeasure) == .cannotTell)
    #expect(try found(adlScores((0, 12), (80, 12)), .insensitiveMeasure) == .possible)
    let both = adlScores((0, 12), (80, 12)) + [score(qmg, 0, 20)]
    #expect(try found(both + [score(qmg, 80, 20)], .insensitiveMeasure) == .noSign)
    // From 20 QMG asks for 5 points: half of them are 2.5.
    #expect(try found(both + [score(qmg, 80, 18)], .insensitiveMeasure) == .noSign)
    #expect(try found(both + [score(qmg, 80, 17)], .insensitiveMeasure) == .possible)
  }

  // A change of MG-ADL by 2 is a meaningful one; 182 days before the baseline count.
  @Test(
    arguments: [
      (-10, 10, Explanation.Answer.possible), (-10, 11, .noSign), (-182, 10, .possible),
      (-183, 10, .cannotTell),
    ] as [(Int, Int, Explanation.Answer)])
  func `a baseline in a fluctuation shows in the scores before it`(
    offset: Int, total: Int, expected: Explanation.Answer
  ) throws {
    let scenario = Scenario(adlScores((offset, Rational(total)), (0, 12), (80, 12)))
    #expect(try answers(scenario, at: 90)[.fluctuation] == expected)
  }

  @Test func `early worsening is known of some therapies`() throws {
    let scores = adlScores((0, 12), (80, 12))
    #expect(try answers(Scenario(scores), at: 90)[.earlyWorsening] == .notKnown)
    let steroid = Scenario(therapy: "steroid", scores)
    #expect(try answers(steroid, at: 21)[.earlyWorsening] == .possible)
    #expect(try answers(steroid, at: 22)[.earlyWorsening] == .no)
  }

  @Test func `the next scores that would turn a missing response off`() throws {
    let scenario = Scenario(adlScores((0, 12), (50, 12), (80, 12)))
    let course = try scenario.judged(at: 90)
    let judged = scenario.all(at: 90)
    guard
      case .scores(let targets, let indices) = judged.outlook(
        for: course, to: .response, library: library)
    else {
      Issue.record("no scores")
      return
    }
    // From 12 a response is 3 points.
    #expect(targets.map(\.value) == [9])
    // One of three, two of three, all three follow-ups better by one meaningful change.
    #expect(indices == [Rational(1, over: 3), Rational(2, over: 3), 1])
  }

  @Test func `no score turns it off once the course has ended`() throws {
    // The effect lasts 28 days.
    let scenario = Scenario(stop: 84, adlScores((0, 12), (80, 12)))
    let outlook = scenario.all(at: 120).outlook(
      for: try scenario.judged(at: 120), to: .response, library: library)
    guard case .ended(let stop, let horizon) = outlook else {
      Issue.record("\(outlook)")
      return
    }
    #expect(stop == day(84) && horizon == day(112))
  }

  @Test(
    arguments: [
      (IndexGoal.response, Rational(1), true), (.response, tenths(9), false),
      (.noLongerWorse, -1, false), (.noLongerWorse, tenths(-9), true),
      (.stable, Rational(-1, over: 2), false), (.stable, tenths(-4), true),
    ] as [(IndexGoal, Rational, Bool)])
  func `a goal of the index is reached at its limit or beyond it`(
    goal: IndexGoal, index: Rational, reached: Bool
  ) {
    #expect(goal.isReached(by: index) == reached)
  }

  @Test func `every flag that an index turns off asks why`() {
    for kind in FlagKind.allCases where kind.rule.goal != nil { #expect(kind.rule.asksWhy) }
    #expect(
      FlagKind.allCases.filter(\.rule.asksToReconsider) == [
        .diagnosisUnanswered, .worseThanBeforeTreatment, .missingResponse, .worseningOnTreatment,
        .stoppedWithoutEffect, .treatmentRelatedFluctuation, .acuteOnsetCIDP,
      ])
  }
}
