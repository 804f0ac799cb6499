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
}
