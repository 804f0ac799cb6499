import Clinic
import CustomDump
import Exchange
import Outcomes
import TestSupport
import Testing

/// What no way in takes, tried by file and by command; the browser's turn is in WebTests.
@Suite struct `Facts that no way in takes` {
  static let id = Patient.ID("A-17")

  /// A clinic with the one patient of the table.
  static func clinic(for subject: BadFact.Subject? = nil) throws -> TestClinic {
    let clinic = try TestClinic(today: BadFact.today)
    try clinic.desk.register(
      Patient(
        id: id, familyName: "Łukasik", givenName: "Tove", birthDate: BadFact.born, sex: .female))
    if subject == .revision {
      try clinic.desk.addDiagnosis(
        Diagnosis(disease: .init("mg"), diagnosedOn: BadFact.day("2025-03-01")), to: id)
    }
    return clinic
  }

  @Test(arguments: BadFact.all) func `by file`(bad: BadFact) throws {
    let clinic = try Self.clinic(for: bad.subject)
    let before = try clinic.everything()
    let found = try FileDoor.faults(bad.subject, [bad.field: bad.value], clinic)
    expectNoDifference(
      found.map(\.kind), [.record(bad.fault, dates: .iso)])
    expectNoDifference(found.map(\.column), [bad.field.rawValue])
    expectNoDifference(found.map(\.value), [bad.value])
    expectNoDifference(try clinic.everything(), before)
  }

  @Test(arguments: BadFact.all) func `by command`(bad: BadFact) throws {
    let clinic = try Self.clinic(for: bad.subject)
    let before = try clinic.everything()
    expectNoDifference(
      try CommandDoor.faults(bad.subject, [bad.field: bad.value], clinic), [bad.fault])
    expectNoDifference(try clinic.everything(), before)
  }

  @Test(arguments: BadScore.all) func `answers by file`(bad: BadScore) throws {
    let clinic = try Self.clinic()
    let before = try clinic.everything()
    let rows = bad.answers.map { answer in
      CSVText.row([Self.id.text, "2025-05-01", bad.measure.text, answer.item, answer.value])
    }
    do {
      try clinic.importing(["s.csv": "patient_id,date,measure,item,value\n" + rows.joined()])
      Issue.record("the import was not refused")
    } catch let refusal as ImportRefusal {
      expectNoDifference(
        refusal.faults.map(\.kind),
        bad.faults.map { item, fault in
          // The variant belongs to the whole score.
          if case .variant = fault { return .answer(fault, measure: bad.measure.text, item: "") }
          return .answer(fault, measure: bad.measure.text, item: item)
        })
    }
    expectNoDifference(try clinic.everything(), before)
  }

  @Test(arguments: BadScore.all) func `answers by command`(bad: BadScore) throws {
    let clinic = try Self.clinic()
    let before = try clinic.everything()
    do {
      _ = try clinic.desk.prepareScore(
        Self.id, bad.measure, day: day("2025-05-01"),
        pairs: bad.answers.map { ($0.item, $0.value) })
      Issue.record("the answers were not refused")
    } catch let refusal as EntryRefusal {
      expectNoDifference(
        Dictionary(refusal.faults.map { ($0.item, $0.fault) }) { first, _ in first }, bad.faults)
      #expect(refusal.faults.count == bad.faults.count)
    }
    expectNoDifference(try clinic.everything(), before)
  }

  @Test func `the table is as long as it says`() {
    #expect(BadFact.all.count + BadScore.all.count >= 105)
    // Every kind of fault there is, but for one that needs what is recorded before.
    let kinds = Set(BadFact.all.map { String("\($0.kind)".prefix { $0 != "(" }) })
    #expect(
      kinds == [
        "needed", "text", "notADay", "notAWord", "notANumber", "notAboveZero", "notAWholeNumber",
        "inTheFuture", "tooLongAgo", "beforeBirth", "before", "after", "onlyWith", "without",
        "notAfter", "neededWith", "notAWholeNumberFromZero", "oneNeeded", "tooLong", "unchanged",
      ])
  }
}

@Suite struct `Facts that every way in takes` {
  @Test(arguments: GoodFact.all) func `are stored the same by file and by command`(good: GoodFact)
    throws
  {
    let (file, command) = (
      try `Facts that no way in takes`.clinic(), try `Facts that no way in takes`.clinic()
    )
    let subject = good.field.goodSubject
    expectNoDifference(try FileDoor.faults(subject, good.given, file), [])
    expectNoDifference(try CommandDoor.faults(subject, good.given, command), [])
    expectNoDifference(try file.everything(), try command.everything())
    let text = try CSVText(file.export(Self.layout(subject)))
    let column = try #require(text.header.firstIndex(of: good.field.rawValue))
    let row = try #require(text.records.first { subject != .patient || $0[0] != "A-17" })
    #expect(row[column] == good.stored)
  }

  private static func layout(_ subject: BadFact.Subject) -> ExportLayout {
    switch subject {
    case .patient: .patients
    case .diagnosis: .diagnoses
    case .course: .treatments
    case .visit: .scores
    case .note: .visits
    case .decision, .revision: .reviews
    case .consideration: .considerations
    }
  }

  @Test(arguments: GoodFact.answers) func `answers are stored the same`(text: String) throws {
    let (file, command) = (
      try `Facts that no way in takes`.clinic(), try `Facts that no way in takes`.clinic()
    )
    let id = `Facts that no way in takes`.id
    try file.importing([
      "s.csv": "patient_id,date,measure,item,value\n"
        + [("arms", text), ("legs", "1")].map { item, value in
          CSVText.row([id.text, "2025-05-01", "incat", item, value])
        }.joined()
    ])
    try command.desk.record(
      try command.desk.prepareScore(
        id, .init("incat"), day: day("2025-05-01"), pairs: [("arms", text), ("legs", "1")]))
    expectNoDifference(try file.everything(), try command.everything())
    #expect(try file.lines(.scores).contains("A-17,2025-05-01,incat,arms,2,,,"))
  }
}
