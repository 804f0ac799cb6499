import CustomDump
import Outcomes
import Reporting
import Testing

@Suite struct FlagPageTests {
  private func page(_ judged: PatientJudgement) throws -> String {
    let page = FlagPage(judged, library: Fixture.library) { flag, patient in
      FlagPage.Closing(
        command: "close \(flag.kind.rawValue) of \(patient.record.patient.id)",
        remark:
          "It opens again when a new or a corrected score of the patient has come, or a course.")
    }
    return try ReportTexts().flagPage(page)
  }

  /// The lines under one heading.
  private func section(_ heading: String, of page: String) -> String {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let rest = lines.drop { !$0.hasPrefix(heading) }.dropFirst()
    let heads = rest.prefix { $0.isEmpty || $0.hasPrefix(" ") }
    return heads.reversed().drop(while: \.isEmpty).reversed().joined(separator: "\n")
  }

  @Test func showsEverythingThatAFlagRestsOn() throws {
    expectNoDifference(
      try page(Fixture.judge(Fixture.flagged)),
      """
      Patient 007, Łukasik, Tove, born 1960-03-01 (64 years), female
      CIDP since 2024-01-02, first symptoms 2023-06-01. As of 2024-05-06.

      Less than half of a meaningful change on IVIG (CIDP) 16 weeks after the first
      dose (index 0.01 on 3 measures); expected by week 9. Please review.
      Red, open since 2024-03-18, open again after the review of 2024-03-25.

      New since the last review
        Closed on 2024-03-25, Dr Weber: trial judged inadequate. "two infusions late".
        Since then:
          - Grip (right hand) of 2024-04-15
          - INCAT of 2024-04-15

      Also open
        - No score from before Prednisone (CIDP): a response cannot be judged. Enter
          an earlier score if there is one.

      ALL COURSES
        Treatment     Start       Stop        Weeks  Adequate      Index  Verdict
                                                     trial
        ------------  ----------  ----------  -----  ------------  -----  ------------
        Prednisone    2023-10-02  2024-02-12     19  yes                  cannot be
        (CIDP)                                                            judged: no
                                                                          score from
                                                                          before the
                                                                          treatment
        IVIG (CIDP)   2024-01-15                 16  running        0.01  the expected
                                                                          response is
                                                                          missing

      SCORES
        Under the charts: S first dose 2024-01-15, A response to be assessed
        2024-02-26, D response expected by now 2024-03-18.

        Grip (left hand), kPa, higher is better
          Date        Value  Better by
          ----------  -----  ---------  --------
          2024-01-08     42             baseline
          2024-03-18     42          0  judged
          - Unchanged: as at the baseline at one assessment, 0.00 of 8 kPa, one
            meaningful change.
          - Published one-visit criterion: not met at the latest visit; at two visits
            in a row not yet possible.
          - One meaningful change: 8 kPa. Trial 2008, doi 10.1/trial.

                50 |- - - - - - - - - - - - - - - - - - - - - - - - - - - - - -
                49 |
                48 |
                47 |
                46 |
                45 |
                44 |
                43 |
                42 |. . . . . . . . . . o . . . . . . . . . . .o. . . . . . . .
                   +--------+---------+---------+---------+---------+--------+--
                            2023-12   2024-01   2024-02   2024-03   2024-04
                                           S            A      D
                    . . baseline 42 of 2024-01-08
                    - - one meaningful change: 50 or more (Trial 2008, doi
                      10.1/trial)

        Grip (right hand), kPa, higher is better
          Date        Value  Better by
          ----------  -----  ---------  --------
          2024-01-08     40             baseline
          2024-03-18     38         -2  judged
          2024-04-15     36         -4  judged
          - Unchanged: worse by 3 on average over 2 assessments, -0.37 of 8 kPa, one
            meaningful change.
          - Published one-visit criterion: not met at the latest visit; at two visits
            in a row not met.
          - One meaningful change: 8 kPa. Trial 2008, doi 10.1/trial.
          - For worsening: 8 kPa. Trial 2008, doi 10.1/trial [a convention, not a
            published figure].

                48 |- - - - - - - - - - - - - - - - - - - - - - - - - - - - - -
                46 |
                44 |
                42 |
                40 |. . . . . . . . . . o . . . . . . . . . . . . . . . . . . .
                38 |                                           o
                36 |                                                    o
                   +--------+---------+---------+---------+---------+--------+--
                            2023-12   2024-01   2024-02   2024-03   2024-04
                                           S            A      D
                    . . baseline 40 of 2024-01-08
                    - - one meaningful change: 48 or more (Trial 2008, doi
                      10.1/trial)

        INCAT, points, higher is worse
          Date        Value  Better by
          ----------  -----  ---------  --------
          2024-01-08      6             baseline
          2024-02-26      6          0  judged
          2024-03-18      6          0  judged
          2024-04-15      5         +1  judged
          - Unchanged: better by 0.33 on average over 3 assessments, 0.22 of 1.5
            points, a quarter of what can be regained; the published change is 1
            point.
          - Published one-visit criterion: met at the latest visit; at two visits in a
            row not met.
          - One meaningful change: 1 point, by the adjusted rule. Trial 2008, doi
            10.1/trial.

                 6 |. . . . . . . . . . o . . . . . . . o . . .o. . . . . . . .
                 5 |- - - - - - - - - - - - - - - - - - - - - - - - - - o - - -
                 4 |o
                   +--------+---------+---------+---------+---------+--------+--
                            2023-12   2024-01   2024-02   2024-03   2024-04
                                           S            A      D
                    . . baseline 6 of 2024-01-08
                    - - one meaningful change: 5 or less (Trial 2008, doi
                      10.1/trial)

      TREATMENTS
        Treatments: [ first dose, ] stop, > running, < begun earlier
        Prednisone |<===============================]
        IVIG       |                       [===================================>
                   +--------+---------+---------+---------+---------+--------+--
                            2023-12   2024-01   2024-02   2024-03   2024-04

      RESPONSE INDEX
        2024-02-26 0.00, 2024-03-18 -0.06, 2024-04-15 +0.01

               1.5 |
              1.25 |
                 1 |- - - - - - - - - - - - - - - - - - - - - - - - - - - - - -
              0.75 |
               0.5 |' ' ' ' ' ' ' ' ' ' ' ' ' ' ' ' ' ' ' ' ' ' ' ' ' ' ' ' ' '
              0.25 |
                 0 |. . . . . . . . . . . . . . . . . . o . . .o. . . . o . . .
             -0.25 |
              -0.5 |
                   +--------+---------+---------+---------+---------+--------+--
                            2023-12   2024-01   2024-02   2024-03   2024-04
                                           S            A      D
                    . . 0, as at the baseline
                    ' ' 1/2, below it a response is missing once it is due
                    - - 1, a response: one meaningful change better

      VERDICT
        - The expected response is missing. Response index 0.01 (likely, on 3
          measures): 0 is as at the baseline, 1 is a response.
        - 16 weeks on treatment: IVIG, from 2024-01-15, running; to bring improvement;
          1 g/kg every 3 weeks.
        - Expected: first effect from week 3 (2024-02-05), assessment by week 6
          (2024-02-26), a response by week 9 (2024-03-18). Trial 2008, doi 10.1/trial.
        - Judge after two courses.
        - How many respond: 40 % against 21 % on placebo. Trial 2008, doi 10.1/trial.
        - Expected to be frequent: fewer than half of the patients respond to this
          treatment.
        - Caution: Headache is common. Our rule [a convention, not a published
          figure].
        - 1 immunotherapy has now failed to produce a response under this diagnosis:
          IVIG.

      PUBLISHED CRITERIA, beside the verdict
        - INCAT better by 1 and kept: not met. Trial 2008, doi 10.1/trial.
        - Pain 2 or less: the record cannot tell. Trial 2008, doi 10.1/trial.

      RULE OUT FIRST
        - Too short a trial? No. 16 weeks on treatment; a response is expected by week
          9.
        - Too low a dose? Recorded: 1 g/kg every 3 weeks. Usual: 2 g/kg, then 1 g/kg
          every 3 weeks.
        - Missed doses? The record cannot answer this: it holds no single doses, only
          the plan (every 3 weeks).
        - Scores taken when the effect wears off? The record cannot answer this: it
          does not hold on which day of the cycle of 21 days a score was taken.
          Measure at the same day of each cycle.
        - A baseline with no room? No. Every counted measure with a baseline had room
          to improve.
        - An insensitive measure? No sign. The 3 measures agree: Grip (left hand)
          0.00, Grip (right hand) -0.37, INCAT +0.22.
        - Irreversible damage? The record cannot answer this. Symptoms began 32 weeks
          before the first dose. Nerve conduction studies can.
        - Steroid myopathy? The record cannot answer this: Prednisone since
          2023-10-02, Grip (right hand) -0.37, and no CK is recorded since the first
          dose.
        - Intercurrent illness? The record cannot answer this. Note with the course:
          "two cycles delayed".
        - A baseline taken in a fluctuation? Possible. INCAT 4 in the 26 weeks before,
          6 at the baseline.
        - Early worsening on a steroid? Not known for this therapy in this disease.

      TO RECONSIDER, with what to look for
        - Autoimmune nodopathy: antibodies by a cell-based assay; tremor. (Trial 2008,
          doi 10.1/trial)

      WHAT WOULD TURN THE FLAG OFF
        - The response index at 1 or more (a response); it is the mean of up to three
          assessments.
        - The next assessment at Grip (left hand) 50 or more, Grip (right hand) 48 or
          more, INCAT 4 or less (four weeks on) would bring it from 0.01 to 0.47; 3 in
          a row turn the flag off (1.16).

      TO DECIDE
        close missing-response of 007
        It opens again when a new or a corrected score of the patient has come, or a
        course.

      EARLIER REVIEWS
        - Decision 0, 2024-03-25, Dr Weber: trial judged inadequate. "two infusions
          late" On: expected response missing (IVIG, started 2024-01-15).

      """)
  }

