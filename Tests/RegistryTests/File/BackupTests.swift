import Foundation
import GRDB
import Outcomes
import Synchronization
import Testing

@testable import Registry

@Suite struct BackupTests {
  let folder: TestFolder
  init() throws { folder = try TestFolder() }

  private func content(_ path: String) throws -> [String] {
    let file = try ClinicFile.open(path: path, for: .reading)
    defer { try? file.close() }
    return try file.read { reading in
      try (SealedTable.all.map(\.name) + ["entry", "audit"]).flatMap { table in
        try Row.fetchAll(reading.database, sql: "SELECT * FROM \(table)").map { "\($0)" }
      }
    }
  }

  @Test func backupIsTheWholeFileInOneFile() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    let copy = folder.file("copy.sqlite")
    let verification = try file.backup(to: copy, library: testLibrary)
    #expect(verification.isSound)
    #expect(verification.head == (try file.read { $0.verify(library: nil) }.head))
    try file.close()
    #expect(try content(copy) == content(folder.clinic))
    #expect(try folder.mode("copy.sqlite") == 0o600)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.filter { $0.hasPrefix("copy") } == ["copy.sqlite"])
  }

  @Test func existingFileIsReplacedOnlyWhenAsked() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    let copy = folder.file("copy.sqlite")
    try file.backup(to: copy)
    try fillEverything(file)
    #expect(throws: RegistryError.fileExists(path: copy)) { try file.backup(to: copy) }
    try file.backup(to: copy, replacing: true)
    #expect(try content(copy) == content(folder.clinic))
    #expect(throws: RegistryError.fileExists(path: folder.clinic)) {
      try file.backup(to: folder.clinic)
    }
  }

  /// Nobody goes on in a copy with the cookie of this file, or waits there for tries made here.
  @Test func aCopyHasNobodySignedIn() async throws {
    let file = try ClinicFile.create(path: folder.clinic)
    let accounts = try file.accounts()
    let now = Date(timeIntervalSince1970: 1_771_000_000)
    let token = Data(repeating: 0xA7, count: 32)
    let nonce = Data(repeating: 0xB6, count: 16)
    try await accounts.addFirst(name: "ada", fullName: "Ada", password: "x", at: now)
    try await accounts.startSession(of: "ada", tokenHash: token, at: now)
    try await accounts.spend(FormInHand(nonce: nonce, session: token))
    let attempt = SignInAttempt(account: "ada", address: "10.11.12.13")
    #expect(try await accounts.begin(attempt, at: now) == nil)
    let copy = folder.file("copy.sqlite")
    try file.backup(to: copy)
    let opened = try ClinicFile.open(path: copy, for: .reading)
    for (table, count) in [
      ("session", 0), ("spent_form", 0), ("sign_in_throttle", 0), ("account", 1),
      ("account_event", 2),
    ] {
      let rows = try opened.read { reading in
        try Int.fetchOne(reading.database, sql: "SELECT count(*) FROM \(table)")
      }
      #expect(rows == count, "\(table)")
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
    // The hash of the token stands in the sign-in trail, which is kept; it opens nothing by itself.
    for secret in [nonce, Data("10.11.12.13".utf8)] { #expect(bytes.range(of: secret) == nil) }
    // The file itself is as it was.
    #expect(try await accounts.session(tokenHash: token, at: now) != .none)
  }

  @Test func damagedFileGivesNoBackup() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    let other = try folder.otherProgram()
    try other.write { try $0.execute(sql: "UPDATE course SET current = 0 WHERE number = 1") }
    try other.close()
    let copy = folder.file("copy.sqlite")
    let error = #expect(throws: RegistryError.self) { try file.backup(to: copy) }
    guard case .damagedCopy(folder.clinic, let findings)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(
      findings.map(\.description) == [
        "audit row 26: another program changed the file: update of course 1",
        "course row 1: says wrongly whether it is in force",
      ])
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.filter { $0.hasPrefix("copy") } == [])
  }

  /// Another thread writes meanwhile; every backup is one consistent state of the file.
  @Test func backupWhileOthersWrite() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    try file.write(.addPatient, by: by()) { try $0.add(.test("007")) }
    let written = Mutex(0)
    let writer = Thread {
      for number in 0..<120 {
        let score = NewScore.test(Day(number: 10_000 + number).iso, "1,2,3")
        let done: Void? = try? file.write(.recordScores, by: by()) { writing in
          // Two at once: a backup has both or none.
          try writing.add(score, of: .test(), for: .init("007"))
          try writing.add(score, of: .test("sum-b"), for: .init("007"))
        }
        guard done != nil else { return }
        written.withLock { $0 = number + 1 }
        usleep(2_000)
      }
    }
    writer.start()
    var counts: [Int] = []
    while counts.count < 4 || !writer.isFinished && counts.count < 20 {
      let copy = folder.file("copy\(counts.count).sqlite")
      let verification = try file.backup(to: copy, library: testLibrary)
      #expect(verification.findings == [])
      let opened = try ClinicFile.open(path: copy, for: .reading)
      counts.append(try opened.read { try $0.counts() }.scores)
      try opened.close()
    }
    while !writer.isFinished { usleep(10_000) }
    #expect(written.withLock { $0 } == 120)
    #expect(counts == counts.sorted())
    #expect(counts.allSatisfy { $0.isMultiple(of: 2) })
    #expect(counts.contains { $0 < 240 })
    #expect(try file.read { try $0.counts() }.scores == 240)
  }

  @Test func restorePutsTheBackupInPlaceAndKeepsTheReplacedFile() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    let copy = folder.file("copy.sqlite")
    try file.backup(to: copy)
    try file.write(.addPatient, by: by()) { try $0.add(.test("later")) }
    try file.close()
    let later = try content(folder.clinic)

    let restored = try ClinicFile.restore(
      from: copy, to: folder.clinic, at: Instant(milliseconds: 1_772_352_930_250),
      library: testLibrary)
    #expect(restored.verification.isSound)
    #expect(restored.replaced == folder.clinic + ".replaced-20260301T081530250Z")
    #expect(try content(folder.clinic) == content(copy))
    #expect(try content(try #require(restored.replaced)) == later)
    #expect(try folder.mode("clinic.sqlite") == 0o600)
    // It goes on as before.
    let again = try ClinicFile.open(path: folder.clinic, for: .writing)
    try again.write(.addPatient, by: by()) { try $0.add(.test("later")) }
    #expect(try again.read { $0.verify(library: testLibrary) }.findings == [])
  }

  @Test func restoreIntoNothing() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    let copy = folder.file("copy.sqlite")
    try file.backup(to: copy)
    let target = folder.file("new.sqlite")
    let restored = try ClinicFile.restore(from: copy, to: target, at: .now)
    #expect(restored.replaced == nil)
    #expect(try content(target) == content(copy))
  }

  @Test func restoreRefusesWhileTheFileIsBeingWritten() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    let copy = folder.file("copy.sqlite")
    try file.backup(to: copy)
    let error = #expect(throws: RegistryError.self) {
      try ClinicFile.restore(from: copy, to: folder.clinic, at: .now)
    }
    guard case .writtenByAnother(folder.clinic, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func restoreRefusesWhenCommitsCannotBeBroughtIn() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    let copy = folder.file("copy.sqlite")
    try file.backup(to: copy)
    try file.close()
    // The main file is beyond reading, and its log may hold commits.
    try Data("nothing".utf8).write(to: URL(fileURLWithPath: folder.clinic))
    try Data("log".utf8).write(to: URL(fileURLWithPath: folder.clinic + "-wal"))
    let error = #expect(throws: RegistryError.self) {
      try ClinicFile.restore(from: copy, to: folder.clinic, at: .now)
    }
    #expect(error == .sideFilesExist(path: folder.clinic, files: [folder.clinic + "-wal"]))
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: folder.clinic)) == Data("nothing".utf8))
  }

  @Test func restoreOverAFileThatIsBeyondReading() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    let copy = folder.file("copy.sqlite")
    try file.backup(to: copy)
    try file.close()
    try Data("nothing".utf8).write(to: URL(fileURLWithPath: folder.clinic))
    let restored = try ClinicFile.restore(from: copy, to: folder.clinic, at: .now)
    #expect(try content(folder.clinic) == content(copy))
    let replaced = try #require(restored.replaced)
    let kept = try Data(contentsOf: URL(fileURLWithPath: replaced))
    #expect(kept.count == 7)
  }

  @Test func damagedBackupIsNotRestored() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    let copy = folder.file("copy.sqlite")
    try file.backup(to: copy)
    try file.close()
    let before = try content(folder.clinic)
    let other = try DatabaseQueue(path: copy)
    try other.write { database in
      try database.execute(
        sql: "DROP TRIGGER score_fixed; UPDATE score SET note = 'x' WHERE row = 1")
    }
    try other.close()
    let error = #expect(throws: RegistryError.self) {
      try ClinicFile.restore(from: copy, to: folder.clinic, at: .now)
    }
    guard case .damagedCopy(copy, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try content(folder.clinic) == before)
    #expect(throws: RegistryError.noFile(path: folder.file("no"))) {
      try ClinicFile.restore(from: folder.file("no"), to: folder.clinic, at: .now)
    }
  }
}
