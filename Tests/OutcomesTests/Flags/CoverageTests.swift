import Outcomes
import Testing

/// The coverage note.
///
/// "slow" acts from day 119; an effect lasts 28 days after the last dose.
@Suite struct CoverageTests {
  private func hasGap(_ scenario: Scenario, at offset: Int) -> Bool {
    scenario.flags(at: offset).contains(.coverageGap)
  }

  private func slow(_ others: [TreatmentCourse], total: Rational = 12) -> Scenario {
    Scenario(therapy: "slow", adlScores((0, total)), others: others)
  }

  @Test(arguments: [(0, true), (118, true), (119, false)])
  func `a long-acting course leaves a gap until its first effect`(offset: Int, gap: Bool) {
    #expect(hasGap(slow([]), at: offset) == gap)
  }

  @Test(
    arguments: [
      ("fast", nil, false), ("bridge", nil, false), ("other", nil, true),
      ("pyridostigmine", nil, true),
      ("fast", 91, false), ("fast", 90, true), ("bridge", 91, false), ("bridge", 90, true),
    ] as [(String, Int?, Bool)])
  func `a fast or bridging course covers it if it lasts`(therapy: String, stop: Int?, gap: Bool) {
    #expect(hasGap(slow([course(therapy, 0, stop: stop)]), at: 100) == gap)
  }

  @Test func `any immunotherapy given as a bridge covers it`() {
    #expect(hasGap(slow([course("drug", 0)]), at: 100))
    #expect(!hasGap(slow([course("drug", 0, intent: .bridge)]), at: 100))
  }

  @Test func `a stop in the future does not exist yet`() {
    #expect(!hasGap(slow([course("fast", 0, stop: 50)]), at: 49))
    #expect(hasGap(slow([course("fast", 0, stop: 50)]), at: 50))
  }

  @Test(arguments: [(182, true), (183, false)])
  func `active within the last six months`(age: Int, gap: Bool) {
    let scenario = Scenario(therapy: "slow", adlScores((-100, 12)))
    #expect(hasGap(scenario, at: age - 100) == gap)
  }

  @Test(arguments: [(0, false), (2, false), (3, true), (12, true)])
  func `active means room for one and a half meaningful changes`(total: Int, gap: Bool) {
    #expect(hasGap(slow([], total: Rational(total)), at: 10) == gap)
  }

  @Test func `no course at all is a gap of the patient`() throws {
    var record = slow([]).record
    record.courses = []
    let judged = library.judge(record, asOf: day(10))
    #expect(judged.flags.map(\.kind) == [.coverageGap])
    #expect(judged.flags.first?.course == nil)
    record.diagnoses[0].disease = Disease.ID("acute")
    #expect(library.judge(record, asOf: day(10)).flags.isEmpty)
  }

  // The drug acts from day 14; stopped on day 50 it keeps working until day 78.
  @Test(arguments: [(49, false), (78, false), (79, true)])
  func `after the last effect of the last course no course is running`(offset: Int, gap: Bool) {
    let scenario = Scenario(stop: 50, adlScores((0, 12), (48, 8)))
    #expect(hasGap(scenario, at: offset) == gap)
  }

  @Test func `a disease that has ended needs no cover`() {
    var record = slow([]).record
    #expect(library.judge(record, asOf: day(10)).flags.map(\.kind).contains(.coverageGap))
    record.diagnoses[0].endedOn = day(10)
    #expect(!library.judge(record, asOf: day(10)).flags.map(\.kind).contains(.coverageGap))
  }

  @Test func `an earlier score of these months is enough, also where the latest has no room`() {
    let scenario = Scenario(therapy: "slow", adlScores((-100, 12), (0, 0)))
    #expect(hasGap(scenario, at: 82))
    #expect(!hasGap(scenario, at: 83))
    #expect(scenario.all(at: 82).unchangedUntil == day(83))
  }
}
