import Clinic
import CustomDump
import Outcomes
import Registry
import TestSupport
import Testing

/// A decision on flags holds for the record as it was seen.
@Suite struct `A decision on a record that changed` {
  private static let id = Patient.ID("P001")

  enum Change: String, CaseIterable, Sendable {
    case newScore, correctedScore, withdrawnScore, course, diagnosis, particulars, review, merge,
      imported
  }

  private func make(_ change: Change, _ clinic: TestClinic) throws {
    let desk = clinic.desk.with(author: "Dr Weber")
    let scores = try desk.record(of: Self.id).scores.filter { $0.measure.text == "incat" }
    let oldest = try #require(scores.first)
    switch change {
    case .newScore:
      try desk.record(
        try desk.prepareScore(
          Self.id, .init("incat"), day: day("2025-04-14"), pairs: [("arms", "2"), ("legs", "3")]))
    case .correctedScore:
      _ = try desk.correctScore(oldest.number, pairs: [("legs", "2")], reason: "misread")
    case .withdrawnScore:
      _ = try desk.withdrawScore(oldest.number, seen: 1, reason: "other patient")
    case .course:
      try desk.changeTreatment(.init("ivig"), of: Self.id, started: nil, reason: "less") {
        $0.dose = .one
      }
    case .diagnosis:
      try desk.addDiagnosis(
        Diagnosis(disease: .init("mg"), diagnosedOn: day("2025-02-02")), to: Self.id)
    case .particulars: try desk.edit(Self.id, given: "Anna", reason: "passport")
    case .review:
      _ = try desk.with(asOf: day("2025-04-15")).closeFlags(
        of: Self.id, decision: .treatmentChanged, note: "more often")
    case .merge: try desk.merge(.init("007"), into: Self.id, reason: "one person")
    case .imported:
      try clinic.importing([
        "s.csv": SmallClinic.scoreColumns + "P001,2025-04-14,pain-nrs,,3,,,\n"
      ])
    }
  }

  private static let expected: [Change: ChangedMeanwhile.What] = [
    .newScore: .recorded, .correctedScore: .changed([FieldChange(.item("legs"), "3", "2")]),
    .withdrawnScore: .withdrawn, .course: .changed([FieldChange(.dose, "2", "1")]),
    .diagnosis: .recorded, .particulars: .changed([FieldChange(.given, "Vera", "Anna")]),
    .review: .recorded, .merge: .merged(.init("007"), into: id), .imported: .recorded,
  ]

  @Test(arguments: Change.allCases)
  func `is refused, with what was done`(_ change: Change) throws {
    let clinic = try SmallClinic.make()
    let desk = clinic.desk.with(asOf: day("2025-04-15"))
    let seen = try desk.seenUpTo(of: Self.id)
    #expect(try desk.changed(recordOf: Self.id, after: seen) == nil)
    try make(change, clinic)
    func close(_ seen: Int) throws -> [ChangedMeanwhile.Step] {
      do {
        _ = try desk.closeFlags(of: Self.id, seen: seen, decision: .diagnosisConfirmed, note: "x")
        return []
      } catch DeskRefusal.changedMeanwhile(let meanwhile) {
        return meanwhile.steps
      }
    }
    let before = try desk.file.read { try $0.reviews(of: Self.id) }.count
    let steps = try close(seen)
    expectNoDifference(steps.map(\.what), [Self.expected[change]].compactMap(\.self))
    expectNoDifference(steps.map(\.author), [change == .imported ? "Dr Test" : "Dr Weber"])
    #expect(try desk.file.read { try $0.reviews(of: Self.id) }.count == before)
    // Of another patient, nothing changed.
    let other = Patient.ID("P002")
    #expect(try desk.changed(recordOf: other, after: try desk.seenUpTo(of: other)) == nil)
    if change == .review { return }
    _ = try desk.closeFlags(
      of: Self.id, seen: try desk.seenUpTo(of: Self.id), decision: .diagnosisConfirmed, note: "x")
    #expect(try desk.file.read { try $0.reviews(of: Self.id) }.count == before + 1)
  }
}
