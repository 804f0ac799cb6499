import Outcomes
import Testing

/// Which diagnosis and which row of a therapy a course is judged by.
@Suite struct ExpectationTests {
  private func row(
    _ disease: String, _ intent: TreatmentCourse.Intent?, deadline: Rational
  ) -> Outcomes.Expectation {
    Expectation(
      disease: Disease.ID(disease), intent: intent, firstEffect: 1, assessBy: 2,
      deadline: deadline, expected: .improvement, evidence: evidence)
  }

  private func deadline(
    _ rows: [Outcomes.Expectation], in disease: String, _ intent: TreatmentCourse.Intent
  ) throws -> Rational? {
    let therapy = Therapy(
      id: Therapy.ID("t"), name: "t", short: "t", therapyClass: "", roles: [.longActing],
      isImmunotherapy: true, route: "", regimen: "", effectDays: 28, effectEvidence: evidence,
      expectations: rows)
    let found = try #require(library.disease(Disease.ID(disease)))
    return library.expectation(of: therapy, in: found, intent: intent)?.deadline
  }

  @Test func `the row for the intent comes before the row for any, and that before the parent's`()
    throws
  {
    let rows = [
      row("mg", nil, deadline: 10), row("mg", .maintenance, deadline: 20),
      row("mg-variant", .bridge, deadline: 30),
    ]
    #expect(try deadline(rows, in: "mg", .induction) == 10)
    #expect(try deadline(rows, in: "mg", .maintenance) == 20)
    #expect(try deadline(rows, in: "mg-variant", .bridge) == 30)
    #expect(try deadline(rows, in: "mg-variant", .induction) == 10)
    #expect(try deadline(rows, in: "mg-variant", .maintenance) == 20)
    #expect(try deadline(rows, in: "one", .induction) == nil)
  }

  // Days of diagnosis, and of its end; the course starts on day 0.
  @Test(
    arguments: [
      ([("mg", -10, nil)], "mg"), ([("mg", 0, nil)], "mg"), ([("mg", 5, nil)], "mg"),
      ([("mg", -20, nil), ("dm", -10, nil)], "dm"), ([("mg", -20, nil), ("dm", 5, nil)], "mg"),
      ([("mg", -20, -1), ("dm", 5, nil)], "dm"), ([("mg", -20, 0), ("dm", 5, nil)], "dm"),
      ([("mg", -20, 1), ("dm", 5, nil)], "dm"), ([("mg", 9, nil), ("dm", 5, nil)], "dm"),
      ([("mg", -20, -1)], nil), ([], nil),
    ] as [([(String, Int, Int?)], String?)])
  func `a course belongs to the diagnosis in force at its first dose, else to the next one`(
    diagnoses: [(String, Int, Int?)], disease: String?
  ) {
    var record = Scenario([]).record
    record.diagnoses = diagnoses.map { id, made, ended in
      Diagnosis(
        disease: Disease.ID(id), diagnosedOn: day(made), endedOn: ended.map { day($0) })
    }
    #expect(record.diagnosis(for: record.courses[0])?.disease.text == disease)
  }

  @Test func `a rate of exactly one half is not below it`() {
    func isFrequent(_ percent: Rational?) -> Bool {
      var expectation = row("mg", nil, deadline: 10)
      expectation.responseRate = percent.map {
        Expectation.ResponseRate(percent: $0, text: "", evidence: evidence)
      }
      return expectation.nonResponseIsFrequent
    }
    #expect(isFrequent(Rational(4999, over: 100)))
    #expect(!isFrequent(50))
    #expect(!isFrequent(nil))
  }
}
