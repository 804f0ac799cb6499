import Outcomes
import Testing

/// response.md section 6: the order in which flags are read, and the three lists.
@Suite struct FlagOrderTests {
  private let flat = stride(from: -20, through: 1000, by: 20).map { score(adl, $0, 12) }

  private func order(_ judged: PatientJudgement) -> [String] {
    judged.flags.filter(\.severity.asksForReview).map { flag in
      let course = judged.course(of: flag)?.course
      return course.map { "\(flag.kind.rawValue) \($0.start - firstDose)" } ?? flag.kind.rawValue
    }
  }

  @Test func `the diagnosis, running courses, then ended ones by the latest stop`() {
    let scenario = Scenario(
      stop: 100, flat, others: [course("other", 120, stop: 300), course("third", 340)])
    #expect(
      order(scenario.all(at: 500)) == [
        "diagnosis-unanswered", "missing-response 340", "missing-response 120",
        "missing-response 0",
      ])
  }

  // MG-ADL was scored last on day 90, grip on the day given.
  @Test(
    arguments: [
      (120, ["missing-response 5", "missing-response 0"]),
      (88, ["missing-response 0", "missing-response 5"]),
    ])
  func `of running courses the newest evidence first`(last: Int, expected: [String]) {
    let scores =
      adlScores((0, 12), (80, 12), (90, 12))
      + [5, last == 88 ? 81 : 88, last].map {
        hand("right", $0, 40)
      }
    var record = Scenario(scores, others: [course("other", 5)]).record
    record.diagnoses.append(Diagnosis(disease: Disease.ID("grip"), diagnosedOn: day(3)))
    #expect(order(library.judge(record, asOf: day(125))) == expected)
  }

  @Test func `red before amber before due before a note`() {
    let scenario = Scenario(
      "mg",
      [
        score(adl, 0, 12), score(adl, 80, 11), score(adl, 90, 11), score(qmg, 0, 20),
        score(qmg, 80, 16), score(qmg, 90, 16),
      ], others: [course("other", 70), course("third", 85)])
    let flags = scenario.all(at: 300).flags
    #expect(flags.map(\.severity) == flags.map(\.severity).sorted())
    #expect(Severity.allCases.sorted() == [.red, .amber, .due, .note])
  }

  @Test func `what is due or watched is no headline`() {
    for (scores, offset, kind, severity) in [
      (adlScores((0, 12)), 60, FlagKind.assessmentDue, Severity.due),
      (adlScores((0, 12)), 100, .assessmentOverdue, .due), ([], 60, .noBaseline, .due),
      (adlScores((0, 12), (50, 12)), 60, .responseDue, .note),
    ] {
      let judged = Scenario(scores).all(at: offset)
      #expect(judged.flags.first { $0.kind == kind }?.severity == severity)
      #expect(judged.headline == nil)
    }
  }

  @Test func `worse than before treatment comes before the courses`() {
    let scores = adlScores((0, 12), (100, 14), (140, 14), (170, 14), (190, 14))
    #expect(
      order(Scenario(scores).all(at: 200)) == [
        "worse-than-before-treatment", "worsening-on-treatment 0",
      ])
  }
}
