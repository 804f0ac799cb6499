import Outcomes
import Testing

/// response.md section 6: what is answered, what is in the past, and what nobody can answer any more.
@Suite struct EndedCourseTests {
  private func flag(_ scenario: Scenario, _ kind: FlagKind, at offset: Int) -> Flag? {
    let judged = scenario.all(at: offset)
    return judged.flags.first {
      $0.kind == kind && judged.course(of: $0)?.course.start == firstDose
    }
  }

  /// The drug failed on day 84 and was stopped on day 100.
  private let failed = adlScores((0, 12), (50, 12), (80, 12))

  private func isAsked(
    _ others: [TreatmentCourse], _ scores: [Score], stop: Int? = 100, at offset: Int = 260
  ) -> Bool {
    let scenario = Scenario(stop: stop, failed + scores, others: others)
    return flag(scenario, .missingResponse, at: offset) != nil
  }

  @Test func `a red of an ended course is answered by a later response`() {
    let better = adlScores((150, 12), (200, 8), (230, 8))
    #expect(isAsked([], better))
    #expect(!isAsked([course("other", 150)], better))
    #expect(isAsked([course("physio", 150)], better))
    #expect(isAsked([course("other", 150)], adlScores((150, 12), (200, 11), (230, 11))))
    // Begun before it, or on the same day.
    #expect(isAsked([course("slow", -10)], better))
  }

  @Test func `by a treatment that keeps stable what it shall keep stable`() {
    let same = adlScores((150, 12), (200, 12), (230, 12))
    #expect(!isAsked([course("steady", 150)], same))
    #expect(!isAsked([course("other", 150, intent: .maintenance)], same))
    #expect(isAsked([course("hopeless", 150)], same))
  }

  @Test(arguments: [(9, false), (Rational(91, over: 10), true)] as [(Rational, Bool)])
  func `by an index of the diagnosis of one`(total: Rational, isAsked: Bool) {
    let scores = [150, 180, 210].map { score(adl, $0, total) }
    #expect(self.isAsked([], scores) == isAsked)
  }

  @Test func `a red of a running course is not, and it still counts among the failed`() throws {
    let better = adlScores((150, 12), (200, 8), (230, 8))
    let flat = adlScores((150, 12), (200, 12), (230, 12))
    #expect(isAsked([course("steady", 150)], flat, stop: nil))
    let answered = Scenario(stop: 100, failed + better, others: [course("other", 150)]).all(at: 260)
    #expect(answered.courses.map(\.verdict) == [.noResponse, .responding])
    #expect(answered.diagnoses.first?.failed == 1)
  }

  @Test func `by the end of the diagnosis`() {
    var record = Scenario(stop: 100, failed).record
    #expect(library.judge(record, asOf: day(120)).headline?.kind == .missingResponse)
    record.diagnoses[0].endedOn = day(120)
    #expect(library.judge(record, asOf: day(119)).headline?.kind == .missingResponse)
    #expect(library.judge(record, asOf: day(120)).flags.isEmpty)
  }

  @Test(arguments: [(464, Severity.red, false), (465, .amber, true)])
  func `more than 52 weeks after the stop, without a score in the last 52, it is in the past`(
    offset: Int, severity: Severity, isPast: Bool
  ) throws {
    let found = try #require(flag(Scenario(stop: 100, failed), .missingResponse, at: offset))
    #expect(found.severity == severity)
    #expect(found.isPast == isPast)
  }

  @Test(arguments: [(514, false), (515, true)])
  func `a score in the last 52 weeks keeps it red`(offset: Int, isPast: Bool) throws {
    let scenario = Scenario(stop: 100, failed + adlScores((150, 12)))
    let found = try #require(flag(scenario, .missingResponse, at: offset))
    #expect(found.isPast == isPast)
    #expect(found.severity == (isPast ? .amber : .red))
    // A symptom is no counted score.
    let pain = Scenario(stop: 100, failed + [score(pain, 500, 3)])
    #expect(try #require(flag(pain, .missingResponse, at: 510)).isPast)
  }

  // Stopped on day 60, so that a late visit answers until day 140.
  @Test(arguments: [(140, Severity.due), (141, .note)])
  func `an assessment that nobody can make up for is a note`(offset: Int, severity: Severity) throws
  {
    let scenario = Scenario(stop: 60, adlScores((0, 12)))
    #expect(flag(scenario, .assessmentOverdue, at: offset)?.severity == severity)
    let running = Scenario(adlScores((0, 12)))
    #expect(flag(running, .assessmentOverdue, at: offset)?.severity == .due)
    let empty = Scenario(stop: 60, [])
    #expect(flag(empty, .noBaseline, at: offset)?.severity == severity)
    let floor = Scenario(stop: 60, adlScores((0, 2), (80, 2)))
    #expect(
      flag(floor, .notEvaluable, at: offset)?.severity == (severity == .note ? .note : .amber))
  }

  @Test(arguments: [(148, Severity.due), (149, .note)])
  func `the end of the effect where that is later`(offset: Int, severity: Severity) {
    let scenario = Scenario(stop: 120, adlScores((0, 12)))
    #expect(flag(scenario, .assessmentOverdue, at: offset)?.severity == severity)
  }
}