  @Test func aPatientWithoutAnything() throws {
    expectNoDifference(
      try page(Fixture.judge(Fixture.empty)),
      """
      Patient 1
      As of 2024-05-06.

      No flag is open.

      """)
  }

  @Test func aCompositeListsWorseComponentsAndWhatRestsOnUnverifiedRanges() throws {
    expectNoDifference(
      section("COMPONENTS", of: try page(Fixture.judge(Fixture.myositis, "2024-06-03"))),
      """
        TIS 2.5 from the set of 2024-01-10 to that of 2024-05-20:
          Component  Measure  Before  After  % of range  Points  Remark
          ---------  -------  ------  -----  ----------  ------  ------
          Strength   MMT-8        60     56        -5.0       0  worse
          Enzyme     CK           10      5        33.3     2.5
        - Worse in spite of the total: Strength.
        - The range of muscle enzymes is not verified against any source; without the
          points of Enzyme the total is 0.
      """)
  }

  @Test func scoresThatAreNotJudgedAreShownWithTheReason() throws {
    var record = Fixture.flagged
    record.courses = [
      TreatmentCourse(therapy: Fixture.prednisone.id, start: Fixture.day("2024-01-15"))
    ]
    record.scores = [
      Fixture.incat("2024-01-08", arms: 3, legs: 3), Fixture.incat("2024-01-29", arms: 4, legs: 3),
      Fixture.incat("2024-03-01", arms: 3, legs: 3),
      Fixture.score(Fixture.incat, "2024-04-15", nil),
      Fixture.incat("2024-04-18", arms: 3, legs: 3),
      Fixture.incat("2024-04-22", arms: 3, legs: 3),
    ]
    let page = FlagPage(Fixture.judge(record), library: Fixture.library)
    expectNoDifference(
      page.measures.first { $0.title.hasPrefix("INCAT") }?.table?.printed ?? "",
      """
          Date        Value  Better by
          ----------  -----  ---------  --------------------------------------------
          2024-01-08      6             baseline
          2024-01-29      7             early weeks, not judged
          2024-03-01      6          0
          2024-04-15                    incomplete, not judged
          2024-04-18      6             less than a week before the next, not judged
          2024-04-22      6          0  judged
      """)
  }

  @Test func aClosedFlagIsNoLongerTheHeadline() throws {
    var record = Fixture.flagged
    record.reviews[0].entry = 20
    let page = try page(Fixture.judge(record))
    #expect(!page.contains("No objective response"))
    #expect(page.contains("No score from before Prednisone"))
    #expect(page.contains("trial judged inadequate"))
  }

  @Test func noLineIsLongerThanThePage() throws {
    for record in [Fixture.flagged, Fixture.empty, Fixture.myositis] {
      for line in try page(Fixture.judge(record, "2024-06-03")).split(separator: "\n") {
        #expect(line.displayWidth <= 80, "\(line)")
        #expect(line.last != " ", "\(line)")
      }
    }
  }
}
