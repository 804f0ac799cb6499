import Clinic
import CustomDump
import Exchange
import Outcomes
import Registry
import TestSupport
import Testing

@Suite struct `Recording and correcting` {
  private func number(_ clinic: TestClinic, _ measure: String, _ day: String) throws -> Int {
    let record = try clinic.desk.record(of: .init("P001"))
    return try #require(record.scores.first { $0.measure.text == measure && $0.day.iso == day })
      .number
  }

  @Test func `a correction keeps the earlier value, with reason, author and order`() throws {
    let clinic = try SmallClinic.make()
    let incat = try number(clinic, "incat", "2025-04-07")
    let nurse = clinic.desk.with(author: "Nurse One")
    let said = try nurse.correctScore(
      incat, pairs: [("legs", "1")], reason: "read from the wrong line")
    #expect(
      said == "Score \(incat) of P001 on 2025-04-07 corrected: INCAT 5 points, now INCAT 3 points."
        + " The earlier value stays in the history.")
    _ = try clinic.desk.correctScore(
      incat, pairs: [("legs", "unable")], reason: "was in a wheelchair")
    let history = try clinic.desk.file.read { try $0.history(ofScore: incat) }
    expectNoDifference(history.map(\.fact.score.answers), ["2,3", "2,1", "2,unable"])
    expectNoDifference(history.map(\.fact.score.total), [Rational(5), Rational(3), nil])
    expectNoDifference(history.map(\.status), [.superseded, .superseded, .current])
    expectNoDifference(history.map(\.author), ["Dr Test", "Nurse One", "Dr Test"])
    expectNoDifference(
      history.map(\.reason).dropFirst(), ["read from the wrong line", "was in a wheelchair"])
    // The rater and the note of the visit stay.
    #expect(history.allSatisfy { $0.fact.rater == "RN" })
    #expect(
      try clinic.lines(.scores).filter { $0.hasPrefix("P001,2025-04-07,incat") }
        == ["P001,2025-04-07,incat,arms,2,,RN,", "P001,2025-04-07,incat,legs,unable,,RN,"])
    expectNoDifference(
      try clinic.desk.historyTable(of: .init("P001")).table.rows.map { $0[1].text },
      ["Dr Test", "Nurse One"])
    #expect(try clinic.desk.verify().hasPrefix("No fault"))
  }

  @Test func `a correction may move a visit to another day, unless there is one`() throws {
    let clinic = try SmallClinic.make()
    let incat = try number(clinic, "incat", "2025-04-07")
    let refused = try clinic.refusal { desk in
      _ = try desk.correctScore(incat, pairs: [], day: day("2025-03-10"), reason: "wrong day")
    }
    #expect(refused.contains("incat of P001 on 2025-03-10 is recorded as score"))
    _ = try clinic.desk.correctScore(incat, pairs: [], day: day("2025-04-01"), reason: "wrong day")
    #expect(try clinic.lines(.scores).contains("P001,2025-04-01,incat,arms,2,,RN,"))
    #expect(try !clinic.export(.scores).contains("2025-04-07,incat"))
  }

  @Test func `what cannot be corrected is said`() throws {
    let clinic = try SmallClinic.make()
    let incat = try number(clinic, "incat", "2025-04-07")
    func refusal(
      _ pairs: [(item: String, value: String)], day: Day? = nil, reason: String = "x",
      of score: Int? = nil
    )
      throws -> String
    {
      try clinic.refusal {
        _ = try $0.correctScore(score ?? incat, pairs: pairs, day: day, reason: reason)
      }
    }
    #expect(try refusal([("legs", "1")], reason: "") == "A reason is needed and was left empty.")
    #expect(try refusal([("legs", "3")]) == "Nothing was changed: give at least one new value.")
    #expect(
      try refusal([("legs", "9")]).hasPrefix(
        "incat, legs: found '9': legs of incat is one of 0, 1,"))
    #expect(
      try refusal([], day: day("2027-01-01"))
        == "A visit on 2027-01-01 lies after today (2026-01-15). Correct the date.")
    #expect(
      try refusal([("legs", "1")], of: 999)
        == "No score has the number 999. 'recheck patient show PATIENT' shows the numbers of a patient's scores."
    )
  }

  @Test func `an unusually large step is asked about, a usual one is not, and neither is refused`()
    throws
  {
    let clinic = try SmallClinic.make()
    let id = Patient.ID("P001")
    func questions(_ value: String, on date: String, hand: String = "right") throws -> [String] {
      try clinic.desk.prepareScore(
        id, .init("grip-vigorimeter"), day: day(date), variant: "hand=\(hand)", pairs: [("", value)]
      ).questions
    }
    let measure = try #require(clinic.desk.library.measure(.init("grip-vigorimeter")))
    let limit = Rational(42) + measure.unusualChange
    #expect(try questions(limit.plain(), on: "2025-05-01").isEmpty)
    expectNoDifference(
      try questions((limit + measure.unusualChange / 100).plain(), on: "2025-05-01").count, 1)
    #expect(
      try questions("140", on: "2025-05-01").first
        == "Grip (Martin) (right hand) goes from 42 on 2025-01-15 to 140, an unusually large step. Please compare with the form."
    )
    // Nothing to compare with: an earlier day.
    #expect(try questions("140", on: "2025-01-01").isEmpty)
    let prepared = try clinic.desk.prepareScore(
      id, .init("grip-vigorimeter"), day: day("2025-05-01"), variant: "hand=right",
      pairs: [("value", "140")])
    #expect(prepared.summary == "Grip (Martin) 140 kPa\nSince 2025-01-15: 42 to 140, better by 98.")
    _ = try clinic.desk.record(prepared)
    #expect(
      try clinic.refusal { _ in _ = try questions("41", on: "2025-05-01") }
        .hasPrefix("grip-vigorimeter (hand=right) of P001 on 2025-05-01 is recorded as score "))
  }

  @Test func `the scores of one visit are stored together or not at all`() throws {
    let clinic = try SmallClinic.make()
    let id = Patient.ID("P002")
    func pain(_ value: String) throws -> PreparedScore {
      try clinic.desk.prepareScore(
        id, .init("pain-nrs"), day: day("2025-05-01"), pairs: [("", value)])
    }
    let before = try clinic.everything()
    let (first, second) = (try pain("3"), try pain("4"))
    #expect(throws: RegistryError.self) { try clinic.desk.record([first, second]) }
    expectNoDifference(try clinic.everything(), before)
    #expect(try clinic.desk.record([first]).count == 1)
  }
}
