import Clinic
import CustomDump
import Exchange
import Outcomes
import Testing

@Suite struct `An entry form` {
  private static let id = Patient.ID("P001")

  private func form(_ measure: String, on date: String = "2025-04-10", variant: String = "") throws
    -> ScoreForm
  {
    let clinic = try SmallClinic.make()
    return try withExtendedLifetime(clinic) {
      try clinic.desk.scoreForm(Self.id, .init(measure), day: day(date), variant: variant)
    }
  }

  @Test func `asks every item with its options and the last answer and its date`() throws {
    let form = try form("incat")
    expectNoDifference(form.questions.map(\.id), ["arms", "legs"])
    expectNoDifference(form.questions.map(\.previous), ["2 (2025-04-07)", "3 (2025-04-07)"])
    expectNoDifference(form.questions[0].optionLines.count, 6)
    #expect(form.questions.allSatisfy { !$0.isOptional })
    #expect(form.heading.hasPrefix("Silva, Vera, born 1961-04-02, P001\n"))
    // Only what was there before that day.
    expectNoDifference(
      try self.form("incat", on: "2025-03-10").questions.map(\.previous),
      ["2 (2025-01-15)", "3 (2025-01-15)"])
    expectNoDifference(
      try self.form("incat", on: "2025-01-15").questions.map(\.previous), [nil, nil])
  }

  @Test func `never shows the other hand's value as this one's`() throws {
    let open = try form("grip-vigorimeter")
    expectNoDifference(open.variantQuestions.map(\.key), ["hand"])
    expectNoDifference(
      open.questions.map(\.previous), ["40 (2025-01-15, hand=left); 42 (2025-01-15, hand=right)"])
    let right = try form("grip-vigorimeter", variant: "hand=right")
    #expect(right.variantQuestions.isEmpty)
    expectNoDifference(right.questions.map(\.previous), ["42 (2025-01-15)"])
  }

  @Test func `says why a text is no answer`() throws {
    let form = try form("incat")
    #expect(form.fault(of: "2", to: "arms") == nil)
    #expect(form.fault(of: "unable", to: "arms") == nil)
    #expect(
      form.fault(of: "7", to: "arms")?.hasPrefix("arms of INCAT is one of 0, 1, 2, 3, 4, 5") == true
    )
  }

  @Test func `leaves out the sum where items are asked, and asks for raw values as optional`()
    throws
  {
    #expect(try !form("mmt8-80").questions.contains { $0.id == "value" })
    let qmg = try form("qmg").questions
    #expect(qmg.contains { $0.id == "grip-right-kg" && $0.isOptional })
    #expect(qmg.contains { $0.id == "grip-right" && $0.isOptional })
    #expect(qmg.contains { $0.id == "facial" && !$0.isOptional })
  }
}
