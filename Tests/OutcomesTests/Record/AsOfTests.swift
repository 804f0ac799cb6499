import Outcomes
import Testing

/// response.md section 7: what is dated after the day does not exist for it.
@Suite struct AsOfTests {
  @Test func `a course that starts later is not listed`() {
    let scenario = Scenario(adlScores((-10, 12)))
    #expect(scenario.all(at: -1).courses.isEmpty)
    #expect(scenario.all(at: 0).courses.count == 1)
  }

  @Test func `a score of tomorrow is not known today`() throws {
    let scenario = Scenario(adlScores((0, 12), (80, 12), (90, 4)))
    #expect(try scenario.verdict(at: 89) == .noResponse)
    #expect(try scenario.verdict(at: 90) == .responding)
  }

  @Test func `a diagnosis of tomorrow is not known today, nor its end`() {
    var record = Scenario(adlScores((0, 12), (80, 12))).record
    record.diagnoses[0].diagnosedOn = day(50)
    #expect(library.judge(record, asOf: day(49)).courses.map(\.verdict) == [.notJudged])
    #expect(library.judge(record, asOf: day(50)).courses.map(\.verdict) == [.assessmentDue])
    record.diagnoses[0].endedOn = day(90)
    #expect(library.judge(record, asOf: day(89)).record.diagnoses[0].endedOn == nil)
    #expect(library.judge(record, asOf: day(90)).record.diagnoses[0].endedOn == day(90))
  }

  @Test func `a review of tomorrow closes nothing today`() {
    let subject = Review.Subject(
      kind: .missingResponse, therapy: Therapy.ID("drug"), start: firstDose)
    let review = Review(
      subjects: [subject], decision: .trialInadequate, note: "", physician: "Dr A", day: day(100),
      entry: 9)
    let scenario = Scenario(adlScores((0, 12), (80, 12)), reviews: [review])
    #expect(scenario.all(at: 99).headline?.kind == .missingResponse)
    #expect(scenario.all(at: 100).headline == nil)
  }

  /// Whatever is added after the day, today's result is the same in every part.
  @Test func `the future of random patients changes nothing`() {
    for seed in 0..<700 {
      let whole = RandomRecord(seed: UInt64(seed))
      var random = SeededGenerator(seed: UInt64(seed))
      let today = day(random.from(0...max(0, whole.asOf - firstDose)))
      let known = whole.record.asOf(today)
      let first = library.judge(whole.record, asOf: today)
      let second = library.judge(known, asOf: today)
      guard first.summary == second.summary else {
        Issue.record("seed \(seed): \(first.summary) differs from \(second.summary)")
        return
      }
      #expect(known.scores.allSatisfy { $0.day <= today })
      #expect(
        known.courses.allSatisfy { $0.start <= today && ($0.stop.map { $0 <= today } ?? true) })
    }
  }
}

extension PatientJudgement {
  /// All that is decided, as text that two runs must share to the letter.
  var summary: String {
    let courses = self.courses.map { course in
      let measures = course.measures.map {
        "\($0.measure.id) \($0.variant) \($0.verdict) \($0.evaluation.change?.decimal(6) ?? "-")"
      }
      let days = [course.changesOn, course.latestFollowUp].map { day in
        day.map { "\($0 - course.course.start)" } ?? "-"
      }
      let more =
        "\(course.strength?.rawValue ?? "-") \(course.restsOnOneAssessment) \(course.startedInTheSameTime.count)"
      let failed =
        "\(course.failedTherapies ?? -1) \(course.isEarlyView) \(course.compositeIsIncomplete)"
      let index = course.responseIndex?.decimal(6) ?? "-"
      return
        "\(course.course.therapy) \(course.verdict) \(index) \(days) \(more) \(failed) \(measures)"
    }
    let flags = self.flags.map {
      "\($0.kind) \($0.course ?? -1) \(asOf - $0.since) \($0.status.isOpen)"
    }
    return (courses + flags).joined(separator: "\n")
  }
}
