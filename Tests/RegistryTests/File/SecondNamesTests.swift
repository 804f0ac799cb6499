import Foundation
import GRDB
import Outcomes
import Testing

@testable import Registry

@Suite struct `A file with a second name` {
  let folder: TestFolder
  init() throws { folder = try TestFolder() }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.hasSuffix(".lock") }.sorted()
  }

  /// As a restore leaves it that was killed before the new file took the name, and a copy that was
  /// killed while it got its name.
  @Test(arguments: ["clinic.sqlite.replaced-20260301T081530250Z", "clinic.sqlite.unfinished"])
  func `is opened where the name is our own, which goes with the next writing`(
    _ name: String
  ) throws {
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    try file.close()
    try FileManager.default.linkItem(atPath: folder.clinic, toPath: folder.file(name))
    let reading = try ClinicFile.open(path: folder.clinic, for: .reading)
    #expect(try reading.read { $0.verify(library: testLibrary) }.isSound)
    try reading.close()
    #expect(FileSafety.exists(folder.file(name)))
    try ClinicFile.open(path: folder.clinic, for: .writing).close()
    #expect(!FileSafety.exists(folder.file(name)))
    #expect(FileSafety.secondNames(of: folder.clinic) == [])
  }

  @Test func `is refused where one of the names is somebody's own`() throws {
    try ClinicFile.create(path: folder.clinic).close()
    for name in ["clinic.sqlite.replaced-1", "clinic.sqlite.copy"] {
      try FileManager.default.linkItem(atPath: folder.clinic, toPath: folder.file(name))
    }
    for purpose in [ClinicFile.Purpose.reading, .writing] {
      #expect(throws: RegistryError.hasHardLinks(path: folder.clinic, count: 3)) {
        try ClinicFile.open(path: folder.clinic, for: purpose)
      }
    }
    #expect(try names().count == 3)
  }

  @Test func `is restored over, and keeps one name beside`() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    try file.backup(to: folder.file("copy.sqlite"))
    try fillEverything(file)
    try file.close()
    try FileManager.default.linkItem(
      atPath: folder.clinic, toPath: folder.file("clinic.sqlite.replaced-1"))
    let instant = try #require(Instant("2026-03-01T08:15:30.250Z"))
    try ClinicFile.restore(from: folder.file("copy.sqlite"), to: folder.clinic, at: instant)
    #expect(
      try names() == [
        "clinic.sqlite", "clinic.sqlite.replaced-20260301T081530250Z", "copy.sqlite",
      ])
  }
}

@Suite struct `A change that was cut off` {
  let folder: TestFolder
  init() throws { folder = try TestFolder() }

  /// A file with half a change in it, and its journal, as a kill leaves them.
  private func cutOff(_ name: String) throws -> String {
    if !FileSafety.exists(folder.clinic) {
      let file = try ClinicFile.create(path: folder.clinic)
      try fillEverything(file)
      try file.close()
    }
    let path = folder.file(name)
    let other = try folder.otherProgram()
    try other.writeWithoutTransaction { database in
      try database.execute(
        sql: """
          PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1;
          BEGIN IMMEDIATE; CREATE TABLE half (content);
          """)
      for _ in 0..<20 {
        try database.execute(sql: "INSERT INTO half VALUES (zeroblob(50000))")
      }
      for side in ["", "-journal"] {
        try FileManager.default.copyItem(atPath: folder.clinic + side, toPath: path + side)
      }
      try database.execute(sql: "ROLLBACK")
    }
    try other.close()
    return path
  }

  @Test func `is undone when the file is opened next, for whatever`() throws {
    for purpose in [ClinicFile.Purpose.reading, .writing] {
      let path = try cutOff("\(purpose).sqlite")
      #expect(HotJournal.isThere(path))
      let file = try ClinicFile.open(path: path, for: purpose)
      #expect(try file.read { $0.verify(library: testLibrary) }.findings == [])
      try file.close()
      #expect(!HotJournal.isThere(path))
    }
  }

  @Test func `is undone when the file is restored over`() throws {
    let path = try cutOff("cut.sqlite")
    let done = try ClinicFile.restore(from: folder.clinic, to: path, at: .now)
    let kept = try #require(done.replaced)
    let file = try ClinicFile.open(path: kept, for: .reading)
    #expect(try file.read { $0.verify(library: testLibrary) }.findings == [])
    try file.close()
  }
}

@Suite struct `A copy that does not verify` {
  let folder: TestFolder
  init() throws { folder = try TestFolder() }

  private func damaged() throws -> ClinicFile {
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    let other = try folder.otherProgram()
    try other.write { try $0.execute(sql: "UPDATE course SET current = 0 WHERE number = 1") }
    try other.close()
    return file
  }

  @Test func `is kept where it is wanted, under a name that says so`() throws {
    let file = try damaged()
    let (copy, kept) = (folder.file("copy.sqlite"), folder.file("copy.damaged.sqlite"))
    let error = #expect(throws: RegistryError.self) { try file.backup(to: copy, damaged: kept) }
    guard case .damagedCopyKept(folder.clinic, kept, let findings)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(findings.count == 2)
    #expect(!FileSafety.exists(copy))
    #expect(try folder.mode("copy.damaged.sqlite") == 0o600)
    #expect(throws: RegistryError.fileExists(path: kept)) {
      try file.backup(to: copy, damaged: kept)
    }
    try file.close()
    // It is put in place only where that is asked for.
    let refused = #expect(throws: RegistryError.self) {
      try ClinicFile.restore(from: kept, to: folder.clinic, at: .now)
    }
    guard case .damagedCopy(kept, _)? = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    let done = try ClinicFile.restore(
      from: kept, to: folder.clinic, at: .now, evenIfDamaged: true)
    #expect(done.verification.findings == findings)
    #expect(done.replaced != nil)
  }

  @Test func `has its name where the copy verifies`() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    let copy = folder.file("copy.sqlite")
    #expect(try file.backup(to: copy, damaged: folder.file("copy.damaged.sqlite")).isSound)
    #expect(FileSafety.exists(copy))
    #expect(!FileSafety.exists(folder.file("copy.damaged.sqlite")))
  }

  @Test(arguments: [
    ("clinic.sqlite", "clinic.damaged.sqlite"), ("/a.b/copy", "/a.b/copy.damaged"),
    ("clinic.damaged.sqlite", "clinic.damaged.sqlite"), ("copy.damaged", "copy.damaged"),
  ])
  func `is called damaged once`(_ name: String, _ called: String) {
    #expect(DamagedName.of(name) == called)
  }
}
