import Outcomes
import Testing

/// A judged course runs, and the last counted score is older than one and a half intervals.
///
/// The interval is 12 weeks: 126 days after the last score are exactly one and a half.
@Suite struct MonitoringTests {
  private func isOverdue(_ scenario: Scenario, at offset: Int) -> Bool {
    scenario.flags(at: offset).contains(.monitoringOverdue)
  }

  private let responder = adlScores((0, 12), (50, 8), (80, 8))

  @Test(arguments: [(205, false), (206, false), (207, true), (400, true)])
  func `older than one and a half intervals, not exactly`(offset: Int, overdue: Bool) {
    #expect(isOverdue(Scenario(responder), at: offset) == overdue)
  }

  @Test(arguments: [(10, false), (11, true)])
  func `one and a half weeks are ten and a half days`(days: Int, overdue: Bool) {
    #expect(isOverdue(Scenario("half-week", responder), at: 80 + days) == overdue)
  }

  @Test func `without any score the first dose counts`() {
    #expect(!isOverdue(Scenario([]), at: 126))
    #expect(isOverdue(Scenario([]), at: 127))
  }

  @Test func `a score before the first dose counts, and a course that is not expected to help`() {
    #expect(!isOverdue(Scenario(adlScores((-60, 12))), at: 66))
    #expect(isOverdue(Scenario(adlScores((-60, 12))), at: 67))
    #expect(isOverdue(Scenario(therapy: "hopeless", responder), at: 400))
  }

  @Test func `a score that cannot be judged does not put it off`() {
    var raw = rodsScore(100, centile: nil)
    raw.isTotalOnly = true
    #expect(isOverdue(Scenario("rods", [rodsScore(0, centile: 50), raw]), at: 130))
  }

  @Test func `a course that was stopped, or is not judged, asks for nothing`() {
    #expect(!isOverdue(Scenario(stop: 100, responder), at: 400))
    #expect(!isOverdue(Scenario(therapy: "pyridostigmine", responder), at: 400))
    #expect(!isOverdue(Scenario(intent: .symptomatic, responder), at: 400))
    #expect(isOverdue(Scenario(therapy: "steady", responder), at: 400))
    #expect(isOverdue(Scenario(intent: .maintenance, responder), at: 400))
  }

  @Test func `only a counted score with a total puts it off`() {
    let later = [score(quality, 300, 5), score(pain, 300, 5)]
    #expect(isOverdue(Scenario(responder + later), at: 310))
    #expect(isOverdue(Scenario(responder + [partial(adl, 300)]), at: 310))
    #expect(!isOverdue(Scenario(responder + adlScores((300, 8))), at: 310))
  }

  @Test func `a member of the composite puts it off`() {
    let scores = [score(mmt150, 0, 100), score(mmt150, 80, 150)]
    #expect(isOverdue(.myositis(scores), at: 300))
    #expect(!isOverdue(.myositis(scores + [score(physician, 290, 3)]), at: 300))
  }
}
