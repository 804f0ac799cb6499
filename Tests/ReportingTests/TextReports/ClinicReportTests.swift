import CustomDump
import Outcomes
import Reporting
import Testing

@Suite struct ClinicReportTests {
  private func report(_ records: [PatientRecord], _ iso: String = "2024-05-06") throws -> String {
    let entries = records.map { ClinicReport.Entry(Fixture.judge($0, iso)) }
    return try ReportTexts().clinicReport(
      ClinicReport(entries.reduce(into: .init(asOf: Fixture.day(iso))) { $0.add($1) }))
  }

  /// Assessed last in April: due for monitoring in October.
  private var monitored: PatientRecord {
    var record = Fixture.flagged
    record.patient.id = Patient.ID("009")
    record.courses.removeLast()
    return record
  }

  @Test func listsReviewsOverdueAndComing() throws {
    expectNoDifference(
      try report([Fixture.flagged, Fixture.empty, Fixture.myositis, monitored], "2024-09-20"),
      """
      Clinic report, as of 2024-09-20
      4 patients, 3 on treatment; to review: 3 red, 0 amber; 1 overdue, 0 due; 0 not
      seen for a year.

      RED
      Patient              To look at                                    Last score
      -------------------  --------------------------------------------  ----------
      Berg (8)             DM, IVIG: worse on treatment                  2024-05-20
      Łukasik, Tove (007)  CIDP, IVIG: expected response missing, again  2024-04-15
      Łukasik, Tove (009)  CIDP, IVIG: expected response missing, again  2024-04-15

      AMBER
      No amber flag is open.

      DUE until 2024-09-29, what is overdue first
      Due on      Patient   For                     At the latest
      ----------  --------  ----------------------  -------------
      2024-08-19  Berg (8)  DM, monitoring on IVIG  2024-10-04

      """)
  }

  @Test func anEmptyClinic() throws {
    expectNoDifference(
      try report([]),
      """
      Clinic report, as of 2024-05-06
      0 patients, 0 on treatment; to review: 0 red, 0 amber; 0 overdue, 0 due; 0 not
      seen for a year.

      RED
      No red flag is open.

      AMBER
      No amber flag is open.

      DUE until 2024-05-19, what is overdue first
      None.

      """)
  }

  /// 300 patients who all need a look: two pages, each line within 80 characters.
  @Test func aLargeClinicIsCut() throws {
    let many = (1...300).map { number in
      var record = number % 2 == 0 ? Fixture.flagged : monitored
      record.patient.id = Patient.ID("N\(210_000 + number)")
      record.patient.familyName = String(repeating: "Long", count: number % 20)
      return record
    }
    let text = try report(many, "2025-10-20")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 121)
    #expect(lines.allSatisfy { $0.count <= 80 }, "\(text)")
    #expect(text.contains("\nand 264 more in the review list\n"))
  }
}
