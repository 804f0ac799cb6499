import Outcomes
import Testing

@Suite struct AdjustedINCATTests {
  /// The adjusted change as it is said in words, over whole numbers.
  private func adjusted(_ before: (arms: Int, legs: Int), _ after: (arms: Int, legs: Int)) -> Int {
    var arms = before.arms - after.arms
    if (before.arms, after.arms) == (0, 1) || (before.arms, after.arms) == (1, 0) { arms = 0 }
    return before.legs - after.legs + arms
  }

  private func pairs() -> [(arms: Int, legs: Int)] {
    (0...5).flatMap { arms in (0...5).map { (arms, $0) } }
  }

  @Test func `all pairs of scores change as the rule says, and floor has no room`() throws {
    for before in pairs() {
      for after in pairs() {
        let judged = try Scenario(
          "incat",
          [
            incatScore(0, arms: before.arms, legs: before.legs),
            incatScore(50, arms: after.arms, legs: after.legs),
          ]
        ).measure(at: 60)
        let change = adjusted(before, after)
        let room = before.legs + (before.arms >= 2 ? before.arms : 0)
        // One point is the threshold; a response is at least a quarter of the room, at most two.
        let unit = min(max(1, Rational(room) / 4), 2)
        let verdict: MeasureVerdict =
          if change <= -1 {
            .worsened
          } else if room < 2 {
            .floor
          } else if Rational(change) >= unit {
            .improved
          } else if Rational(change) * 2 >= unit {
            .partial
          } else {
            .unchanged
          }
        #expect(judged.evaluation.improvement == Rational(change), "\(before) to \(after)")
        #expect(judged.verdict == verdict, "\(before) to \(after)")
      }
    }
  }

  @Test func `arms 1 and legs 0 have no room`() throws {
    let floor = Scenario(
      "incat", [incatScore(0, arms: 1, legs: 0), incatScore(50, arms: 0, legs: 0)])
    #expect(try floor.measure(at: 60).verdict == .floor)
    let room = Scenario(
      "incat", [incatScore(0, arms: 2, legs: 0), incatScore(50, arms: 1, legs: 0)])
    #expect(try room.measure(at: 60).verdict == .improved)
  }

  @Test func `a sum without its arms is not judged`() throws {
    let scenario = Scenario("incat", [score(incat, 0, 6), incatScore(50, arms: 1, legs: 1)])
    #expect(try scenario.measure(at: 60).verdict == .noBaseline)
  }
}
