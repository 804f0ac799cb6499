import Outcomes
import Testing

/// response.md section 4: a total that was recorded without its items.
@Suite struct TotalOnlyTests {
  private func total(_ offset: Int, _ value: Rational) -> Score {
    var total = score(incat, offset, value)
    total.isTotalOnly = true
    return total
  }

  private func judged(_ scores: [Score]) throws -> MeasureJudgement {
    try Scenario("incat", scores).measure(at: 60)
  }

  @Test func `two scores of which one is a total only are compared by their totals`() throws {
    // Legs 3 to 2 and arms 1 to 0: by the adjusted rule 1, by the totals 2.
    let items = [incatScore(0, arms: 1, legs: 3), incatScore(50, arms: 0, legs: 2)]
    #expect(try judged(items).evaluation.improvement == 1)
    #expect(try judged([items[0], total(50, 2)]).evaluation.improvement == 2)
    #expect(try judged([total(0, 4), items[1]]).evaluation.improvement == 2)
    #expect(try judged([total(0, 4), total(50, 2)]).evaluation.improvement == 2)
  }

  @Test(
    arguments: [
      // Room is the total less 1: from 3 on there is room for one and a half points.
      (2, MeasureVerdict.floor, 1), (3, .unchanged, 2), (7, .unchanged, 6),
    ] as [(Rational, MeasureVerdict, Rational)])
  func `the room of a total only is the total less 1`(
    value: Rational, verdict: MeasureVerdict, room: Rational
  ) throws {
    let judged = try judged([total(0, value), total(50, value)])
    #expect(judged.verdict == verdict)
    #expect(judged.series.room == room)
  }

  @Test func `it is a complete score of its measure`() throws {
    let judged = try judged([incatScore(-30, arms: 3, legs: 3), total(0, 4), total(50, 3)])
    #expect(judged.baseline?.day == day(0))
    #expect(judged.verdict == .improved)
  }

  @Test func `without its parts and not marked as a total it is none`() throws {
    let scores = [incatScore(-30, arms: 3, legs: 3), score(incat, 0, 4), score(incat, 50, 1)]
    #expect(try judged(scores).baseline?.day == day(-30))
    #expect(try judged(scores).verdict == .noFollowUp)
  }

  @Test func `sub-scores need items`() throws {
    var raw = rodsScore(50, centile: nil)
    raw.isTotalOnly = true
    let scores = [rodsScore(0, centile: 50), raw]
    #expect(try Scenario("rods", scores).measure(at: 60).verdict == .noFollowUp)
  }
}
