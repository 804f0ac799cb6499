import Outcomes
import Testing

/// By which kind of measure a response is shown, and how sure it is.
@Suite struct StrengthTests {
  /// QMG is objective, MG-ADL functional and patient-reported, the global scale functional and
  /// rated by the clinician; each named one improves by two changes, each in `same` not at all.
  private func judged(
    _ improved: [String], same: [String] = [], visits: [Int] = [60, 70]
  ) throws -> CourseJudgement {
    let course: [String: (Measure, Rational, Rational)] = [
      "qmg": (qmg, 30, 18), "mg-adl": (adl, 12, 4), "global": (global, 8, 2),
    ]
    var scores: [Score] = []
    for id in improved + same {
      let (measure, before, after) = try #require(course[id])
      scores.append(score(measure, 0, before))
      scores += visits.map { score(measure, $0, same.contains(id) ? before : after) }
    }
    return try Scenario("three", scores).judged(at: 75)
  }

  @Test(
    arguments: [
      (["qmg"], [], ResponseStrength.objectiveOnly), (["global"], [], .functionalOnly),
      (["mg-adl"], [], .patientReportedOnly), (["qmg", "mg-adl"], [], .objectiveAndFunctional),
      (["qmg", "global"], [], .objectiveAndFunctional),
      (["mg-adl", "global"], [], .functionalOnly),
      (["qmg", "mg-adl", "global"], [], .objectiveAndFunctional),
      (["qmg"], ["mg-adl"], .objectiveOnly), (["mg-adl"], ["qmg"], .patientReportedOnly),
      (["global"], ["qmg"], .functionalOnly), (["global", "mg-adl"], ["qmg"], .functionalOnly),
    ] as [([String], [String], ResponseStrength)])
  func `a response says by what it is shown`(
    improved: [String], same: [String], strength: ResponseStrength
  ) throws {
    let judged = try judged(improved, same: same)
    #expect(judged.verdict == .responding)
    #expect(judged.strength == strength)
    #expect(judged.restsOnOneAssessment == false)
    #expect(judged.isUnconfirmed == (strength == .patientReportedOnly))
  }

  @Test func `one assessment alone is single and unconfirmed`() throws {
    let single = try judged(["qmg", "global"], visits: [60])
    #expect(single.restsOnOneAssessment && single.isUnconfirmed)
    #expect(single.strength == .objectiveAndFunctional)
    let thinned = try judged(["qmg"], visits: [60, 66])
    #expect(thinned.restsOnOneAssessment && thinned.isUnconfirmed)
    let two = try judged(["qmg"], visits: [60, 67])
    #expect(!two.restsOnOneAssessment && !two.isUnconfirmed)
  }

  @Test func `one measure with two follow-ups in its window is enough`() throws {
    let scores = [
      score(qmg, 0, 30), score(qmg, 60, 20), score(adl, 0, 12), score(adl, 60, 4),
      score(adl, 70, 4),
    ]
    #expect(try !Scenario("three", scores).judged(at: 75).restsOnOneAssessment)
  }

  @Test func `a visit before the assessment date does not confirm one after it`() throws {
    #expect(try judged(["qmg"], visits: [30, 60]).restsOnOneAssessment)
    #expect(try !judged(["qmg"], visits: [42, 60]).restsOnOneAssessment)
  }

  @Test func `only a response has a strength`() throws {
    let judged = try Scenario("three", [score(qmg, 0, 30), score(qmg, 60, 30)]).judged(at: 75)
    #expect(judged.verdict == .responseDue)
    #expect(judged.strength == nil)
    #expect(!judged.isUnconfirmed)
  }
}
