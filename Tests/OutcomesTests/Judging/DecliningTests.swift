import Outcomes
import Testing

/// response.md section 3: better than the baseline and a relapse all the same.
@Suite struct DecliningTests {
  @Test(
    arguments: [
      // MG-ADL 12, then these; a worsening is 2 points.
      ([4], false), ([4, 6], false), ([4, 6, 6], true), ([4, 5, 6], false), ([4, 6, 5], false),
      ([4, 7], false), ([4, 8], true), ([4, 5, 8], true), ([4, 8, 7], true), ([4, 8, 5], false),
      ([6, 4, 6, 6], true), ([4, 6, 6, 4], false), ([6, 6, 4], false), ([12, 12, 12], false),
      ([], false),
    ] as [([Int], Bool)])
  func `two follow-ups worse than the best by the threshold, or the latest by twice that`(
    totals: [Int], isDeclining: Bool
  ) throws {
    let scores = totals.enumerated().map { score(adl, 50 + 30 * $0.offset, Rational($0.element)) }
    let judged = try Scenario([score(adl, 0, 12)] + scores).measure(at: 400)
    #expect(judged.evaluation.isDeclining == isDeclining)
  }

  @Test func `INCAT 6, then 1, then 4 and 4 is better than the baseline and a relapse`() throws {
    let scenario = Scenario(
      "incat",
      [
        incatScore(0, arms: 3, legs: 3), incatScore(50, arms: 0, legs: 1),
        incatScore(80, arms: 2, legs: 2), incatScore(110, arms: 2, legs: 2),
      ])
    #expect(try scenario.measure(at: 120).evaluation.isDeclining)
    #expect(try scenario.measure(at: 120).verdict == .improved)
    #expect(try scenario.verdict(at: 120) == .responseDeclining)
  }

  @Test func `a rise of the arms from 0 to 1 is no decline`() throws {
    let scores = [
      incatScore(0, arms: 3, legs: 3), incatScore(50, arms: 0, legs: 1),
      incatScore(80, arms: 1, legs: 1), incatScore(110, arms: 1, legs: 1),
    ]
    #expect(try !Scenario("incat", scores).measure(at: 120).evaluation.isDeclining)
    #expect(try Scenario("incat", scores).verdict(at: 120) == .responding)
  }

  @Test func `a decline is measured by the worsening threshold`() throws {
    // QMG: better by 3, worse by 4.
    func judged(_ totals: [Int]) throws -> Bool {
      let scores = totals.enumerated().map { score(qmg, 50 + 30 * $0.offset, Rational($0.element)) }
      let course = try Scenario("mg", [score(qmg, 0, 20)] + scores).judged(at: 200)
      return try #require(course.measures.last).evaluation.isDeclining
    }
    #expect(try !judged([8, 11, 11]))
    #expect(try judged([8, 12, 12]))
    #expect(try !judged([8, 15]))
    #expect(try judged([8, 16]))
  }
}
