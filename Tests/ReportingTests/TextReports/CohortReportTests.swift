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

  private func cohort(_ records: [PatientRecord]) -> (Cohort, FlagYield) {
    var (cohort, flags) = (Cohort(), FlagYield())
    for (number, record) in records.enumerated() {
      var record = record
      record.patient.id = Patient.ID("P\(number)")
      let judged = Fixture.judge(record)
      cohort.add(CohortCourse.all(of: judged))
      flags.add(FlagYield(judged))
    }
    return (cohort, flags)
  }

  private var records: [PatientRecord] {
    let responders = [
      "2024-02-12", "2024-02-26", "2024-03-04", "2024-03-18", "2024-04-01", "2024-04-15",
    ]
    .map { responder([$0]) }
    return responders + Array(repeating: Fixture.flagged, count: 5)
  }

  private func report(
    _ records: [PatientRecord], _ selection: Cohort.Selection = .init(), forOthers: Bool = false
  ) throws -> String {
    let (all, flags) = cohort(records)
    let library = Fixture.library
    return try ReportTexts().cohortReport(
      forOthers
        ? CohortReport(forOthers: all, flags, library: library, asOf: Fixture.asOf)
        : CohortReport(
          all.selecting(selection), flags, selection, library: library, asOf: Fixture.asOf))
  }

  @Test func showsQualitySharesCurvesAndFlags() throws {
    expectNoDifference(
      try report(records),
      """
      ?
      """)
  }

  @Test func someCoursesAlone() throws {
    let text = try report(records, .init(year: 2023))
    #expect(text.contains("5 patients, 5 judged courses. Only: begun in 2023.\n"))
    #expect(text.contains("\nWHAT CAME OF THE RED FLAGS of the whole clinic\n"))
    #expect(text.contains("Were assessed by the deadline: ") == false)
    #expect(!text.contains("IVIG  "))
  }

  @Test func forOthersNoSmallCount() throws {
    expectNoDifference(
      try report(records + [Fixture.myositis], forOthers: true),
      """
      ?
      """)
  }

  @Test func noCourse() throws {
    expectNoDifference(
      try report([]),
      """
      Cohort, as of 2024-05-06
      0 patients, 0 judged courses.
      No course can be judged.

      """)
  }

  @Test func theTables() throws {
    let (all, flags) = cohort(records)
    func lines(_ table: CohortTables) -> String {
      table.table(all, flags, Fixture.library).rows
        .map { $0.map(\.text).joined(separator: ",") }.joined(separator: "\n")
    }
    expectNoDifference(
      CohortTables.allCases.map { "\($0.rawValue)\n\(lines($0))" }.joined(separator: "\n"),
      """
      ?
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
        "Decisions on them: diagnosis revised 1, trial judged inadequate 5.",
        "Diagnoses revised to: DM 1.",
      ])
  }
}
