import CustomDump
import Outcomes
import Reporting
import Testing

/// What to rule out first, and what would turn a flag off.
@Suite struct ReasoningTests {
  private func answers(_ record: PatientRecord, _ iso: String = "2024-05-06") -> [String] {
    FlagEvidence(Fixture.judge(record, iso), library: Fixture.library).ruleOut
  }

  private func turnOff(_ record: PatientRecord, _ iso: String = "2024-05-06") -> [String] {
    FlagEvidence(Fixture.judge(record, iso), library: Fixture.library).turnOff
  }

  private func answer(_ question: String, _ record: PatientRecord, _ iso: String = "2024-05-06")
    -> String?
  {
    answers(record, iso).first { $0.hasPrefix(question) }.map {
      String($0.dropFirst(question.count + 1))
    }
  }

  private var onlyIVIG: PatientRecord {
    var record = Fixture.flagged
    record.courses.removeLast()
    return record
  }

  @Test func dose() {
    var record = onlyIVIG
    #expect(
      answer("Too low a dose?", record)
        == "Recorded: 1 g/kg every 3 weeks. Usual: 2 g/kg, then 1 g/kg every 3 weeks.")
    record.courses[0].dose = nil
    #expect(
      answer("Too low a dose?", record)
        == "The record cannot answer this: no dose is recorded. Usual: 2 g/kg, then 1 g/kg every 3 weeks."
    )
  }

  @Test func tooShort() {
    #expect(
      answer("Too short a trial?", onlyIVIG)
        == "No. 16 weeks on treatment; a response is expected by week 9.")
    #expect(
      answer("Too short a trial?", onlyIVIG, "2024-03-01")
        == "Possible. 6 weeks on treatment; a response is expected by week 9.")
    var record = onlyIVIG
    // The deadline less an effect of six weeks: three weeks are a trial.
    record.courses[0].stop = Fixture.day("2024-02-04")
    record.courses[0].stopReason = .noEffect
    #expect(
      answer("Too short a trial?", record, "2024-04-30")
        == "Yes. The course was stopped after 2 weeks; a response is expected by week 9.")
    record.courses[0].stop = Fixture.day("2024-02-05")
    #expect(
      answer("Too short a trial?", record, "2024-04-30")
        == "No. 3 weeks on treatment; a response is expected by week 9.")
  }

  @Test func floorIsNamed() {
    var record = onlyIVIG
    record.scores = record.scores.map { score in
      score.measure == Fixture.incat.id
        ? Fixture.incat(score.day.iso, arms: 1, legs: 0, entry: score.entry) : score
    }
    #expect(
      answer("A baseline with no room?", record)
        == "Yes, for INCAT (baseline 1): left out of the index.")
  }

  @Test func steroidMyopathy() {
    let question = "Steroid myopathy?"
    #expect(answer(question, onlyIVIG) == "No. No steroid of 8 weeks or more is recorded.")
    var record = Fixture.flagged
    #expect(
      answer(question, record)
        == "The record cannot answer this: Prednisone since 2023-10-02, Grip (right hand) -0.37, "
        + "and no CK is recorded since the first dose.")
    record.scores.append(Fixture.score(Fixture.enzyme, "2024-04-15", "0.8"))
    #expect(
      answer(question, record)
        == "Possible. Prednisone since 2023-10-02, Grip (right hand) -0.37, CK 0.8 times the upper limit on 2024-04-15."
    )
    record.scores.append(Fixture.score(Fixture.enzyme, "2024-04-20", "3"))
    #expect(
      answer(question, record)
        == "Less likely. Prednisone since 2023-10-02, Grip (right hand) -0.37, but CK 3 times the upper limit on 2024-04-20."
    )
    record.scores.removeAll { $0.variant == "hand=right" }
    #expect(
      answer(question, record)
        == "No sign. Prednisone since 2023-10-02, but no examined measure is worse than its baseline."
    )
  }

  @Test func fluctuationBeforeTheBaseline() {
    let question = "A baseline taken in a fluctuation?"
    #expect(
      answer(question, onlyIVIG) == "Possible. INCAT 4 in the 26 weeks before, 6 at the baseline.")
    var record = onlyIVIG
    record.scores[0] = Fixture.incat("2023-11-06", arms: 3, legs: 3)
    #expect(
      answer(question, record) == "No sign. INCAT 6 in the 26 weeks before, 6 at the baseline.")
    record.scores.removeFirst()
    #expect(
      answer(question, record)
        == "The record cannot answer this: no earlier score within 26 weeks of the baseline.")
  }

  @Test func theNextScoresThatWouldTurnItOff() {
    var record = onlyIVIG
    record.scores.removeAll { $0.measure == Fixture.grip.id }
    expectNoDifference(
      turnOff(record),
      [
        "The response index at 1 or more (a response); it is the mean of up to three assessments.",
        "The next assessment at INCAT 4 or less (four weeks on) would bring it from 0.22 to 0.66; "
          + "2 in a row turn the flag off (1.11).",
      ])
  }

  @Test func aStoppedCourseIsClosedByAReviewAlone() {
    var record = onlyIVIG
    record.courses[0].stop = Fixture.day("2024-03-20")
    #expect(
      turnOff(record).last
        == "The course ended on 2024-03-20: scores after 2024-05-01 no longer belong to it. Only a review closes this flag."
    )
  }

  @Test func whatCanBeDoneAboutTheRecord() {
    var record = onlyIVIG
    record.scores.removeAll { $0.day > Fixture.day("2024-01-31") }
    #expect(
      turnOff(record, "2024-03-01")
        == ["A score of a counted measure (INCAT, Grip) dated 2024-02-05 or later."])
    #expect(
      turnOff(record, "2024-05-06")
        == [
          "A score of a counted measure (INCAT, Grip) dated 2024-03-11 or later; its result then decides."
        ])
    record.scores = []
    #expect(
      turnOff(record, "2024-05-06")
        == ["A complete score of a counted measure (INCAT, Grip) dated 2023-10-17 to 2024-01-25."])
  }
}
