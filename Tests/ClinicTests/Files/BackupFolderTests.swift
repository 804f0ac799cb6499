import CustomDump
import Foundation
import Outcomes
import Registry
import Testing

@testable import Clinic

@Suite struct `A folder of dated backups` {
  static let patients: KeyValuePairs = [
    "patients.csv": "patient_id,family_name,given_name,birth_date,sex\nP1,Silva,Vera,,\n"
  ]

  private static func at(_ text: String) throws -> Instant {
    try #require(Instant(text + "T02:30:00.000Z"))
  }

  private static func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// Three within one second are three files, and the rule keeps the last.
  @Test func `has the next free second for each of several at once`() throws {
    let clinic = try TestClinic(Self.patients)
    let folder = clinic.folder.appendingPathComponent("safe")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let instant = try #require(Instant("2026-02-28T23:59:59.900Z"))
    let made = try (1...3).map { _ in
      try clinic.desk.backup(into: folder.path, keeping: nil, at: instant).made
    }
    let names = ["2026-02-28T235959Z", "2026-03-01T000000Z", "2026-03-01T000001Z"]
    #expect(made == names.map { folder.path + "/clinic-\($0).sqlite" })
    let rule = try #require(BackupRule("1d"))
    let last = try clinic.desk.backup(into: folder.path, keeping: rule, at: instant)
    #expect(last.made == folder.path + "/clinic-2026-03-01T000002Z.sqlite")
    #expect(last.removed == made)
    #expect(last.kept == 1)
  }

  @Test func `loses what the rule does not keep, and nothing that is not ours`() throws {
    let clinic = try TestClinic(Self.patients)
    let other = try TestClinic(Self.patients, author: "Dr Other")
    let folder = clinic.folder.appendingPathComponent("safe")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let rule = try #require(BackupRule("1d"))
    let first = try clinic.desk.backup(
      into: folder.path, keeping: rule, at: try Self.at("2026-01-01"))
    #expect(first.made == folder.path + "/clinic-2026-01-01T023000Z.sqlite")
    #expect(first.removed == [])
    #expect(first.kept == 1)
    // Of another clinic under the same name, no backup at all, a link, and other names.
    try other.desk.backup(into: folder.path, keeping: nil, at: try Self.at("2026-01-02"))
    for name in [
      "clinic-2026-01-03T023000Z.sqlite", "clinic-2026-01-01.sqlite", "clinic.sqlite",
      "clinic-2026-01-01T023000Z.sqlite.txt", "clinic-2026-99-01T023000Z.sqlite",
    ] { try Data("mine".utf8).write(to: folder.appendingPathComponent(name)) }
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent("clinic-2026-01-04T023000Z.sqlite").path,
      withDestinationPath: first.made)
    let before = try Self.names(folder)

    let dry = try clinic.desk.backup(
      into: folder.path + "/", keeping: rule, at: try Self.at("2026-02-01"), isDryRun: true)
    #expect(dry.removed == [first.made])
    #expect(try Self.names(folder) == before)

