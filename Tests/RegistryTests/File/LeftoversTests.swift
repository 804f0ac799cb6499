import CustomDump
import Foundation
import Testing

@testable import Registry

/// What a run that was killed left goes, and nothing else.
@Suite struct `What a killed run left` {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private static let id = "0F3A1B2C-4D5E-6F70-8192-A3B4C5D6E7F8"

  private static let ours = [
    ".backup-\(id).damaged.sqlite", ".backup-\(id).sqlite", ".backup-\(id).sqlite.unfinished",
    ".backup-\(id).sqlite.unfinished-journal", ".package-\(id)/patients.csv",
    ".package-\(id).new-4711/patients.csv", ".restore-drill-\(id)/clinic.sqlite",
    "clinic.sqlite.last-backup.new-4711", "clinic.sqlite.last-verification.new-1",
    "clinic.sqlite.unfinished", "clinic.sqlite.unfinished-journal", "clinic.sqlite.unfinished-wal",
    "clinic.sqlite.version-5-2.unfinished", "clinic.sqlite.version-5.unfinished",
  ]

  private static let others = [
    ".backup-\(id)", ".backup-\(id).sqlite.old", ".backup-1234.sqlite", ".package-notes",
    ".restore-drill-", ".restore-drill-\(id)x", "clinic.sqlite", "clinic.sqlite-wal",
    "clinic.sqlite.last-backup", "clinic.sqlite.last-backup.new-", "clinic.sqlite.lock",
    "clinic.sqlite.last-backup.new-4711x", "clinic.sqlite.replaced-20260101T010203000Z",
    "clinic.sqlite.unfinished.txt", "clinic.sqlite.version-5", "clinic.sqlite.version-x.unfinished",
    "letter.docx.unfinished", "other.sqlite.unfinished", "scores.csv.new-4711",
    "clinic-2026-01-02T030405Z.sqlite", "clinic-2026-01-02T030405Z.sqlite.unfinished",
  ]

  private func make(_ names: [String], in place: String) throws {
    for name in names {
      let file = URL(filePath: "\(place)/\(name)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("x".utf8).write(to: file)
    }
  }

  private func names(in place: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place).sorted()
  }

  private var place: String { FileSafety.directory(of: folder.clinic) }

  @Test func `beside the clinic file is told by its name, and nothing else goes`() throws {
    try make(Self.ours + Self.others, in: place)
    let gone = Leftovers.clear(beside: "\(place)/clinic.sqlite")
    expectNoDifference(gone, Self.ours.map { String($0.split(separator: "/")[0]) }.sorted())
    expectNoDifference(try names(in: place), Self.others.sorted())
    expectNoDifference(Leftovers.clear(beside: "\(place)/clinic.sqlite"), [])
  }

  @Test func `among backups is an unfinished one with a date`() throws {
    let ours = ["", "-journal", "-wal"].map {
      "clinic-2026-01-02T030405Z.sqlite.unfinished\($0)"
    }
    let others = [
      "clinic-2026-01-02T030405Z.sqlite", "clinic-2026-01-02T030405Z.damaged.sqlite",
      "clinic-2026-01-02.sqlite.unfinished", "other-2026-01-02T030405Z.sqlite.unfinished",
      "clinic.sqlite.unfinished",
    ]
    try make(ours + others, in: place)
    let dated = try DatedBackups(of: "/elsewhere/clinic.sqlite", in: place)
    expectNoDifference(Leftovers.clear(in: dated), ours)
    expectNoDifference(try names(in: place), others.sorted())
  }

  @Test func `of a table is what was to become of that very file`() throws {
    let others = ["a.csv", "a.csv.new-", "a.csv.new-12x", "b.csv.new-12", "xa.csv.new-12"]
    try make(["a.csv.new-12", "a.csv.new-7"] + others, in: place)
    expectNoDifference(Leftovers.clear(of: "\(place)/a.csv"), ["a.csv.new-12", "a.csv.new-7"])
    expectNoDifference(try names(in: place), others.sorted())
  }

  @Test func `stays while anybody makes something in the folder`() throws {
    try make(["clinic.sqlite.unfinished"], in: place)
    let inUse = FolderInUse(for: folder.clinic)
    let second = FolderInUse(for: folder.clinic)
    #expect(Leftovers.clear(beside: "\(place)/clinic.sqlite") == [])
    inUse.release()
    #expect(Leftovers.clear(beside: "\(place)/clinic.sqlite") == [])
    second.release()
    #expect(Leftovers.clear(beside: "\(place)/clinic.sqlite") == ["clinic.sqlite.unfinished"])
  }

  @Test func `is told by its age where the folder cannot be locked`() throws {
    try make(["new", "old"], in: place)
    let now = Date()
    for (name, age) in [("new", 86_340.0), ("old", 86_460.0)] {
      try FileManager.default.setAttributes(
        [.modificationDate: now.addingTimeInterval(-age)], ofItemAtPath: "\(place)/\(name)")
    }
    #expect(!Leftovers.remove("\(place)/new", ifOld: true))
    #expect(Leftovers.remove("\(place)/old", ifOld: true))
    #expect(Leftovers.remove("\(place)/new", ifOld: false))
    #expect(!Leftovers.remove("\(place)/none", ifOld: false))
  }

  @Test func `is never what a link names`() throws {
    try make(["letters/a.txt"], in: place)
    try FileManager.default.createSymbolicLink(
      atPath: "\(place)/.restore-drill-\(Self.id)", withDestinationPath: "\(place)/letters")
    #expect(Leftovers.clear(beside: "\(place)/clinic.sqlite") == [])
    expectNoDifference(try names(in: "\(place)/letters"), ["a.txt"])
  }

  @Test func `is removed where a copy was made meanwhile, which is whole`() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    let name = String(folder.clinic.split(separator: "/").last ?? "")
    try make(["\(name).unfinished", ".restore-drill-\(Self.id)/clinic.sqlite"], in: place)
    try file.backup(to: "\(place)/copy.sqlite")
    #expect(
      Leftovers.clear(beside: folder.clinic)
        == [".restore-drill-\(Self.id)", "\(name).unfinished"])
    let again = try ClinicFile.open(path: "\(place)/copy.sqlite", for: .reading)
    try again.close()
    try file.close()
  }
}
