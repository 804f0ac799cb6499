import Foundation
import Testing

@testable import Registry

@Suite struct LookingTests {
  let folder: TestFolder
  init() throws {
    folder = try TestFolder()
    let file = try ClinicFile.create(path: folder.clinic)
    try file.write(.addPatient, by: by()) { try $0.add(.test("007")) }
    try file.close()
  }

  private func look() throws -> ClinicFile {
    try ClinicFile.open(path: folder.clinic, for: .looking)
  }

  private func leave(_ file: ClinicFile) -> Bool {
    file.leaveLine(.view, to: "chart", of: .init("007"), by: by())
  }

  private func lines() throws -> Int {
    try ClinicFile.open(path: folder.clinic, for: .reading).read { reading in
      try reading.audit().filter { $0.subject == "chart" && $0.isSealed }.count
    }
  }

  @Test func leavesItsOneSealedLineAndLetsOthersWriteWhileItReadsOn() throws {
    let file = try look()
    #expect(throws: RegistryError.self) {
      try ClinicFile.open(path: folder.clinic, for: .writing, waiting: 0)
    }
    #expect(leave(file))
    #expect(!leave(file))
    let log = try #require(FileSafety.size(folder.clinic + "-wal"))
    #expect(log == 0)
    let other = try ClinicFile.open(path: folder.clinic, for: .writing, waiting: 0)
    try other.write(.addPatient, by: by()) { try $0.add(.test("008")) }
    #expect(try file.read { try $0.patient(.init("008")) } == .test("008"))
    #expect(throws: RegistryError.openedForReading) {
      try file.write(.addPatient, by: by()) { try $0.add(.test("009")) }
    }
    #expect(try file.read { $0.verify(library: testLibrary) }.findings == [])
    #expect(try lines() == 1)
  }

  /// Only who holds the writer's lock brings the log into the file.
  @Test func closingItLeavesTheLogToTheWriter() throws {
    let file = try look()
    #expect(leave(file))
    // The last connection would bring the log in.
    let other = try ClinicFile.open(path: folder.clinic, for: .writing, waiting: 0)
    try other.write(.addPatient, by: by()) { try $0.add(.test("008")) }
    let lock = try #require(other.lock)
    try #require(other.pool).writeWithoutTransaction(Connection.keepLogWhenClosed)
    try other.pool?.close()
    let log = FileSafety.size(folder.clinic + "-wal")
    #expect(log ?? 0 > 0)
    try file.close()
    #expect(FileSafety.size(folder.clinic + "-wal") == log)
    lock.release()
    try ClinicFile.open(path: folder.clinic, for: .writing).close()
    #expect(FileSafety.size(folder.clinic + "-wal") == nil)
  }

  @Test func besideAWriterItReadsWithoutALine() throws {
    let writer = try ClinicFile.open(path: folder.clinic, for: .writing)
    let file = try ClinicFile.open(path: folder.clinic, for: .looking, waiting: 0)
    #expect(!leave(file))
    #expect(try file.read { try $0.patient(.init("007")) } == .test("007"))
    try writer.close()
    #expect(try lines() == 0)
  }

  @Test func besideALenderItsLineTakesItsTurn() throws {
    let clinic = try LentClinic("lent.sqlite", in: folder)
    let file = try ClinicFile.open(path: clinic.file.path, for: .looking, waiting: 0)
    #expect(leave(file))
    let lines = try clinic.file.read { try $0.audit() }
    #expect(lines.filter { $0.subject == "chart" && $0.isSealed }.count == 1)
  }

  @Test func aDamagedFileIsReadAndKeptAsItIs() throws {
    let file = try ClinicFile.open(path: folder.clinic, for: .reading)
    var report = try file.read { $0.verify(library: testLibrary) }
    report.findings = [IntegrityFinding(table: "score", row: 1, what: "was altered")]
    try VerificationNote(instant: .now, report: report).write(beside: folder.clinic)
    try file.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.clinic))
    let looked = try look()
    #expect(!leave(looked))
    #expect(try looked.read { try $0.patient(.init("007")) } == .test("007"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.clinic)) == before)
  }

  /// A file that was just restored has no log yet.
  @Test func turnsTheLogOn() throws {
    let other = try folder.otherProgram()
    try other.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    try other.close()
    #expect(leave(try look()))
    #expect(try lines() == 1)
  }

  @Test func aForeignFileIsRefusedWithNothingBesideIt() throws {
    let path = folder.file("letter")
    try Data("Dear colleague\n".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: RegistryError.notSQLite(path: path)) {
      try ClinicFile.open(path: path, for: .looking)
    }
    #expect(!FileSafety.exists(path + ".lock"))
  }
}

@Suite struct TakingTurnsTests {
  @Test func othersWriteBetweenItsChangesAndWhileItReads() throws {
    let folder = try TestFolder()
    try ClinicFile.create(path: folder.clinic).close()
    let long = try ClinicFile.open(path: folder.clinic, for: .takingTurns)
    #expect(long.purpose == .writing)
    try long.write(.addPatient, by: by()) { try $0.add(.test("1")) }
    try long.read { reading in
      #expect(try reading.counts().patients == 1)
      let other = try ClinicFile.open(path: folder.clinic, for: .writing, waiting: 0)
      try other.write(.addPatient, by: by()) { try $0.add(.test("2")) }
      try other.close()
      // It reads on from the state that it began with.
      #expect(try reading.counts().patients == 1)
    }
    try long.noteAccess(.export, to: "scores", of: nil, by: by())
    #expect(try long.read { try $0.counts().patients } == 2)
    #expect(try long.read { $0.verify(library: testLibrary) }.findings == [])
  }

  @Test func isRefusedWhileAnotherWritesForLong() throws {
    let folder = try TestFolder()
    let writer = try ClinicFile.create(path: folder.clinic)
    #expect(throws: RegistryError.self) {
      try ClinicFile.open(path: folder.clinic, for: .takingTurns, waiting: 0)
    }
    try writer.close()
  }
}
