import Outcomes
import Testing

@testable import Registry

@Suite struct LastChangeTests {
  private let folder: TestFolder
  private let file: ClinicFile
  private let a = Patient.ID("A")
  private let b = Patient.ID("B")
  private let c = Patient.ID("C")

  init() throws {
    folder = try TestFolder()
    file = try ClinicFile.create(path: folder.clinic)
    try file.write(.addPatient, by: by()) { writing in
      for id in ["A", "B", "C"] { try writing.add(.test(id)) }
    }
  }

  private func last(_ patient: Patient.ID) throws -> Int {
    try file.read { try $0.lastChange(of: patient) }
  }

  @Test func everyChangeOfARecordMovesItsPosition() throws {
    #expect(try [a, b, c].map(last) == [1, 1, 1])
    let (score, course) = try file.write(.recordScores, by: by()) { writing in
      (
        try writing.add(.test("2025-01-10", "1,2,3"), of: .test(), for: a),
        try writing.add(
          TreatmentCourse(therapy: .init("ivig"), start: date("2025-01-11")), of: a)
      )
    }
    #expect(try [a, b, c].map(last) == [2, 1, 1])
    try file.write(.withdraw, by: by()) { try $0.withdraw(.score, score) }
    #expect(try last(a) == 3)
    try file.write(.editPatient, by: by()) { try $0.edit(.test("A", "Moreau")) }
    #expect(try last(a) == 4)
    // Another fact is withdrawn than the one that came last.
    try file.write(.recordScores, by: by()) {
      _ = try $0.add(.test("2025-02-10", "1,2,3"), of: .test(), for: a)
    }
    try file.write(.withdraw, by: by()) { try $0.withdraw(.course, course) }
    #expect(try [a, b, c].map(last) == [6, 1, 1])
    try file.write(.mergePatients, by: by("Ada", reason: "one")) { try $0.merge(b, into: a) }
    #expect(try [a, b, c].map(last) == [7, 7, 1])
    try file.write(.unmergePatients, by: by("Bo", reason: "two")) { try $0.unmerge(b) }
    #expect(try [a, b, c].map(last) == [8, 8, 1])
    let steps = try file.read { try $0.mergeSteps(touching: a) }
    #expect(steps.map(\.patient) == [b, b])
    #expect(steps.map(\.survivor) == [a, nil])
    #expect(steps.map(\.author) == ["Ada", "Bo"])
    #expect(try file.read { try $0.mergeSteps(touching: c) }.isEmpty)
  }

  @Test func mergesOverSeveralStepsAreOneStory() throws {
    try file.write(.mergePatients, by: by()) { try $0.merge(a, into: b) }
    try file.write(.mergePatients, by: by()) { try $0.merge(b, into: c) }
    for id in [a, b, c] {
      #expect(try file.read { try $0.mergeSteps(touching: id) }.map(\.patient) == [a, b])
    }
  }

  @Test func particularsAreChangedFromTheVersionThatWasSeen() throws {
    try file.write(.editPatient, by: by()) { try $0.edit(.test("A", "Moreau"), seen: 1) }
    let late = RegistryError.changedMeanwhile(table: "patient", number: 1, seen: 1, now: 2)
    #expect(throws: late) {
      try file.write(.editPatient, by: by()) { try $0.edit(.test("A", "Lund"), seen: 1) }
    }
    #expect(throws: late) {
      try file.write(.mergePatients, by: by()) { writing in
        try writing.check(particularsOf: a, seen: 1)
        try writing.merge(a, into: b)
      }
    }
    #expect(try file.read { try $0.patient(a) }?.familyName == "Moreau")
    #expect(try last(b) == 1)
  }

  @Test func everyKindOfChangeNeedsTheVersionThatWasSeen() throws {
    let (diagnosis, course) = try file.write(.addDiagnosis, by: by()) { writing in
      (
        try writing.add(
          Diagnosis(disease: .init("mg"), diagnosedOn: date("2024-12-01")), of: a),
        try writing.add(
          TreatmentCourse(therapy: .init("ivig"), start: date("2025-01-11")), of: a)
      )
    }
    let mg = Diagnosis(
      disease: .init("mg"), diagnosedOn: date("2024-12-01"), endedOn: date("2025-12-01"))
    var ivig = TreatmentCourse(therapy: .init("ivig"), start: date("2025-01-11"))
    ivig.stop = date("2025-12-01")
    try file.write(.changeCourse, by: by()) { writing in
      try writing.change(diagnosis: diagnosis, to: mg, seen: 1)
      try writing.change(course: course, to: ivig, seen: 1)
    }
    for seen in [0, 1, 3] {
      #expect(
        throws: RegistryError.changedMeanwhile(
          table: "diagnosis", number: diagnosis, seen: seen, now: 2)
      ) {
        try file.write(.changeCourse, by: by()) {
          try $0.change(diagnosis: diagnosis, to: mg, seen: seen)
        }
      }
      #expect(
        throws: RegistryError.changedMeanwhile(table: "course", number: course, seen: seen, now: 2)
      ) {
        try file.write(.changeCourse, by: by()) {
          try $0.change(course: course, to: ivig, seen: seen)
        }
      }
      #expect(
        throws: RegistryError.changedMeanwhile(table: "course", number: course, seen: seen, now: 2)
      ) { try file.write(.withdraw, by: by()) { try $0.withdraw(.course, course, seen: seen) } }
    }
  }
}
