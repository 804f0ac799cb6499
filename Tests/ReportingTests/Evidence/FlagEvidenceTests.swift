import CustomDump
import Outcomes
import Reporting
import Testing

/// The same evidence as on the text page, as sentences and tables for other writers.
@Suite struct FlagEvidenceTests {
  private func evidence(_ record: PatientRecord, _ iso: String = "2024-05-06") -> FlagEvidence {
    FlagEvidence(Fixture.judge(record, iso), library: Fixture.library)
  }

  @Test func sentencesAreNotWrapped() {
    let evidence = evidence(Fixture.flagged)
    #expect(
      evidence.headline
        == "Less than half of a meaningful change on IVIG (CIDP) 16 weeks after the first dose (index 0.01 on 3 measures); expected by week 9. Please review."
    )
    #expect(
      evidence.status
        == "Red, open since 2024-03-18, open again after the review of 2024-03-25.")
    #expect(evidence.diagnoses == ["CIDP since 2024-01-02, first symptoms 2023-06-01"])
    #expect(
      evidence.alsoOpen
        == [
          "No score from before Prednisone (CIDP): a response cannot be judged. Enter an earlier score if there is one."
        ])
    #expect(
      evidence.verdict.first
        == "The expected response is missing. Response index 0.01 (likely, on 3 measures): 0 is as at the baseline, 1 is a response."
    )
    #expect(
      evidence.reviews.map { [$0.text, $0.on] } == [
        [
          "2024-03-25, Dr Weber: trial judged inadequate. \"two infusions late\"",
          "expected response missing (IVIG, started 2024-01-15)",
        ]
      ])
    #expect(evidence.flag?.kind == .missingResponse)
    #expect(evidence.course?.course.therapy == Fixture.ivig.id)
  }

  @Test func newsNamesTheReviewAndWhatCameSince() throws {
    let news = try #require(evidence(Fixture.flagged).news)
    #expect(
      news.closed
        == "Closed on 2024-03-25, Dr Weber: trial judged inadequate. \"two infusions late\". Since then:"
    )
    #expect(news.since == ["Grip (right hand) of 2024-04-15", "INCAT of 2024-04-15"])
  }

  @Test func aMeasureHasItsScoresAndWhatTheyAmountTo() throws {
    let measures = evidence(Fixture.flagged).measures
    #expect(
      measures.map(\.title) == [
        "Grip (left hand), kPa, higher is better", "Grip (right hand), kPa, higher is better",
        "INCAT, points, higher is worse",
      ])
    let incat = try #require(measures.last)
    #expect(
      incat.table?.rows.map { $0.map(\.text) } == [
        ["2024-01-08", "6", "", "baseline"], ["2024-02-26", "6", "0", "judged"],
        ["2024-03-18", "6", "0", "judged"], ["2024-04-15", "5", "+1", "judged"],
      ])
    #expect(
      incat.points == [
        "Unchanged: better by 0.33 on average over 3 assessments, 0.22 of 1.5 points, a quarter of what can be regained; the published change is 1 point.",
        "Published one-visit criterion: met at the latest visit; at two visits in a row not met.",
        "One meaningful change: 1 point, by the adjusted rule. Trial 2008, doi 10.1/trial.",
      ])
  }

  @Test func theIndexIsATableOfAllFollowUps() {
    #expect(
      evidence(Fixture.flagged).index.rows.map { $0.map(\.text) }
        == [["2024-02-26", "0.00"], ["2024-03-18", "-0.06"], ["2024-04-15", "0.01"]])
  }

  @Test func aCompositeIsATableWithItsRemarks() throws {
    let composite = try #require(evidence(Fixture.myositis, "2024-06-03").composite)
    #expect(composite.lead == "TIS 2.5 from the set of 2024-01-10 to that of 2024-05-20:")
    #expect(
      composite.table.rows.map { $0.map(\.text) } == [
        ["Strength", "MMT-8", "60", "56", "-5.0", "0", "worse"],
        ["Enzyme", "CK", "10", "5", "33.3", "2.5", ""],
      ])
    #expect(
      composite.points == [
        "Worse in spite of the total: Strength.",
        "The range of muscle enzymes is not verified against any source; without the points of Enzyme the total is 0.",
      ])
  }

  @Test func laboratoryValuesAreShownFromBeforeTheCourseOn() {
    #expect(
      evidence(Fixture.myositis, "2024-06-03").laboratory
        == ["CK, times the upper limit: 10 on 2024-01-10, 5 on 2024-05-20."])
    #expect(evidence(Fixture.flagged).laboratory == [])
    var record = Fixture.myositis
    record.scores += (1...10).map { month in
      Fixture.score(Fixture.enzyme, "2025-\(month < 10 ? "0" : "")\(month)-01", "\(month)")
    }
    #expect(
      evidence(record, "2025-12-01").laboratory == [
        "CK, times the upper limit: 10 on 2024-01-10, 5 on 2024-05-20, 4 more, 5 on 2025-05-01, "
          + "6 on 2025-06-01, 7 on 2025-07-01, 8 on 2025-08-01, 9 on 2025-09-01, 10 on 2025-10-01."
      ])
  }

  @Test func aPatientWithoutAnythingHasNoEvidence() {
    let evidence = evidence(Fixture.empty)
    #expect(evidence.headline == "No flag is open.")
    #expect(evidence.flag == nil && evidence.course == nil && evidence.news == nil)
    #expect(evidence.composite == nil && evidence.index.rows.isEmpty && evidence.measures.isEmpty)
    #expect(evidence.verdict + evidence.ruleOut + evidence.reconsider + evidence.turnOff == [])
  }
}
