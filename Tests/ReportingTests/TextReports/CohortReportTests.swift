import CustomDump
import Outcomes
import Reporting
import Testing

@Suite struct CohortReportTests {
  /// Better by two points of INCAT at the given follow-ups: from 6 a response is one and a half.
  private func responder(_ days: [String]) -> PatientRecord {
    var record = Fixture.flagged
    record.courses = [TreatmentCourse(therapy: Fixture.ivig.id, start: Fixture.day("2024-01-15"))]
    record.reviews = []
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
    let text = try report(records)
    for part in [
      "Cohort, as of 2024-05-06\n11 patients, 16 judged courses.\n",
      "  - 69 % of courses have a baseline (11 of 16)\n",
      "  - 50 % were assessed by the deadline (8 of 16)\n",
      "  - 7 days median from flag to decision (5 of 5 decided red flags, 7 to 7 days)\n",
      "  - Of re-evaluations revised the diagnosis: no diagnosis was re-evaluated\n",
      "6 (55 %)  8 (4–13)", "40 % (Trial 2008)", "  - Red flags raised: 5; reviewed: 5.\n",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func someCoursesAlone() throws {
    let text = try report(records, .init(year: 2023))
    #expect(text.contains("5 patients, 5 judged courses. Only: begun in 2023.\n"))
    #expect(text.contains("\nWHAT CAME OF THE RED FLAGS of the whole clinic\n"))
    #expect(text.contains("Were assessed by the deadline: ") == false)
    #expect(!text.contains("IVIG  "))
  }

  @Test func forOthersNoSmallCount() throws {
    let text = try report(records + [Fixture.myositis], forOthers: true)
    #expect(text.contains("Left out: 1 row with fewer than 5 courses.\n"))
    #expect(text.contains("hidden") && !text.contains("DM"))
    #expect(!text.contains("RED FLAGS") && !text.contains("Week 4"))
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
    func lines(_ table: CohortTables) -> [String] {
      table.table(all, flags, Fixture.library).rows.map {
        $0.map(\.text).joined(separator: ",")
      }
    }
    expectNoDifference(
      lines(.responses),
      [
        "cidp,ivig,11,6,0,0,5,0,6,11,54.5,8.0,4.0,13.0,40,40 % against 21 % on placebo,"
          + "Trial 2008, doi 10.1/trial",
        "cidp,prednisone,5,0,0,0,0,5,0,0,,,,,,,",
      ])
    expectNoDifference(
      lines(.quality),
      [
        "baseline,11,16,68.8,,,", "assessed-in-time,8,16,50.0,,,",
        "days-to-decision,5,5,100.0,7,7,7", "diagnosis-revised,0,0,,,,",
      ])
    expectNoDifference(
      lines(.curve).map { $0.split(separator: ",")[0...3].joined(separator: ",") },
      ["4", "8", "12", "26", "52"].map { "cidp,ivig,\($0),11" })
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
