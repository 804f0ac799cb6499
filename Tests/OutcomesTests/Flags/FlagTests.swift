import Outcomes
import Testing

/// response.md section 5: which verdict raises which flag, how severe, and what comes first.
@Suite struct FlagTests {
  private static let flags: [CourseVerdict: (String, Severity)] = [
    .noResponse: ("missing-response", .red), .worsened: ("worsening-on-treatment", .red),
    .responseLost: ("response-lost", .amber), .responseDeclining: ("response-declining", .amber),
    .mixed: ("mixed-response", .amber), .partialResponse: ("partial-response", .amber),
    .worseningPossible: ("worsening-possible", .amber), .responseDue: ("response-due", .note),
    .assessmentDue: ("assessment-due", .due), .assessmentOverdue: ("assessment-overdue", .due),
    .noBaseline: ("no-baseline", .due), .notEvaluable: ("not-evaluable", .amber),
    .stoppedWithoutEffect: ("stopped-without-effect", .amber),
  ]

  @Test(arguments: CourseVerdict.allCases)
  func `a verdict raises its flag or none`(verdict: CourseVerdict) {
    let kind = FlagKind(verdict)
    #expect(kind?.rawValue == Self.flags[verdict]?.0)
    #expect(kind?.rule.severity == Self.flags[verdict]?.1)
  }

  @Test(
    arguments: [
      ("diagnosis-unanswered", Severity.red), ("worse-than-before-treatment", .red),
      ("relapse-off-treatment", .amber), ("treatment-related-fluctuation", .amber),
      ("acute-onset-cidp", .amber), ("monitoring-overdue", .due),
      ("symptoms-without-objective-change", .note), ("patient-reported-only", .note),
      ("laboratory-without-objective-change", .note), ("coverage-gap", .note),
    ])
  func `the other flags have their severity`(kind: String, severity: Severity) {
    #expect(FlagKind(rawValue: kind)?.rule.severity == severity)
  }

  /// The flag of a course's verdict among those of the patient.
  private func verdictFlags(_ scenario: Scenario, at offset: Int) -> [FlagKind] {
    let byVerdict = Set(Self.flags.values.map(\.0))
    return scenario.flags(at: offset).filter { byVerdict.contains($0.rawValue) }
  }

  @Test(
    arguments: [
      // MG-ADL from 12: totals on days 50 and 80, day of judging, flag, since which day.
      (12, 12, 90, "missing-response", 84), (16, 16, 90, "worsening-on-treatment", 80),
      (10, 10, 90, "partial-response", 42), (8, 8, 90, nil, 0), (12, 12, 82, nil, 0),
    ] as [(Int, Int, Int, String?, Int)])
  func `a flag says since when its question is open`(
    first: Int, second: Int, offset: Int, kind: String?, since: Int
  ) {
    let scenario = Scenario(adlScores((0, 12), (50, Rational(first)), (80, Rational(second))))
    let headline = scenario.all(at: offset).headline
    #expect(headline?.kind.rawValue == kind)
    #expect(headline.map { $0.since - firstDose } == (kind == nil ? nil : since))
  }

  @Test func `a note alone is no headline`() {
    let scenario = Scenario(
      "mg", [score(adl, 0, 12), score(adl, 50, 4), score(qmg, 0, 20), score(qmg, 50, 20)])
    let judged = scenario.all(at: 60)
    #expect(judged.openFlags.map(\.kind) == [.patientReportedOnly])
    #expect(judged.headline == nil)
  }

  @Test func `a flag points at its course`() throws {
    let judged = Scenario(adlScores((0, 12), (80, 12)), others: [course("slow", -100)]).all(at: 90)
    let flag = try #require(judged.flags.first { $0.kind == .missingResponse })
    #expect(judged.course(of: flag)?.course.therapy.text == "drug")
    #expect(verdictFlags(Scenario(adlScores((0, 12), (80, 12))), at: 90) == [.missingResponse])
  }
}
