import Outcomes
import Reporting
import Testing

@Suite struct WordingTests {
  /// One flag of every kind: about the course of IVIG, or about the diagnosis.
  private var everyFlag: [(FlagKind, String)] {
    let judged = Fixture.judge(Fixture.flagged)
    let position = judged.courses.firstIndex { $0.course.therapy == Fixture.ivig.id }
    return FlagKind.allCases.compactMap { kind in
      judged.flags.first.map { flag in
        var flag = flag
        flag.kind = kind
        let isOfDiagnosis = Self.ofDiagnosis.contains(kind)
        flag.course = isOfDiagnosis ? nil : position
        flag.diagnosis = isOfDiagnosis ? 0 : nil
        return (kind, Wording.headline(flag, in: judged))
      }
    }
  }

  private static let ofDiagnosis: Set<FlagKind> = [
    .diagnosisUnanswered, .worseThanBeforeTreatment, .relapseOffTreatment,
  ]

  /// Of response.md section 6, what is on the review list.
  private static let asking: Set<FlagKind> = [
    .diagnosisUnanswered, .worseThanBeforeTreatment, .relapseOffTreatment, .missingResponse,
    .worseningOnTreatment, .stoppedWithoutEffect, .responseLost, .responseDeclining,
    .mixedResponse, .partialResponse, .worseningPossible, .treatmentRelatedFluctuation,
    .acuteOnsetCIDP,
  ]

  @Test func everyFlagNamesItsTreatmentOrDiagnosisInOneOrTwoSentences() {
    #expect(everyFlag.count == FlagKind.allCases.count)
    for (kind, text) in everyFlag {
      let name = Self.ofDiagnosis.contains(kind) ? "CIDP" : "IVIG (CIDP)"
      #expect(text.contains(name), "\(kind): \(text)")
      #expect(text.hasSuffix("."), "\(kind): \(text)")
      #expect(text.count < 160, "\(kind): \(text)")
      let asks = text.hasSuffix("Please review.") || text.hasSuffix("Please review the diagnosis.")
      #expect(asks == Self.asking.contains(kind), "\(kind): \(text)")
    }
    #expect(Set(everyFlag.map(\.1)).count == FlagKind.allCases.count)
    #expect(Set(FlagKind.allCases.map(Wording.phrase)).count == FlagKind.allCases.count)
  }

  @Test func noTextJudgesTheDiagnosisOrPrescribes() {
    let forbidden = [
      "wrong", "misdiagnos", "should", "must", "fail", "increase the", "switch", "danger", "alarm",
    ]
    for (kind, text) in everyFlag {
      for word in forbidden { #expect(!text.lowercased().contains(word), "\(kind): \(text)") }
    }
  }

  @Test func everyVerdictAndDecisionHasItsOwnWords() {
    #expect(
      Set(MeasureVerdict.allCases.map { Wording.verdict($0) }).count
        == MeasureVerdict.allCases.count)
    #expect(
      Set(Review.Decision.allCases.map { Wording.decision($0) }).count
        == Review.Decision.allCases.count)
    #expect(
      Set(TreatmentCourse.Intent.allCases.map { Wording.intent($0) }).count
        == TreatmentCourse.Intent.allCases.count)
  }

  @Test func aHeadlineSaysWhatIsMissingAndSinceWhen() {
    let judged = Fixture.judge(Fixture.flagged)
    let flag = judged.headline.map { Wording.headline($0, in: judged) }
    #expect(
      flag
        == "Less than half of a meaningful change on IVIG (CIDP) 16 weeks after the first dose (index 0.01 on 3 measures); expected by week 9. Please review."
    )
  }

  @Test func aStoppedCourseIsNamedByItsDates() {
    var record = Fixture.flagged
    record.courses[0].stop = Fixture.day("2024-04-20")
    let judged = Fixture.judge(record)
    #expect(
      judged.headline.map { Wording.headline($0, in: judged) }
        == "Less than half of a meaningful change on IVIG (CIDP) given from 2024-01-15 to 2024-04-20 (index 0.01 on 3 measures); expected by week 9. Please review."
    )
  }

  @Test func verdictsOfCourses() {
    func words(_ record: PatientRecord, _ iso: String) -> [String] {
      Fixture.judge(record, iso).courses.map { Wording.verdict($0) }
    }
    var record = Fixture.flagged
    record.courses.removeLast()
    #expect(words(record, "2024-02-01") == ["too early to judge before 2024-02-26"])
    #expect(words(record, "2024-03-01") == ["no response yet; it is expected (by 2024-03-18)"])
    #expect(words(record, "2024-05-06") == ["the expected response is missing"])
    record.scores = [
      Fixture.incat("2024-01-08", arms: 3, legs: 3), Fixture.incat("2024-03-18", arms: 3, legs: 1),
    ]
    #expect(
      words(record, "2024-05-06") == ["responding, functional only (unconfirmed: one assessment)"])
    record.scores.append(Fixture.incat("2024-04-15", arms: 3, legs: 1))
    #expect(words(record, "2024-05-06") == ["responding, functional only"])
    record.courses.append(
      TreatmentCourse(therapy: Fixture.prednisone.id, start: Fixture.day("2024-02-01")))
    #expect(words(record, "2024-05-06").first == "responding, functional only, attribution shared")
  }

  @Test(
    arguments: [
      ("1", "points", "1 point"), ("2", "points", "2 points"), ("0.5", "points", "0.5 points"),
      ("4", "centile", "4 centile points"), ("8", "kPa", "8 kPa"),
    ])
  func amounts(value: String, unit: String, text: String) {
    #expect(Wording.amount(Fixture.number(value), unit) == text)
  }

  @Test func marksSayHowFarAFigureWasChecked() {
    #expect(Wording.source(Fixture.trial) == "Trial 2008, doi 10.1/trial")
    #expect(Wording.source(Fixture.habit) == "Our rule [a convention, not a published figure]")
    #expect(
      Wording.source(Fixture.hearsay) == "General knowledge [not verified against any source]")
  }

  @Test func variantsInWords() {
    #expect(Wording.label(Fixture.grip, variant: "hand=right") == "Grip (right hand)")
    #expect(Wording.label(Fixture.incat, variant: "") == "INCAT")
  }
}
