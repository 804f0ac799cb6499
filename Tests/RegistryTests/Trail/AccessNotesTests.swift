import GRDB
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
    async let good = file.asyncNoteAccess(.view, to: "chart", of: nil, by: by())
    await #expect(throws: RegistryError.authorNeeded) {
      try await file.asyncNoteAccess(.view, to: "flag", of: nil, by: by(""))
    }
    let isThere = try await good
    #expect(isThere)
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

  /// A page that can be read although the disk is full leaves its line when there is room again.
  @Test func aLineThatTheDiskDoesNotTakeIsWrittenBeforeTheNextOne() async throws {
    let file = file
    let pool = try #require(file.reader as? DatabasePool)
    func note(_ subject: String, mayBeLate: Bool) async throws -> Bool {
      try await file.asyncNoteAccess(
        .view, to: subject, of: nil, by: by(), mayBeLate: mayBeLate)
    }
    let chart = try await note("chart", mayBeLate: true)
    #expect(chart)
    try await pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 1") }
    let flag = try await note("flag", mayBeLate: true)
    #expect(!flag)
    let readOnly = RegistryError.storage(code: 8, what: "attempt to write a readonly database")
    await #expect(throws: readOnly) { _ = try await note("scores", mayBeLate: false) }
    let history = try await note("history", mayBeLate: true)
    #expect(!history)
    #expect(try file.read { try $0.audit() }.map(\.subject) == ["chart"])
    try await pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 0") }
    let trail = try await note("trail", mayBeLate: true)
    #expect(trail)
    let lines = try file.read { try $0.audit() }.sorted { $0.id < $1.id }
    #expect(lines.map(\.subject) == ["chart", "flag", "history", "trail"])
    #expect(lines.filter { !$0.isSealed } == [])
    #expect(try file.read { $0.verify(library: testLibrary) }.findings == [])
  }
}
