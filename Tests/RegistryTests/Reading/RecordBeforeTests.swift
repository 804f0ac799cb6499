import Outcomes
import Testing

@testable import Registry

/// What a record held before an entry, whatever was done since.
@Suite struct RecordBeforeTests {
  let file: ClinicFile
  private let folder: TestFolder
  private let a = Patient.ID("A")
  private let b = Patient.ID("B")

  init() throws {
    folder = try TestFolder()
    file = try ClinicFile.create(path: folder.clinic)
    try file.write(.addPatient, by: by()) { writing in
      for id in [a, b] { try writing.add(.test(id.text, id.text + "son")) }
    }
  }

  private func review(_ id: Patient.ID) throws -> Int {
    try file.write(.review, by: by()) { writing in
      try writing.add(
        Review(
          subjects: [], decision: .diagnosisConfirmed, note: "x", physician: "Dr A",
          day: date("2025-05-01"), entry: 0), of: id)
      return writing.entry
    }
  }

  private func text(_ record: PatientRecord?) throws -> [String] {
    let record = try #require(record)
    return ["\(record.patient.id) \(record.patient.familyName)"]
      + record.diagnoses.map { "\($0.disease) \($0.endedOn?.iso ?? "-")" }
      + record.courses.map { "\($0.therapy) \($0.stop?.iso ?? "-") entry \($0.entry)" }
      + record.scores.map { "\($0.day) \($0.answers) number \($0.number)" }
      + record.reviews.map { "review \($0.number)" }
      + record.considerations.map { "\($0.row) \($0.state) number \($0.number)" }
      + record.visits.map { "visit \($0.day) number \($0.number)" }
  }

  private func say(_ id: Patient.ID, _ state: Consideration.State) throws {
    try file.write(.reconsider, by: by()) { writing in
      try writing.add(
        Consideration(
          disease: .init("mg"), row: "damage", state: state, day: date("2025-05-01"),
          author: "Dr A"), of: id)
      try writing.add(VisitNote(day: date("2025-05-01"), illness: true), of: id)
    }
  }

  @Test func holdsWhatWasSaidUntilThen() throws {
    try say(a, .open)
    try say(b, .excluded)
    let decided = try review(a)
    try say(a, .confirmed)
    try file.write(.mergePatients, by: by()) { try $0.merge(b, into: a) }
    let after = try review(a)
    #expect(
      try text(try file.read { try $0.record(of: a, before: decided) }) == [
        "A Ason", "damage open number 1", "visit 2025-05-01 number 1",
      ])
    #expect(
      try text(try file.read { try $0.record(of: a, before: after) }) == [
        "A Ason", "review 1", "damage open number 1", "damage excluded number 2",
        "damage confirmed number 3", "visit 2025-05-01 number 1", "visit 2025-05-01 number 2",
        "visit 2025-05-01 number 3",
      ])
  }

  @Test func isWhatStoodThen() throws {
    var score = 0
    var course = TreatmentCourse(therapy: .init("ivig"), start: date("2025-01-11"))
    try file.write(.recordScores, by: by()) { writing in
      score = try writing.add(.test("2025-01-10", "1,2"), of: .test(), for: a)
      try writing.add(.test("2025-01-12", "2,2"), of: .test(), for: a)
      try writing.add(course, of: a)
      try writing.add(Diagnosis(disease: .init("mg"), diagnosedOn: date("2025-01-01")), of: a)
      try writing.add(.test("2025-02-10", "3,3"), of: .test(), for: b)
    }
    let decided = try review(a)
    let before = try text(try file.read { try $0.record(of: a) })
      .filter { !$0.hasPrefix("review") }
    course.stop = date("2025-04-01")
    try file.write(.changeCourse, by: by()) { writing in
      try writing.correct(score: score, to: .test("2025-01-10", "3,3"), of: .test())
      try writing.change(course: 1, to: course)
      try writing.withdraw(.score, 2)
      try writing.add(.test("2025-03-10", "1,1"), of: .test(), for: a)
      try writing.edit(.test("A", "Other"))
    }
    try file.write(.mergePatients, by: by()) { try $0.merge(b, into: a) }
    let after = try review(a)
    #expect(try text(try file.read { try $0.record(of: a, before: decided) }) == before)
    #expect(
      try text(try file.read { try $0.record(of: a, before: after) }) == [
        "A Other", "mg -", "ivig 2025-04-01 entry 4", "2025-01-10 3,3 number 1",
        "2025-02-10 3,3 number 3", "2025-03-10 1,1 number 6", "review 1",
      ])
    // Before it was one person with A, B had its own record.
    #expect(
      try text(try file.read { try $0.record(of: b, before: decided) }) == [
        "B Bson", "2025-02-10 3,3 number 3",
      ])
    #expect(try file.read { try $0.record(of: a, before: 1) }?.patient.id == nil)
  }
}
