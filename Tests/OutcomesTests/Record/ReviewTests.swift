import Outcomes
import Testing

/// response.md section 6: a review closes a flag for the evidence it was made on.
@Suite struct ReviewTests {
  private let flat = [
    score(adl, 0, 12, number: 1, entry: 2), score(adl, 80, 12, number: 2, entry: 3),
  ]

  private func review(
    _ kind: FlagKind = .missingResponse, therapy: String = "drug", start: Int = 0,
    on offset: Int = 95,
    entry: Int = 10, until: Int? = nil
  ) -> Review {
    Review(
      subjects: [Review.Subject(kind: kind, therapy: Therapy.ID(therapy), start: day(start))],
      decision: until == nil ? .diagnosisConfirmed : .deferred,
      deferredUntil: until.map { day($0) },
      note: "seen", physician: "Dr A", day: day(offset), entry: entry)
  }

  private func flag(_ scenario: Scenario, at offset: Int = 100, _ kind: FlagKind = .missingResponse)
    throws -> Flag
  {
    try #require(scenario.all(at: offset).flags.first { $0.kind == kind })
  }

  private func news(_ flag: Flag) -> [Flag.News]? {
    if case .reopened(_, let news) = flag.status { news } else { nil }
  }

  @Test func `a review closes its flag, and the flag stays visible`() throws {
    let scenario = Scenario(flat, reviews: [review()])
    #expect(try !flag(scenario).status.isOpen)
    #expect(scenario.all(at: 100).headline == nil)
    #expect(scenario.all(at: 100).openFlags.isEmpty)
    #expect(try flag(Scenario(flat)).status.isOpen)
  }

  @Test func `a review of another flag, course or start closes nothing`() throws {
    for other in [review(.partialResponse), review(therapy: "other"), review(start: 1)] {
      #expect(try flag(Scenario(flat, reviews: [other])).status.isOpen)
    }
  }

  @Test func `one review closes several flags`() {
    var both = review()
    both.subjects.append(
      Review.Subject(kind: .monitoringOverdue, therapy: Therapy.ID("drug"), start: firstDose))
    let judged = Scenario(flat, reviews: [both]).all(at: 300)
    #expect(judged.flags.map(\.kind) == [.missingResponse, .monitoringOverdue])
    #expect(judged.openFlags.isEmpty)
  }

