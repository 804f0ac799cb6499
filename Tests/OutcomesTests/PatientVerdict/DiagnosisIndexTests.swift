import Outcomes
import Testing

/// response.md section 5: the reference, now, and the index of a diagnosis.
@Suite struct DiagnosisIndexTests {
  private func whole(_ scenario: Scenario, at offset: Int) throws -> DiagnosisJudgement {
    try #require(scenario.all(at: offset).diagnoses.first)
  }

  private func index(_ pairs: (Int, Rational)..., at offset: Int = 200) throws -> Rational? {
    try whole(Scenario(pairs.map { score(adl, $0.0, $0.1) }), at: offset).index
  }

  @Test(arguments: [(83, nil), (84, -1), (85, -1)] as [(Int, Rational?)])
  func `one score 84 days or more after the reference`(latest: Int, index: Rational?) throws {
    #expect(try self.index((0, 12), (50, 14), (latest, 14)) == index)
  }

  @Test(arguments: [(73, nil), (72, -1)] as [(Int, Rational?)])
  func `the first and the last at least 28 days apart`(first: Int, index: Rational?) throws {
    #expect(try self.index((0, 12), (first, 14), (100, 14)) == index)
    #expect(try self.index((0, 12), (100, 14)) == nil)
  }

  @Test func `the latest three, of those less than 7 days apart only the later`() throws {
    #expect(try index((0, 12), (40, 2), (100, 14), (130, 14), (160, 14)) == -1)
    // Day 154 is too near to day 160: (0 + 2 + 2) / 3 points.
    #expect(
      try index((0, 12), (60, 12), (100, 14), (154, 24), (160, 14)) == Rational(-2, over: 3))
  }

  @Test func `better counts in units of the reference, worse in worsening-thresholds`() throws {
    #expect(try index((0, 12), (100, 9), (140, 9)) == 1)
    #expect(try index((0, 12), (100, 15), (140, 15)) == Rational(-3, over: 2))
  }

  @Test func `a floor is left out unless it is worse`() throws {
    #expect(try index((0, 2), (100, 0), (140, 0)) == nil)
    #expect(try index((0, 2), (100, 4), (140, 4)) == -1)
  }

  @Test func `none within an early-worsening time of any treatment`() throws {
    let scores = adlScores((0, 12), (100, 12), (140, 12), (150, 20))
    let drug = Scenario(scores, others: [course("other", 140)])
    #expect(try whole(drug, at: 200).index == Rational(-4, over: 3))
    // The steroid can make worse from day 141 to day 161; day 140 itself is before it.
    let steroid = Scenario(scores, others: [course("steroid", 140)])
    #expect(try whole(steroid, at: 200).index == 0)
    // Of whatever diagnosis.
    var apart = steroid.record
    apart.diagnoses.append(Diagnosis(disease: Disease.ID("acute"), diagnosedOn: day(139)))
    let both = library.judge(apart, asOf: day(200)).diagnoses
    #expect(both.first { $0.disease.id.text == "one" }?.index == 0)
    let ended = Scenario(scores, others: [course("steroid", 128)])
    #expect(try whole(ended, at: 200).index == -2)
  }

  @Test func `the reference is the baseline of the earliest immunotherapy that has one`() throws {
    let scores = adlScores((-150, 6), (0, 12), (100, 12), (140, 12))
    let other = Scenario(scores, others: [course("other", -150, stop: -100)])
    #expect(try whole(other, at: 200).index == -2)
    #expect(try whole(other, at: 200).firstDose == day(-150))
    // The first course without a baseline: the reference is the second one's.
    let late = Scenario(scores, others: [course("other", -300, stop: -280)])
    #expect(try whole(late, at: 200).index == 0)
    #expect(try whole(late, at: 200).firstDose == day(-300))
  }

  @Test(arguments: ["hopeless", "physio", "pyridostigmine", "symptomatic"])
  func `no reference from what is not expected to work, or is no immunotherapy`(kind: String)
    throws
  {
    let scores = adlScores((-150, 6), (0, 12), (100, 12), (140, 12))
    let before =
      kind == "symptomatic"
      ? course("other", -150, stop: -100, intent: .symptomatic) : course(kind, -150, stop: -100)
    let whole = try whole(Scenario(scores, others: [before]), at: 200)
    #expect(whole.index == 0)
    #expect(whole.firstDose == firstDose)
    #expect(whole.immunotherapies == 1)
  }

  @Test func `hands each have their own reference, other devices are left out`() throws {
    let scores = [
      hand("right", 0, 40), hand("right", 100, 48), hand("right", 140, 48),
      score(grip, -20, 60, "hand=left;device=other"),
      score(grip, 50, 60, "hand=left;device=other"), hand("left", 100, 20), hand("left", 140, 20),
    ]
    let whole = try whole(Scenario("grip", scores), at: 200)
    #expect(whole.references.count == 2)
    // The left hand has no score with the other device after day 50.
    #expect(whole.index == 1)
  }

  @Test func `single counted measures only, no composite`() throws {
    let better = CoreSet(physician: 1, patient: 1, extramuscular: 0)
    let scenario = Scenario.myositis(
      CoreSet().scores(0) + better.scores(100) + better.scores(140))
    #expect(try scenario.judged(at: 200).measures.map(\.measureID) == [tis.id])
    let whole = try whole(scenario, at: 200)
    #expect(whole.references.map(\.series.yardstick.measure.id.text) == ["haq-di", "mmt8-150"])
    #expect(whole.index == 0)
  }

  @Test func `variants of one disease are one diagnosis, a revision to one forgets nothing`() {
    var record = Scenario(
      "mg", stop: 100, adlScores((0, 12), (80, 12)), others: [course("other", 200)]
    ).record
    record.diagnoses[0].endedOn = day(150)
    record.diagnoses.append(Diagnosis(disease: Disease.ID("mg-variant"), diagnosedOn: day(150)))
    let judged = library.judge(record, asOf: day(220))
    #expect(judged.diagnoses.map(\.disease.id.text) == ["mg-variant"])
    #expect(judged.diagnoses.map(\.immunotherapies) == [2])
    #expect(judged.diagnoses.map(\.failed) == [1])
    #expect(!judged.flags.map(\.kind).contains(.missingResponse))
  }

  @Test func `every diagnosis in force is judged, none that has ended or is not judged`() {
    var record = Scenario("one", []).record
    record.diagnoses += [
      Diagnosis(disease: Disease.ID("grip"), diagnosedOn: day(-300)),
      Diagnosis(disease: Disease.ID("mimic"), diagnosedOn: day(-300)),
      Diagnosis(disease: Disease.ID("walk"), diagnosedOn: day(-300), endedOn: day(10)),
    ]
    func diseases(at offset: Int) -> [String] {
      library.judge(record, asOf: day(offset)).diagnoses.map(\.disease.id.text).sorted()
    }
    #expect(diseases(at: 9) == ["grip", "one", "walk"])
    #expect(diseases(at: 10) == ["grip", "one"])
  }

  @Test func `a course that is not judged gives a reference too`() throws {
    let scores = adlScores((-150, 6), (-148, 9), (0, 12), (100, 12), (140, 12))
    let other = Scenario(scores, others: [course("elsewhere", -149, stop: -100)])
    let reference = try #require(try whole(other, at: 200).references.first)
    // Without a row for the disease only scores up to its first dose are a baseline.
    #expect(reference.series.baseline?.day == day(-150))
    let late = Scenario(
      adlScores((-148, 9), (0, 12), (100, 12), (140, 12)), others: other.others)
    #expect(try whole(late, at: 200).references.first?.series.baseline?.day == day(0))
  }
}
