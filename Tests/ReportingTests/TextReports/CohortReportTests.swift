import CustomDump
import Outcomes
import Reporting
import Testing

@Suite struct CohortReportTests {
  /// Better by two points of INCAT at the given follow-ups: from 6 a response is one and a half.
  private func responder(_ days: [String]) -> PatientRecord {
    var record = Fixture.flagged
    record.courses = [TreatmentCourse(therapy: Fixture.ivig.id, start: Fixture.day("2024-01-15"))]
    record.scores =
      [Fixture.incat("2024-01-08", arms: 3, legs: 3)]
      + days.map { Fixture.incat($0, arms: 3, legs: 1) }
    return record
  }

  private func cohort(_ records: [PatientRecord]) -> CohortTable {
    var cohort = CohortTable()
    for record in records { cohort.add(Fixture.judge(record).courses) }
    return cohort
  }

  @Test func countsUnderFiveAreNotShown() throws {
    let responders = [
      "2024-02-12", "2024-02-26", "2024-03-04", "2024-03-18", "2024-04-01", "2024-04-15",
    ]
    .map { responder([$0]) }
    let records = responders + Array(repeating: Fixture.flagged, count: 5)
    expectNoDifference(
      try ReportTexts().cohortReport(CohortReport(cohort(records), asOf: Fixture.asOf)),
      """
      Courses by disease and therapy, as of 2024-05-06

      Disease  Therapy     Courses judged  Responding  Stable  Missing  Other  Median weeks  Fewest  Most
      -------  ----------  --------------  ----------  ------  -------  -----  ------------  ------  ----
      cidp     ivig                    11           6      <5        5     <5           8.0     4.0  13.0
      cidp     prednisone               5          <5      <5       <5      5

      Counts under 5 are shown as <5. Weeks run from the first dose to the first assessment with a
      response index of 1 or more; they are shown for 5 and more responding courses.

      """)
  }

  @Test(arguments: [(4, "<5"), (5, "5")]) func theLimit(count: Int, shown: String) {
    let table = cohort(Array(repeating: responder(["2024-03-18"]), count: count)).table
    #expect(table.rows.map { $0[3].text } == [shown])
    #expect(table.rows.map { $0[7].text } == [count < 5 ? "" : "9.0"])
  }

  @Test func noCourse() throws {
    expectNoDifference(
      try ReportTexts().cohortReport(CohortReport(CohortTable(), asOf: Fixture.asOf)),
      """
      Courses by disease and therapy, as of 2024-05-06
      No course can be judged.

      """)
  }
}

@Suite struct FlagYieldTests {
  private func points(_ records: [PatientRecord]) -> [String] {
    var yield = FlagYield()
    for record in records { yield.add(FlagYield(Fixture.judge(record))) }
    return yield.points(Fixture.library)
  }

  @Test func countsWhatWasRaisedReviewedAndDecided() {
    #expect(points([Fixture.empty]) == [])
    var revised = Fixture.flagged
    revised.reviews[0].decision = .diagnosisRevised
    revised.reviews[0].revisedTo = Fixture.dm.id
    var undecided = Fixture.flagged
    undecided.reviews = []
    var reopened = Fixture.flagged
    reopened.reviews[0].decision = .reopened
    expectNoDifference(
      points(
        Array(repeating: Fixture.flagged, count: 5) + [revised, undecided, reopened]),
      [
        "Red flags raised: 8; reviewed: 6.",
        "Days from the flag to the first decision: median 7, 7 to 7.",
        "Decisions on them: diagnosis revised <5, trial judged inadequate 5.",
        "Diagnoses revised to: DM <5.",
      ])
  }
}