    let second = try clinic.desk.backup(
      into: folder.path, keeping: rule, at: try Self.at("2026-02-01"))
    #expect(second.removed == [first.made])
    #expect(second.kept == 1)
    #expect(
      try Self.names(folder)
        == (before.filter { $0 != "clinic-2026-01-01T023000Z.sqlite" }
        + ["clinic-2026-02-01T023000Z.sqlite"]).sorted())
    #expect(BackupNote(beside: clinic.desk.file.path)?.instant == (try Self.at("2026-02-01")))
    #expect(BackupNote(beside: clinic.desk.file.path)?.backup == second.made)
  }

  @Test func `keeps a copy that does not verify under a name that no rule counts`() throws {
    let clinic = try TestClinic(Self.patients)
    let rule = try #require(BackupRule("1d"))
    let (folder, path) = (clinic.folder.path, clinic.desk.file.path)
    let first = try clinic.desk.backup(into: folder, keeping: rule, at: try Self.at("2026-01-01"))
    try clinic.desk.file.close()
    // Bytes change on the disk.
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    try Data(bytes.replacing(Array("Silva".utf8), with: Array("Silwa".utf8)))
      .write(to: URL(fileURLWithPath: path))
    let desk = Desk(
      file: try ClinicFile.open(path: path, for: .reading), definitions: clinic.desk.definitions,
      today: TestClinic.day, asOf: TestClinic.day, author: "Dr Test")
    let error = #expect(throws: RegistryError.self) {
      try desk.backup(into: folder, keeping: rule, at: try Self.at("2026-02-01"))
    }
    let kept = folder + "/clinic-2026-02-01T023000Z.damaged.sqlite"
    guard case .damagedCopyKept(path, kept, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.exitStatus == 3)
    #expect(FileManager.default.fileExists(atPath: kept))
    #expect(FileManager.default.fileExists(atPath: first.made))
    #expect(BackupNote(beside: path)?.backup == first.made)
    #expect(try DatedBackups(of: path, in: folder).all(of: desk.file).map(\.path) == [first.made])
  }

  @Test func `keeps copies that do not verify by the same rule, apart from the backups`() throws {
    let clinic = try TestClinic(Self.patients)
    let rule = try #require(BackupRule("1d,2m"))
    let folder = clinic.folder.path
    let backups = try ["2026-01-01", "2026-01-02"].map {
      try clinic.desk.backup(into: folder, keeping: nil, at: try Self.at($0)).made
    }
    let other = try TestClinic(Self.patients, author: "Dr Other")
    let foreign = try other.desk.backup(into: folder, keeping: nil, at: try Self.at("2026-02-07"))
    let dated = try DatedBackups(of: clinic.desk.file.path, in: folder)
    let days = ["2026-02-01", "2026-02-02", "2026-02-03", "2026-03-01", "2026-03-02", "2026-04-01"]
    let copies = try days.map { dated.damagedPath(at: try Self.at($0)) }
    for copy in copies { try FileManager.default.copyItem(atPath: backups[0], toPath: copy) }
    // Of the name, and another clinic's, or none's.
    let strange = [
      dated.damagedPath(at: try Self.at("2026-01-05")),
      dated.damagedPath(at: try Self.at("2026-01-06")),
    ]
    try FileManager.default.moveItem(atPath: foreign.made, toPath: strange[0])
    try Data("x".utf8).write(to: URL(filePath: strange[1]))

    let now = try Self.at("2026-04-02")
    let tried = try clinic.desk.tidyDamagedCopies(
      in: folder, keeping: rule, at: now, isDryRun: true)
    expectNoDifference(tried.removed, [copies[1], copies[2], copies[3]])
    #expect(copies.allSatisfy { FileManager.default.fileExists(atPath: $0) })
    let all = try clinic.desk.tidyDamagedCopies(in: folder, keeping: nil, at: now)
    #expect(all.removed == [] && all.kept == 6)
    let done = try clinic.desk.tidyDamagedCopies(in: folder, keeping: rule, at: now)
    expectNoDifference(done.removed, tried.removed)
    #expect(done.kept == 3 && done.stuck.isEmpty)
    for path in backups + strange + [copies[0], copies[4], copies[5]] {
      #expect(FileManager.default.fileExists(atPath: path), "\(path)")
    }
    // Nor does a rule for backups see them.
    let daily = try #require(BackupRule("1d"))
    let next = try clinic.desk.backup(into: folder, keeping: daily, at: now)
    expectNoDifference(next.removed.sorted(), backups)
    #expect(next.kept == 1)
    #expect(try clinic.desk.tidyDamagedCopies(in: folder, keeping: rule, at: now).kept == 3)
  }

  @Test func `loses nothing when the new backup fails`() throws {
    let clinic = try TestClinic(Self.patients)
    let rule = try #require(BackupRule("1d"))
    let folder = clinic.folder.path
    let first = try clinic.desk.backup(into: folder, keeping: rule, at: try Self.at("2026-01-01"))
    // A folder stands where the copy is made.
    let inTheWay = clinic.folder.appendingPathComponent(
      "clinic-2026-02-01T023000Z.sqlite.unfinished/more")
    try FileManager.default.createDirectory(at: inTheWay, withIntermediateDirectories: true)
    #expect(throws: RegistryError.self) {
      try clinic.desk.backup(into: folder, keeping: rule, at: try Self.at("2026-02-01"))
    }
    #expect(FileManager.default.fileExists(atPath: first.made))
    #expect(BackupNote(beside: clinic.desk.file.path)?.backup == first.made)
    #expect(throws: RegistryError.noDirectory(path: folder + "/none")) {
      try clinic.desk.backup(into: folder + "/none", keeping: nil)
    }
  }

  @Test func `is tried by a drill that touches nothing`() throws {
    let clinic = try TestClinic(Self.patients)
    let path = clinic.desk.file.path
    let copy = clinic.folder.appendingPathComponent("copy.sqlite").path
    try clinic.desk.backup(to: copy)
    try clinic.importing([
      "patients.csv": "patient_id,family_name,given_name,birth_date,sex\nP2,Sousa,Rui,,\n"
    ])
    let before = try Self.names(clinic.folder)
    let drill = try Desk.drill(copy, to: path)
    #expect(drill.backup.entries == 1)
    #expect(drill.backup.patients == 1)
    guard case .file(let there, let later) = drill.target else {
      Issue.record("\(drill.target)")
      return
    }
    #expect(there.patients == 2)
    #expect(later == 1)
    #expect(try Desk.drill(copy, to: path + ".none").target == .nothing)
    let other = try TestClinic(Self.patients, author: "Dr Other")
    let its = try Desk.drill(copy, to: other.desk.file.path)
    #expect(its.target == .file(its.backup.at(its.target), later: nil))
    try Data("nothing".utf8).write(to: clinic.folder.appendingPathComponent("broken.sqlite"))
    let broken = try Desk.drill(
      copy, to: clinic.folder.appendingPathComponent("broken.sqlite").path)
    #expect(broken.target == .unreadable)
    #expect(try Self.names(clinic.folder) == (before + ["broken.sqlite"]).sorted())
  }
}

extension FileContent {
  /// The content of a target, for comparing it whole; itself where there is none.
  fileprivate func at(_ target: RestoreDrill.Target) -> FileContent {
    if case .file(let content, _) = target { return content }
    return self
  }
}
