import CustomDump
import Outcomes
import Reporting
import Testing

@Suite struct ClinicReportTests {
  private func report(_ records: [PatientRecord], _ iso: String = "2024-05-06") throws -> String {
    let entries = records.map { ClinicReport.Entry(Fixture.judge($0, iso)) }
    return try ReportTexts().clinicReport(ClinicReport(entries, asOf: Fixture.day(iso)))
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
      4 patients, 3 on treatment; to review: 3 red, 0 amber.

      TO REVIEW
      Patient  Severity  Since       Headline                                     Further flags  Status
      -------  --------  ----------  -------------------------------------------  -------------  ---------
      8        red       2024-05-20  Worse on IVIG (DM) 35 weeks after the first                 open
                                     dose. Please review.
      007      red       2024-03-18  Less than half of a meaningful change on                    re-opened
                                     IVIG (CIDP) 35 weeks after the first dose
                                     (index 0.01 on 3 measures); expected by
                                     week 9. Please review.
      009      red       2024-03-18  Less than half of a meaningful change on                    re-opened
                                     IVIG (CIDP) 35 weeks after the first dose
                                     (index 0.01 on 3 measures); expected by
                                     week 9. Please review.

      SCORES OVERDUE
      Patient  Therapy  Due for     Due on      At the latest  Measures
      -------  -------  ----------  ----------  -------------  --------
      8        ivig     monitoring  2024-08-19  2024-10-04     mmt8

      SCORES DUE in the next 8 weeks

      Week of 2024-10-14
      Patient  Therapy  Due for     Due on      At the latest  Measures
      -------  -------  ----------  ----------  -------------  ----------
      007      ivig     monitoring  2024-10-14  2025-01-13     incat grip
      009      ivig     monitoring  2024-10-14  2025-01-13     incat grip

      """)
  }

  @Test func anEmptyClinic() throws {
    expectNoDifference(
      try report([]),
      """
      Clinic report, as of 2024-05-06
      0 patients, 0 on treatment; to review: 0 red, 0 amber.

      TO REVIEW
      No flag is open.

      SCORES DUE in the next 8 weeks
      None.

      """)
  }
}