  @Test func `a person opens a flag again, and closes it again`() throws {
    var reopening = review(on: 97, entry: 20)
    reopening.decision = .reopened
    reopening.note = "wrong patient"
    let opened = try flag(Scenario(flat, reviews: [review(), reopening]))
    #expect(opened.status.isOpen)
    let by = Flag.News.reopened(by: "Dr A", on: day(97), note: "wrong patient")
    #expect(news(opened) == [by])
    // What is new as evidence is named beside it.
    let new = score(adl, 98, 12, number: 3, entry: 21)
    #expect(
      news(try flag(Scenario(flat + [new], reviews: [review(), reopening]))) == [
        by, .score(adl.id, day(98), variant: ""),
      ])
    #expect(
      try !flag(Scenario(flat, reviews: [review(), reopening, review(entry: 30)])).status.isOpen)
    // Of another flag it opens nothing, and without a decision there is nothing to open.
    reopening.subjects = [Review.Subject(kind: .noBaseline, therapy: nil, start: nil)]
    #expect(try !flag(Scenario(flat, reviews: [review(), reopening])).status.isOpen)
    reopening.subjects = review().subjects
    if case .open = try flag(Scenario(flat, reviews: [reopening])).status {
    } else {
      Issue.record("a flag that was never closed is open")
    }
  }

  @Test(arguments: [
    "missing-response ivig 2025-01-20", "coverage-gap - -", "diagnosis-unanswered - - cidp",
  ])
  func `what a decision is about is a text and back`(text: String) throws {
    #expect(try #require(Review.Subject(text: text)).text == text)
    for wrong in ["", "missing-response ivig", "no-flag - -", "coverage-gap - 2025", text + " x y"]
    {
      #expect(Review.Subject(text: wrong) == nil, "\(wrong)")
    }
  }

  @Test func `a new score re-opens and is named`() throws {
    let new = score(adl, 98, 12, number: 3, entry: 11)
    let reopened = try flag(Scenario(flat + [new], reviews: [review()]))
    #expect(reopened.status.isOpen)
    #expect(news(reopened) == [.score(adl.id, day(98), variant: "")])
    // It counts when it was entered, not the day it is dated.
    let earlier = score(adl, 30, 12, number: 3, entry: 11)
    #expect(
      news(try flag(Scenario(flat + [earlier], reviews: [review()]))) == [
        .score(adl.id, day(30), variant: "")
      ])
  }

  /// A decision that was imported with the scores did not see those of later days.
  @Test func `a score that is dated after the decision re-opens, whenever it was entered`() throws {
    let new = score(adl, 98, 12, number: 3, entry: 10)
    #expect(
      news(try flag(Scenario(flat + [new], reviews: [review()]))) == [
        .score(adl.id, day(98), variant: "")
      ])
    #expect(try !flag(Scenario(flat + [new], reviews: [review(on: 98)])).status.isOpen)
    let stopped = Scenario(stop: 96, flat, reviews: [review()])
    #expect(news(try flag(stopped)) == [.course(Therapy.ID("drug"), firstDose)])
    #expect(try !flag(Scenario(stop: 95, flat, reviews: [review()])).status.isOpen)
  }

  @Test func `of decisions that came in together the last one holds`() throws {
    var reopening = review()
    reopening.decision = .reopened
    #expect(try flag(Scenario(flat, reviews: [review(), reopening])).status.isOpen)
    #expect(try !flag(Scenario(flat, reviews: [reopening, review()])).status.isOpen)
    #expect(try !flag(Scenario(flat, reviews: [review(), reopening, review()])).status.isOpen)
  }

  @Test func `a corrected score re-opens`() throws {
    var corrected = flat
    corrected[1].total = 13
    corrected[1].entry = 12
    let scenario = Scenario(corrected, reviews: [review()])
    #expect(news(try flag(scenario)) == [.score(adl.id, day(80), variant: "")])
  }

  @Test func `a score that is not counted does not re-open`() throws {
    let uncounted = [score(quality, 98, 5, entry: 11), score(pain, 98, 5, entry: 12)]
    #expect(try !flag(Scenario(flat + uncounted, reviews: [review()])).status.isOpen)
  }

  @Test func `a score of the composite's core set does re-open`() throws {
    let scores = CoreSet().scores(0) + CoreSet().scores(80)
    let closed = Scenario("dm", scores, reviews: [review()])
    #expect(try !flag(closed).status.isOpen)
    var enzyme = score(ck, 98, 5)
    enzyme.entry = 11
    let reopened = Scenario("dm", scores + [enzyme], reviews: [review()])
    #expect(news(try flag(reopened)) == [.score(ck.id, day(98), variant: "")])
  }

  @Test func `a changed course re-opens, and so does a new one`() throws {
    var record = Scenario(flat, reviews: [review()]).record
    record.courses[0].dose = 5
    record.courses[0].entry = 11
    let changed = library.judge(record, asOf: day(100)).flags
    #expect(changed.first.flatMap(news) == [.course(Therapy.ID("drug"), firstDose)])
    let other = Scenario(flat, others: [course("fast", 97, entry: 11)], reviews: [review()])
    #expect(news(try flag(other)) == [.course(Therapy.ID("fast"), day(97))])
    let known = Scenario(flat, others: [course("fast", 95, entry: 9)], reviews: [review()])
    #expect(try !flag(known).status.isOpen)
    // As of the day of the decision it was not there (response.md section 10).
    let later = Scenario(flat, others: [course("fast", 97, entry: 9)], reviews: [review()])
    #expect(news(try flag(later)) == [.course(Therapy.ID("fast"), day(97))])
  }

  @Test func `a withdrawn score or course re-opens, and so does a merge or its undoing`() throws {
    let changes: [RecordChange] = [
      .withdrawnScore(adl.id, day(80), variant: ""), .withdrawnCourse(Therapy.ID("fast"), day(20)),
      .merged(Patient.ID("P9")), .separated(Patient.ID("P9")),
    ]
    for change in changes {
      var record = Scenario(flat, reviews: [review()]).record
      record.changes = [(entry: 11, change: change)]
      let reopened = library.judge(record, asOf: day(100)).flags
      #expect(reopened.first.flatMap(news) == [.change(change)])
      record.changes = [(entry: 9, change: change)]
      let closed = library.judge(record, asOf: day(100)).flags
      #expect(closed.first?.status.isOpen == false)
    }
  }

  @Test func `a withdrawn score that is not counted does not re-open`() throws {
    var record = Scenario(flat, reviews: [review()]).record
    record.changes = [(11, .withdrawnScore(quality.id, day(98), variant: ""))]
    #expect(library.judge(record, asOf: day(100)).flags.first?.status.isOpen == false)
  }

  @Test(arguments: [(119, false), (120, true), (121, true)])
  func `a deferral ends on its date`(offset: Int, isOpen: Bool) throws {
    let scenario = Scenario(flat, reviews: [review(until: 120)])
    let flag = try flag(scenario, at: offset)
    #expect(flag.status.isOpen == isOpen)
    #expect(news(flag) == (isOpen ? [.deferralEnded(day(120))] : nil))
  }

  @Test func `the latest review holds, in whatever order they come`() throws {
    let new = score(adl, 98, 12, number: 3, entry: 11)
    let second = review(on: 99, entry: 12)
    #expect(try !flag(Scenario(flat + [new], reviews: [review(), second])).status.isOpen)
    #expect(try !flag(Scenario(flat + [new], reviews: [second, review()])).status.isOpen)
    let third = score(adl, 99, 12, number: 4, entry: 13)
    let again = try flag(Scenario(flat + [new, third], reviews: [review(), second]))
    #expect(news(again) == [.score(adl.id, day(99), variant: "")])
  }

  @Test func `a new symptom score re-opens the note about symptoms`() throws {
    let kind = FlagKind.symptomsWithoutObjectiveChange
    let scores = flat + [score(pain, 0, 3, entry: 4), score(pain, 80, 9, entry: 5)]
    let closed = Scenario(scores, reviews: [review(kind)])
    #expect(try !flag(closed, kind).status.isOpen)
    let reopened = Scenario(scores + [score(pain, 98, 9, entry: 11)], reviews: [review(kind)])
    #expect(news(try flag(reopened, kind)) == [.score(pain.id, day(98), variant: "")])
  }

  @Test func `a review of a flag about the patient closes it until something new comes`() throws {
    var record = Scenario(flat).record
    record.courses = []
    record.reviews = [
      Review(
        subjects: [Review.Subject(kind: .coverageGap, therapy: nil, start: nil)],
        decision: .treatmentChanged, note: "", physician: "Dr A", day: day(95), entry: 10)
    ]
    #expect(library.judge(record, asOf: day(100)).openFlags.isEmpty)
    record.scores.append(score(adl, 98, 12, entry: 11))
    #expect(library.judge(record, asOf: day(100)).openFlags.map(\.kind) == [.coverageGap])
  }
}
