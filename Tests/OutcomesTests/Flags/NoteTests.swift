import Outcomes
import Testing

/// The notes of response.md section 5 that speak of one measure beside another.
@Suite struct NoteTests {
  private func hasNote(_ kind: FlagKind, _ scenario: Scenario, at offset: Int = 60) -> Bool {
    scenario.flags(at: offset).contains(kind)
  }

  private func painScores(_ before: Int, _ after: Int, at offset: Int = 50) -> [Score] {
    [score(pain, 0, Rational(before)), score(pain, offset, Rational(after))]
  }

  // Pain is worse from 2 points on; MG-ADL from 12.
  @Test(
    arguments: [
      (12, 5, 7, true), (12, 5, 6, false), (12, 5, 5, false), (12, 7, 5, false), (8, 5, 7, true),
      (11, 5, 7, true), (13, 5, 7, true), (14, 5, 7, false), (12, 0, 10, true),
    ])
  func `symptoms are worse while no counted measure is`(
    total: Int, before: Int, after: Int, noted: Bool
  ) {
    let scenario = Scenario(adlScores((0, 12), (50, Rational(total))) + painScores(before, after))
    #expect(hasNote(.symptomsWithoutObjectiveChange, scenario) == noted)
  }

  @Test func `one worsened counted measure among others is enough to say nothing`() {
    let scores = [score(adl, 0, 12), score(adl, 50, 8), score(qmg, 0, 20)] + painScores(5, 9)
    #expect(hasNote(.symptomsWithoutObjectiveChange, Scenario("mg", scores)))
    #expect(
      !hasNote(.symptomsWithoutObjectiveChange, Scenario("mg", scores + [score(qmg, 50, 24)])))
  }

  @Test func `without an evaluable counted measure nothing is said`() {
    #expect(!hasNote(.symptomsWithoutObjectiveChange, Scenario(painScores(5, 9))))
    #expect(
      !hasNote(
        .symptomsWithoutObjectiveChange, Scenario(adlScores((0, 1), (50, 1)) + painScores(5, 9))))
  }

  @Test func `only on treatment`() {
    let scores = adlScores((0, 12), (50, 12)) + painScores(5, 9)
    #expect(hasNote(.symptomsWithoutObjectiveChange, Scenario(scores)))
    #expect(!hasNote(.symptomsWithoutObjectiveChange, Scenario(stop: 55, scores)))
    #expect(!hasNote(.symptomsWithoutObjectiveChange, Scenario(intent: .symptomatic, scores)))
  }

  @Test func `symptoms never change a verdict`() throws {
    let scores = adlScores((0, 12), (80, 12))
    for worse in [0, 5, 10] {
      #expect(try Scenario(scores + painScores(5, worse)).verdict(at: 90) == .noResponse)
    }
  }

  // MG-ADL better by 6, two units, so that the index is one beside an unchanged QMG.
  @Test(
    arguments: [
      (20, true), (19, true), (18, true), (17, false), (21, false),
    ])
  func `a response by patients' reports while an objective measure is unchanged`(
    qmgTotal: Int, noted: Bool
  ) throws {
    let scenario = Scenario(
      "mg",
      [score(adl, 0, 12), score(adl, 50, 6), score(qmg, 0, 20), score(qmg, 50, Rational(qmgTotal))])
    #expect(hasNote(.patientReportedOnly, scenario) == noted)
  }

  @Test func `without an objective measure, or beside a functional one, nothing is noted`() {
    #expect(!hasNote(.patientReportedOnly, Scenario(adlScores((0, 12), (50, 8)))))
    let rated = [
      score(adl, 0, 12), score(adl, 50, 4), score(global, 0, 8), score(global, 50, 4),
      score(qmg, 0, 20), score(qmg, 50, 20),
    ]
    #expect(!hasNote(.patientReportedOnly, Scenario("three", rated)))
  }
}
