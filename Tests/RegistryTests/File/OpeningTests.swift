import Foundation
import GRDB
import Outcomes
import Testing

@testable import Registry

@Suite struct OpeningTests {
  let folder: TestFolder
  init() throws { folder = try TestFolder() }

  @Test func onlyItsOwnerMayReadAnyOfTheFiles() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    try file.backup(to: folder.file("backup"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(
      names == [
        "backup", "clinic.sqlite", "clinic.sqlite-shm", "clinic.sqlite-wal", "clinic.sqlite.lock",
      ])
    for name in names { #expect(try folder.mode(name) == 0o600, "\(name)") }
    try file.close()
  }

  @Test func writingConnectionIsDurableAndStrict() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    let found = try file.writePlain { database in try pragmas(database) }
    #expect(
      found == [
        "journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "trusted_schema": "0",
        "cell_size_check": "1", "mmap_size": "0", "busy_timeout": "5000",
        "application_id": "1380141131", "user_version": "\(Schema.released.version)",
        "journal_size_limit": "67108864",
      ])
  }

  @Test func readingConnectionsAreStrict() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    let beside = try file.read { try pragmas($0.database) }
    try file.close()
    let alone = try ClinicFile.open(path: folder.clinic, for: .reading).read {
      try pragmas($0.database)
    }
    for found in [beside, alone] {
      #expect(found["trusted_schema"] == "0")
      #expect(found["cell_size_check"] == "1")
      #expect(found["mmap_size"] == "0")
      #expect(found["busy_timeout"].flatMap(Int.init) ?? 0 >= 5000)
    }
  }

  private func pragmas(_ database: Database) throws -> [String: String] {
    var found: [String: String] = [:]
    for name in [
      "journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cell_size_check",
      "mmap_size", "application_id", "user_version", "journal_size_limit",
    ] {
      found[name] = try DatabaseValue.fetchOne(database, sql: "PRAGMA \(name)")
        .map { "\($0)" }?.replacingOccurrences(of: "\"", with: "")
    }
    // GRDB sets the timeout through the C interface; the pragma reads the same value.
    found["busy_timeout"] = try Int.fetchOne(database, sql: "PRAGMA busy_timeout").map(String.init)
    return found
  }

  /// A backup notes that it was made while a visit is saved.
  @Test(arguments: [ClinicFile.Purpose.writing, .alone])
  func whoWritesForAMomentIsWaitedFor(_ purpose: ClinicFile.Purpose) async throws {
    let file = try ClinicFile.create(path: folder.clinic)
    let path = folder.clinic
    async let second = Task.detached { try ClinicFile.open(path: path, for: purpose) }.value
    try await Task.sleep(for: .milliseconds(200))
    try file.close()
    #expect(try await second.purpose == .writing)
  }

  @Test func secondWriterIsRefusedAndReadingStaysPossible() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    try file.write(.addPatient, by: by()) { try $0.add(.test("007")) }
    let error = #expect(throws: RegistryError.self) {
      try ClinicFile.open(path: folder.clinic, for: .writing, waiting: 0)
    }
    let program = CommandLine.arguments[0].split(separator: "/").last ?? ""
    #expect(
      error
        == .writtenByAnother(path: folder.clinic, holder: "process \(getpid()) (\(program))"))
    let reader = try ClinicFile.open(path: folder.clinic, for: .reading)
    #expect(try reader.read { try $0.patient(.init("007")) } == .test("007"))
    #expect(throws: RegistryError.openedForReading) {
      try reader.write(.addPatient, by: by()) { try $0.add(.test("8")) }
    }
    try file.close()
    let next = try ClinicFile.open(path: folder.clinic, for: .writing)
    #expect(next.purpose == .writing)
  }

  @Test(arguments: [ClinicFile.Purpose.reading, .writing])
  func refusesWhatIsNoClinicFile(_ purpose: ClinicFile.Purpose) throws {
    let path = folder.file("x")
    func refusal() -> RegistryError? {
      #expect(throws: RegistryError.self) { try ClinicFile.open(path: path, for: purpose) }
    }
    #expect(refusal() == .noFile(path: path))

    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(refusal() == .isDirectory(path: path))
    try FileManager.default.removeItem(atPath: path)

    try Data("patient_id,family_name\n".utf8).write(to: URL(fileURLWithPath: path))
    #expect(refusal() == .notSQLite(path: path))
    try FileManager.default.removeItem(atPath: path)

    let other = try DatabaseQueue(path: path)
    try other.write { try $0.execute(sql: "CREATE TABLE t (x)") }
    try other.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(refusal() == .notClinicFile(path: path))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)

    try FileManager.default.linkItem(atPath: path, toPath: path + "2")
    #expect(refusal() == .hasHardLinks(path: path, count: 2))
    try FileManager.default.removeItem(atPath: path)

    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path + "2")
    #expect(refusal() == .isSymbolicLink(path: path))
    try FileManager.default.removeItem(atPath: path)

    #expect(mkfifo(path, 0o600) == 0)
    #expect(refusal() == .isNoRegularFile(path: path))
  }

  @Test func creatingNeverReplaces() throws {
    try Data().write(to: URL(fileURLWithPath: folder.clinic))
    #expect(throws: RegistryError.fileExists(path: folder.clinic)) {
      try ClinicFile.create(path: folder.clinic)
    }
    let nowhere = folder.file("no/clinic.sqlite")
    #expect(throws: RegistryError.noDirectory(path: nowhere + ".lock")) {
      try ClinicFile.create(path: nowhere)
    }
  }

  @Test(arguments: [ClinicFile.Purpose.reading, .writing])
  func laterFormatIsRefusedUntouched(_ purpose: ClinicFile.Purpose) throws {
    try ClinicFile.create(path: folder.clinic).close()
    let other = try folder.otherProgram()
    let known = Schema.released.version
    try other.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = \(known + 1)") }
    try other.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.clinic))
    let error = #expect(throws: RegistryError.self) {
      try ClinicFile.open(path: folder.clinic, for: purpose)
    }
    #expect(error == .newerSchema(path: folder.clinic, found: known + 1, known: known))
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.clinic)) == before)
  }

  @Test(arguments: [
    ("nfs4", true), ("cifs", true), ("smb3", true), ("ceph", true), ("fuse.sshfs", true),
    ("ext4", false), ("overlay", false), ("tmpfs", false), ("xfs", false), ("btrfs", false),
  ])
  func knowsNetworkDrives(_ system: String, _ isNetwork: Bool) {
    #expect(FileSafety.isNetwork(system) == isNetwork)
  }

  @Test func closingLeavesOneFile() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    #expect(try file.read { try $0.counts() }.patients == 2)
    try file.close()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["clinic.sqlite", "clinic.sqlite.lock"])
  }

  @Test func reopeningKeepsWhatWasStored() throws {
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    let before = try file.read { try $0.record(of: .init("007")).map { "\($0)" } }
    try file.close()
    for purpose in [ClinicFile.Purpose.reading, .writing, .reading] {
      let again = try ClinicFile.open(path: folder.clinic, for: purpose)
      #expect(try again.read { try $0.record(of: .init("007")).map { "\($0)" } } == before)
      #expect(try again.read { $0.verify(library: testLibrary) }.findings == [])
      try again.close()
    }
  }
}
