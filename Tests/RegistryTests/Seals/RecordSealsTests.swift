import Foundation
import GRDB
import Outcomes
import Testing

@testable import Registry

/// The seals of one patient's record, looked at without the rest of the file.
@Suite struct `The seals of a record` {
  let folder: TestFolder
  private let a = Patient.ID("007")
  private let b = Patient.ID("N2")

  init() throws {
    folder = try TestFolder()
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    try fillLater(file)
    try file.close()
  }

  private func reading<Result>(_ body: (Reading) throws -> Result) throws -> Result {
    let file = try ClinicFile.open(path: folder.clinic, for: .reading)
    defer { try? file.close() }
    return try file.read(body)
  }

  private func findings(of patient: Patient.ID) throws -> [String] {
    try reading { try $0.findings(of: patient) }.map(\.description)
  }

  private func alter(_ sql: String) throws {
    let other = try folder.otherProgram()
    try other.write { database in
      for trigger in try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
      { try database.execute(sql: "DROP TRIGGER \(trigger)") }
      try database.execute(sql: sql)
    }
    try other.close()
  }

  @Test func `hold in a sound file, of merged patients too`() throws {
    for id in [a, b, Patient.ID("Z\"3\\ü"), Patient.ID("nobody")] {
      #expect(try findings(of: id) == [])
    }
  }

  @Test(arguments: [
    ("UPDATE score SET total = total + 1 WHERE row = 4", "score row 4: its seal does not match"),
    (
      "UPDATE patient SET given_name = 'X' WHERE patient = 'N2'",
      "patient row 2: its seal does not match"
    ),
    (
      "UPDATE visit SET days_since_dose = 21 WHERE patient = 'N2'",
      "visit row 2: its seal does not match"
    ),
    (
      "UPDATE course SET owner = 'N2' WHERE row = 1", "course row 1: is given to the wrong patient"
    ),
  ])
  func `do not hold for whom a row was altered, and for nobody else`(
    _ sql: String, _ finding: String
  ) throws {
    try alter(sql)
    #expect(try findings(of: b) == [finding])
    #expect(try findings(of: a) == [])
  }

  @Test func `are named in the note of a verification, which tells whose they are`() throws {
    try alter("UPDATE score SET total = total + 1 WHERE row = 4")
    let instant = by().instant
    let note = VerificationNote(
      instant: instant, report: try reading { $0.verify(library: nil) })
    #expect(note.rows.map { "\($0.table) \($0.row)" } == ["score 4"])
    #expect(note.findings.count == VerificationNote.mostListed)
    try note.write(beside: folder.clinic)
    #expect(try folder.mode("clinic.sqlite.last-verification") == 0o600)
    let read = try #require(VerificationNote(beside: folder.clinic))
    #expect(read == note)
    #expect(try reading { try $0.patients(of: read) } == [b])
  }
}
