import Outcomes
import Testing

@testable import Registry

@Suite struct AccessNotesTests {
  let folder: TestFolder
  let file: ClinicFile

  init() throws {
    folder = try TestFolder()
    file = try ClinicFile.create(path: folder.clinic)
  }

  /// Lines that come together are written together; each is there, sealed, once, when its writer
  /// goes on.
  @Test func everyLineIsThereWhenItsWriterGoesOn() async throws {
    let file = file
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask {
          let subject = "page \(number)"
          try await file.asyncNoteAccess(.view, to: subject, of: nil, by: by())
          let own = try await file.asyncRead { try $0.audit() }.filter { $0.subject == subject }
          #expect(own.map(\.isSealed) == [true])
        }
      }
      try await group.waitForAll()
    }
    let lines = try file.read { try $0.audit() }
    #expect(Set(lines.map(\.subject)).count == 200)
    #expect(lines.count == 200)
    #expect(try file.read { $0.verify(library: testLibrary) }.findings == [])
  }

  @Test func aLineWithoutAnAuthorIsRefusedByItself() async throws {
    let file = file
    async let good: Void = file.asyncNoteAccess(.view, to: "chart", of: nil, by: by())
    await #expect(throws: RegistryError.authorNeeded) {
      try await file.asyncNoteAccess(.view, to: "flag", of: nil, by: by(""))
    }
    try await good
    #expect(try file.read { try $0.audit() }.map(\.subject) == ["chart"])
  }

  /// What cannot be written is said to each of those who wait for it.
  @Test func aFailureReachesEveryWriter() async throws {
    let file = file
    try file.close()
    let failed = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 {
        group.addTask {
          do {
            try await file.asyncNoteAccess(.view, to: "chart", of: nil, by: by())
            return false
          } catch {
            return true
          }
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(failed == 20)
  }
}
