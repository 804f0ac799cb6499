import CustomDump
import Outcomes
import Reporting
import Testing

@Suite struct PatientReportTests {
  private func report(_ judged: PatientJudgement) throws -> String {
    try ReportTexts().patientReport(PatientReport(judged, library: Fixture.library))
  }

  @Test func fitsANote() throws {
    expectNoDifference(
      try report(Fixture.judge(Fixture.flagged)),
      """
      Patient 007, Łukasik, Tove, born 1960-03-01 (64 years), female
      As of 2024-05-06.

      Diagnoses
        - CIDP since 2024-01-02, first symptoms 2023-06-01

      Treatments and response
        - Prednisone, from 2023-10-02, to 2024-02-12; to bring improvement; 60 mg
          daily. Cannot be judged: no score from before the treatment.
        - IVIG, from 2024-01-15, running; to bring improvement; 1 g/kg every 3 weeks.
          The expected response is missing, response index 0.01.

      Open flags
        - red, since 2024-03-18: Less than half of a meaningful change on IVIG (CIDP)
          16 weeks after the first dose (index 0.01 on 3 measures); expected by week
          9. Please review.
        - note, since 2023-10-10: No score from before Prednisone (CIDP): a response
          cannot be judged. Enter an earlier score if there is one.

      Scores over time

        INCAT, points, higher is worse
                 6 |                           o            o     o
                 5 |                                                     o
                 4 |          o
                   +--------+----------------+---------------+----------------+-
                            2023-11          2024-01         2024-03

        Grip, kPa, higher is better
                42 |                           o                  o
                41 |
                40 |                           x
                39 |
                38 |                                              x
                37 |
                36 |                                                     x
                   +--------+----------------+---------------+----------------+-
                            2023-11          2024-01         2024-03
                    o Grip (left hand)
                    x Grip (right hand)

        Treatments: [ first dose, ] stop, > running, < begun earlier
        Prednisone |[===================================]
        IVIG       |                             [=============================>
                   +--------+----------------+---------------+----------------+-
                            2023-11          2024-01         2024-03

      Scores
        Date        INCAT  Grip left  Grip right     Pain
        ----------  -----  ---------  ----------  -------
        2023-11-06      4
        2024-01-08      6         42          40        3
        2024-02-26      6
        2024-03-18      6         42          38  partial
        2024-04-15      5                     36

      Rests on figures that were not read in their source
        - when a response to Prednisone (CIDP) is due: a convention, not a published
          figure
        - what counts as worsening of Grip: a convention, not a published figure

      Decision support, to be reviewed by a physician.
      A missing score is not a missing response.

      """)
  }

  @Test func aPatientWithoutAnything() throws {
    expectNoDifference(
      try report(Fixture.judge(Fixture.empty)),
      """
      Patient 1
      As of 2024-05-06.

      Decision support, to be reviewed by a physician.
      A missing score is not a missing response.

      """)
  }

  @Test func aClosedFlagShowsItsDecision() throws {
    var record = Fixture.flagged
    // It saw all scores that there are.
    (record.reviews[0].entry, record.reviews[0].day) = (20, Fixture.asOf)
    let report = try report(Fixture.judge(record))
    #expect(
      report.contains(
        "Closed flags\n  - expected response missing (IVIG): 2024-05-06, Dr Weber: trial judged"))
  }
}
