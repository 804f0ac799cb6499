import GRDB
import Outcomes
import Testing

@testable import Registry

@Suite struct StorageErrorTests {
  /// SQLite's own refusal reaches the reader without the values of the statement.
  @Test func refusalOfTheFileNamesNoContent() throws {
    let folder = try TestFolder()
    let file = try ClinicFile.create(path: folder.clinic)
    let error = #expect(throws: RegistryError.self) {
      try file.write(.startCourse, by: by()) { writing in
        try writing.add(.test("Secret-7"))
        try writing.add(
          TreatmentCourse(
            therapy: .init("ivig"), start: date("2025-02-01"), stop: date("2025-01-01"),
            note: "private"), of: .init("Secret-7"))
      }
    }
    #expect(error == .storage(code: 275, what: "CHECK constraint failed: stop >= start"))
  }

  /// Of a flush that failed SQLite says "not an error", which would be no reason.
  @Test func aFailedFlushIsNamed() {
    let error = DatabaseError(resultCode: .SQLITE_IOERR_FSYNC, message: "not an error")
    #expect(RegistryError(error) == .unconfirmed(what: "disk I/O error"))
    #expect(
      RegistryError(DatabaseError(resultCode: .SQLITE_FULL))
        == .storage(
          code: 13, what: "database or disk is full"))
  }
}
