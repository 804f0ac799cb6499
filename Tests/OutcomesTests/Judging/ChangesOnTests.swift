import Outcomes
import Testing

/// response.md section 7: the date on which a verdict changes by time alone is part of the result.
@Suite struct ChangesOnTests {
  @Test(
    arguments: [
      // Judged on that day with these MG-ADL scores from 12: assessment day 42, deadline day 84.
      ([], 10, 42), ([(20, 12)], 41, 42), ([(20, 12)], 42, 84), ([(50, 12)], 60, 84),
      ([(80, 12)], 83, 84), ([(80, 12)], 84, nil), ([(50, 8)], 60, nil), ([(50, 16)], 60, nil),
      ([(80, 10)], 82, nil), ([(50, 11)], 60, 84), ([(5, 8)], 6, nil),
    ] as [([(Int, Int)], Int, Int?)])
  func `a verdict names the day on which it changes`(
    pairs: [(Int, Int)], offset: Int, changes: Int?
  ) throws {
    let scores = [score(adl, 0, 12)] + pairs.map { score(adl, $0.0, Rational($0.1)) }
    #expect(try Scenario(scores).judged(at: offset).changesOn == changes.map { day($0) })
  }

  @Test func `without a baseline the verdict changes when the baseline window closes`() throws {
    #expect(try Scenario([]).judged(at: 7).changesOn == day(8))
    #expect(try Scenario([]).judged(at: 8).changesOn == nil)
  }

  @Test func `what is settled changes by time no more`() throws {
    #expect(try Scenario(stop: 10, adlScores((0, 12))).judged(at: 12).changesOn == nil)
    #expect(try Scenario(therapy: "hopeless", adlScores((0, 12))).judged(at: 12).changesOn == nil)
    #expect(try Scenario(therapy: "pyridostigmine", []).judged(at: 12).changesOn == nil)
    let steady = Scenario(therapy: "steady", adlScores((0, 12), (20, 12)))
    #expect(try steady.judged(at: 22).changesOn == nil)
  }

  /// Every verdict at every day between now and the named day, and on it, for random patients.
  @Test(arguments: 0..<8)
  func `the verdict of random patients changes on that day and not before`(part: Int) {
    for seed in part * 250..<(part + 1) * 250 {
      let random = RandomRecord(seed: UInt64(seed))
      // By time alone: what is dated later is not in the record.
      let record = random.record.asOf(random.asOf)
      let now = library.judgeCourses(record, asOf: random.asOf)
      func verdicts(on day: Day) -> [CourseVerdict] {
        library.judgeCourses(record, asOf: day).map(\.verdict)
      }
      for (position, course) in now.enumerated() {
        var pick = SeededGenerator(seed: UInt64(seed))
        let last = course.changesOn.map { $0 - 1 } ?? random.asOf + 2000
        let between = (0..<4).map { _ in
          random.asOf + pick.from(0...max(0, last - random.asOf))
        }
        for day in between + [last] where verdicts(on: day)[position] != course.verdict {
          Issue.record("seed \(seed): \(course.verdict) changes before \(last + 1), by \(day)")
        }
        if let changes = course.changesOn {
          guard changes > random.asOf, verdicts(on: changes)[position] != course.verdict else {
            Issue.record("seed \(seed): \(course.verdict) does not change on \(changes)")
            continue
          }
        }
      }
    }
  }

  @Test func `some random verdicts change and some do not`() {
    var changing = 0
    for seed in 0..<400 {
      let random = RandomRecord(seed: UInt64(seed))
      let courses = library.judgeCourses(random.record, asOf: random.asOf)
      changing += courses.contains { $0.changesOn != nil } ? 1 : 0
    }
    #expect((50...350).contains(changing))
  }
}
