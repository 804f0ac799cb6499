import Outcomes
import Testing

/// What is due next for a course: windows of 2, 6 and 12 weeks, monitoring every 12 weeks.
@Suite struct `Due assessments` {
  private func due(_ scenario: Scenario, at offset: Int) throws -> String {
    guard let due = try scenario.judged(at: offset).due else { return "nothing" }
    return "\(due.reason) \(due.on - firstDose) \(due.latest - firstDose)"
  }

  @Test(
    arguments: [
      ([], 3, "baseline 0 7"), ([], 50, "response 42 84"), ([(0, 12)], 10, "response 42 84"),
      ([(0, 12), (41, 12)], 60, "response 42 84"), ([(0, 12), (42, 12)], 60, "deadline 84 84"),
      ([(0, 12), (76, 12)], 80, "deadline 84 84"), ([(0, 12), (77, 12)], 80, "monitoring 161 203"),
      ([(0, 12), (60, 8)], 80, "monitoring 144 186"),
    ] as [([(Int, Int)], Int, String)])
  func `baseline, assessment, deadline, then the interval`(
    scores: [(Int, Int)], offset: Int, expected: String
  ) throws {
    let scenario = Scenario(scores.map { score(adl, $0.0, Rational($0.1)) })
    #expect(try due(scenario, at: offset) == expected)
  }

  @Test func `nothing of a course that has ended or of which nothing is expected`() throws {
    let scores = adlScores((0, 12), (50, 12))
    #expect(try due(Scenario(stop: 70, scores), at: 80) == "nothing")
    #expect(try due(Scenario(therapy: "hopeless", scores), at: 80) == "nothing")
    #expect(try due(Scenario(intent: .symptomatic, scores), at: 80) == "nothing")
    #expect(try due(Scenario(intent: .maintenance, scores), at: 80) == "monitoring 134 176")
  }

  @Test func `the leading measure is the first that the disease counts`() throws {
    let scores = [score(qmg, 0, 20), score(qmg, 50, 18)]
    let scenario = Scenario("mg", scores)
    #expect(try scenario.judged(at: 60).leadingMeasure?.measure.id == adl.id)
    let mg = try #require(library.disease(Disease.ID("mg")))
    let leading = scenario.record.leadingScores(for: mg, library: library)
    #expect(leading?.yardstick.measure.id == qmg.id)
    #expect(leading?.points.map(\.value) == [20, 18])
    let both = Scenario("mg", scores + [score(adl, 0, 12)])
    #expect(
      both.record.leadingScores(for: mg, library: library)?.yardstick.measure.id == adl.id)
  }

  @Test(arguments: [(11, false), (12, false), (13, true)])
  func `a step of more than half the range is unusual`(total: Int, unusual: Bool) {
    // MG-ADL goes from 0 to 24.
    #expect(adl.unusualChange == 12)
    #expect(adl.isUnusualStep(from: score(adl, 0, 0), to: Rational(total)) == unusual)
    #expect(!adl.isUnusualStep(from: partial(adl, 0), to: Rational(total)))
    #expect(!adl.isUnusualStep(from: score(adl, 0, 0, version: "9"), to: Rational(total)))
  }
}
