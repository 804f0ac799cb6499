import Outcomes
import Testing

/// response.md section 10: no verdict and no flag changes by time alone before the day that is named.
@Suite struct UnchangedUntilTests {
  private func decided(_ judged: PatientJudgement) -> [String] {
    judged.courses.map(\.verdict.rawValue) + judged.diagnoses.map(\.verdict.rawValue)
      + judged.flags.map { flag in
        let place = "\(flag.course ?? -1) \(flag.diagnosis ?? -1)"
        return "\(flag.kind.rawValue) \(flag.severity.rawValue) \(place) \(flag.isPast)"
      }.sorted()
  }

  @Test(arguments: 0..<8)
  func `of random patients`(part: Int) {
    for seed in part * 150..<(part + 1) * 150 {
      let random = RandomRecord(seed: UInt64(seed))
      // By time alone: what is dated later is not in the record.
      let record = random.record.asOf(random.asOf)
      let now = library.judge(record, asOf: random.asOf)
      let last = now.unchangedUntil.map { $0 - 1 } ?? random.asOf + 2000
      var pick = SeededGenerator(seed: UInt64(seed))
      let between = (0..<4).map { _ in random.asOf + pick.from(0...max(0, last - random.asOf)) }
      for day in between + [last] {
        let then = decided(library.judge(record, asOf: day))
        guard then != decided(now) else { continue }
        Issue.record(
          """
          seed \(seed), judged on day \(random.asOf - firstDose), unchanged until \(last - firstDose): \
          by day \(day - firstDose) \(then.filter { !decided(now).contains($0) }) in place of \
          \(decided(now).filter { !then.contains($0) })
          """)
        break
      }
    }
  }

  @Test(
    arguments: [
      // A red of a course stopped on day 100 is in the past from day 465 on.
      (110, 465), (464, 465),
    ])
  func `52 weeks after a stop`(offset: Int, until: Int) throws {
    var record = Scenario(stop: 100, adlScores((0, 12), (50, 12), (80, 12))).record
    record.diagnoses[0].disease = Disease.ID("acute")
    var days: [Int] = []
    var day = day(offset)
    while let next = library.judge(record, asOf: day).unchangedUntil {
      day = next
      days.append(next - firstDose)
    }
    #expect(days.contains(until))
  }

  @Test func `182 days after the first dose`() throws {
    let scenario = Scenario(adlScores((0, 12), (100, 14), (140, 14), (170, 14)))
    let until = try #require(scenario.all(at: 175).unchangedUntil)
    #expect(until <= day(182))
    #expect(scenario.all(at: 181).unchangedUntil == day(182))
  }
}
