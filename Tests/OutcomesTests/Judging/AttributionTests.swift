import Outcomes
import Testing

/// Overlapping therapies, failed ones and rare responders.
@Suite struct AttributionTests {
  private func shared(_ other: TreatmentCourse, at offset: Int = 100) throws -> Bool {
    let judged = try Scenario(adlScores((0, 12), (50, 8), (60, 8)), others: [other]).judged(
      at: offset)
    #expect(judged.verdict == .responding)
    return !judged.startedInTheSameTime.isEmpty
  }

  @Test(arguments: [(-1, false), (0, true), (1, true), (59, true), (60, true), (61, false)])
  func `a response is shared with what was started up to the latest follow-up`(
    start: Int, isShared: Bool
  ) throws {
    #expect(try shared(course("other", start)) == isShared)
  }

  @Test func `only another immunotherapy shares a response`() throws {
    #expect(try shared(course("other", 20, stop: 30)))
    #expect(try !shared(course("physio", 20)))
    #expect(try !shared(course("pyridostigmine", 20)))
    #expect(try !shared(course("other", 20, intent: .symptomatic)))
    #expect(try !shared(course("never-heard-of", 20)))
    // Another series of the same drug is not another immunotherapy.
    #expect(try !shared(course("drug", 20, intent: .maintenance)))
  }

  @Test func `a course without a response shares nothing`() throws {
    let scenario = Scenario(adlScores((0, 12), (50, 12)), others: [course("other", 20)])
    #expect(try scenario.judged(at: 60).startedInTheSameTime.isEmpty)
  }

  @Test func `each course is judged against its own baseline`() throws {
    let scenario = Scenario(
      adlScores((0, 12), (90, 6), (180, 6)), others: [course("other", 90)])
    let courses = scenario.all(at: 200).courses
    #expect(courses.map(\.course.therapy.text) == ["drug", "other"])
    #expect(courses.map { $0.measures.first?.baseline?.value } == [12, 6])
    #expect(courses.map(\.verdict) == [.responding, .noResponse])
  }

  /// Failed courses of the drug and then of others, one after the other, MG-ADL 12 throughout.
  private func failures(_ others: [TreatmentCourse], _ scores: [Score] = []) throws -> Int? {
    let flat = stride(from: 0, through: 800, by: 20).map { score(adl, $0, 12) }
    return try Scenario(stop: 100, scores.isEmpty ? flat : scores, others: others).judged(at: 800)
      .failedTherapies
  }

  @Test func `a missing response counts the immunotherapies that failed`() throws {
    #expect(try failures([]) == 1)
    #expect(try failures([course("other", 200, stop: 320)]) == 2)
    #expect(try failures([course("other", 200, stop: 320), course("third", 400)]) == 3)
    // The same therapy twice is one therapy.
    #expect(try failures([course("drug", 200, stop: 320)]) == 1)
    // Neither physiotherapy, nor symptomatic treatment, nor a trial that was too short.
    #expect(try failures([course("physio", 200)]) == 1)
    #expect(try failures([course("other", 200, intent: .symptomatic)]) == 1)
    #expect(try failures([course("other", 200, stop: 220)]) == 1)
    // One that the physician stopped as failed is one.
    #expect(try failures([course("other", 200, stop: 220, reason: .noEffect)]) == 2)
    #expect(try failures([course("other", 200, stop: 220, reason: .sideEffect)]) == 1)
    // Stability that lasted is no failure.
    #expect(try failures([course("steady", 200)]) == 1)
  }

  @Test func `a worsening counts as a failure too, and only a missing response is counted at`()
    throws
  {
    let scores = adlScores((0, 12), (90, 12), (110, 12), (200, 12), (290, 16), (310, 16))
    let others = [course("other", 200)]
    #expect(try failures(others, scores) == 2)
    let courses = Scenario(stop: 100, scores, others: others).all(at: 800).courses
    #expect(courses.map(\.verdict) == [.noResponse, .worsened])
    #expect(courses.last?.failedTherapies == nil)
  }

  @Test func `failures under another diagnosis are not counted`() throws {
    var record = Scenario(
      stop: 100, stride(from: 0, through: 800, by: 20).map { score(adl, $0, 12) },
      others: [course("other", 400)]
    ).record
    #expect(library.judge(record, asOf: day(800)).courses.map(\.failedTherapies) == [2, 2])
    record.diagnoses[0].endedOn = day(300)
    record.diagnoses.append(Diagnosis(disease: Disease.ID("acute"), diagnosedOn: day(300)))
    let courses = library.judge(record, asOf: day(800)).courses
    #expect(courses.map(\.disease?.id.text) == ["one", "acute"])
    #expect(courses.map(\.verdict) == [.noResponse, .noResponse])
    #expect(courses.map(\.failedTherapies) == [1, 1])
  }

  @Test(arguments: [("rarely", true), ("often", false), ("drug", false)])
  func `a rate below one half makes a missing response expected to be frequent`(
    therapy: String, isFrequent: Bool
  ) throws {
    let judged = try Scenario(therapy: therapy, adlScores((0, 12), (80, 12))).judged(at: 90)
    #expect(judged.verdict == .noResponse)
    #expect(judged.nonResponseIsFrequent == isFrequent)
  }

  @Test func `a variant of a disease inherits the windows`() throws {
    let scores = [score(adl, 0, 12), score(adl, 80, 12)]
    #expect(try Scenario("mg-variant", therapy: "elsewhere", scores).verdict(at: 90) == .noResponse)
    #expect(try Scenario("mg-variant", scores).verdict(at: 90) == .noResponse)
    #expect(try Scenario("one", therapy: "elsewhere", scores).verdict(at: 90) == .notJudged)
  }
}
