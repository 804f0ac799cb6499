import Foundation
import Outcomes
import Synchronization
import Testing

@testable import Registry

/// A clinic file whose right to write is lent, as a server does it.
final class LentClinic {
  let folder: TestFolder
  let file: ClinicFile
  let lender: WriterLender
  private let ended = DispatchSemaphore(value: 0)

  init(_ name: String = "clinic.sqlite", in folder: TestFolder? = nil) throws {
    self.folder = try folder ?? TestFolder()
    file = try ClinicFile.create(path: self.folder.file(name))
    lender = try WriterLender(file)
    let (lender, ended) = (lender, ended)
    Thread {
      lender.run { _ in }
      ended.signal()
    }.start()
  }

  deinit { stop() }

  func stop() {
    lender.stop()
    ended.wait()
    ended.signal()
  }

  /// The file as a command opens it beside the server.
  func beside() throws -> ClinicFile { try ClinicFile.open(path: file.path, for: .writing) }

  func patients() throws -> [String] {
    try file.read { try $0.patients().map(\.id.text).sorted() }
  }

  /// The words of a borrower, spoken by hand.
  func borrow() throws -> LocalSocket {
    let socket = try #require(try LocalSocket.connected(to: lender.path))
    socket.send(WriterLoan.Word.ask)
    guard case .byte(WriterLoan.Word.lent, let lock?) = socket.receive(within: 60) else {
      throw RegistryError.openedForReading
    }
    close(lock)
    return socket
  }
}

extension ClinicFile {
  fileprivate func add(_ id: String) throws {
    try write(.addPatient, by: by(), about: .init(id)) { try $0.add(.test(id)) }
  }
}

@Suite struct LendingTests {
  @Test func aChangeBesideTheLenderIsSeenByBothAndSealed() throws {
    let clinic = try LentClinic()
    try clinic.file.add("1")
    let beside = try clinic.beside()
    #expect(beside.isShared)
    #expect(beside.purpose == .writing)
    try beside.add("2")
    try clinic.file.add("3")
    try beside.noteAccess(.export, to: "scores", of: nil, by: by())
    #expect(try clinic.patients() == ["1", "2", "3"])
    let report = try beside.read { $0.verify(library: testLibrary) }
    #expect(report.findings == [])
    #expect(report.head == (try clinic.file.read { $0.verify(library: testLibrary) }.head))
    let lines = try clinic.file.read { try $0.audit() }
    #expect(lines.filter { $0.subject == "scores" && $0.isSealed }.count == 1)
  }

  @Test func manyWritersTakeTurns() throws {
    let clinic = try LentClinic()
    let faults = Mutex<[String]>([])
    let file = clinic.file
    DispatchQueue.concurrentPerform(iterations: 4) { writer in
      do {
        // Writer 0 is the server itself.
        let mine = writer == 0 ? file : try ClinicFile.open(path: file.path, for: .writing)
        for number in 0..<10 { try mine.add("\(writer)-\(number)") }
      } catch { faults.withLock { $0.append("\(error)") } }
    }
    #expect(faults.withLock { $0 } == [])
    #expect(try clinic.patients().count == 40)
    #expect(try file.read { $0.verify(library: testLibrary) }.findings == [])
  }

  @Test func theLendersChangesWaitForTheEndOfALoan() throws {
    let clinic = try LentClinic()
    let file = clinic.file
    let (isLent, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let first = Mutex(0)
    let loan = Thread {
      _ = try? ClinicFile.open(path: file.path, for: .writing).write(.addPatient, by: by()) {
        isLent.signal()
        mayEnd.wait()
        try $0.add(.test("lent"))
        let entry = $0.entry
        first.withLock { $0 = entry }
      }
      isLent.signal()
    }
    loan.start()
    isLent.wait()
    let saved = DispatchSemaphore(value: 0)
    let second = Mutex(0)
    Thread {
      let entry = try? file.write(.addPatient, by: by()) { writing in
        try writing.add(.test("own"))
        return writing.entry
      }
      second.withLock { $0 = entry ?? 0 }
      saved.signal()
    }.start()
    // Reading goes on meanwhile.
    #expect(try clinic.patients() == [])
    mayEnd.signal()
    isLent.wait()
    saved.wait()
    #expect(first.withLock { $0 } == 1)
    #expect(second.withLock { $0 } == 2)
    #expect(try clinic.patients() == ["lent", "own"])
  }

  @Test func aChangeThatIsRefusedLeavesNothingAndTheLenderGoesOn() throws {
    let clinic = try LentClinic()
    let beside = try clinic.beside()
    #expect(throws: RegistryError.reasonNeeded) {
      try beside.write(.addPatient, by: by(reason: "")) {
        try $0.add(.test("half"))
        try $0.needReason()
      }
    }
    #expect(try clinic.patients() == [])
    try clinic.file.add("own")
    try beside.add("next")
    #expect(try clinic.patients() == ["next", "own"])
  }

  @Test func aBorrowerThatVanishesHoldsNobodyUp() throws {
    let clinic = try LentClinic()
    for _ in 0..<3 { _ = try clinic.borrow() }
    // One that never asks, and one that says something else.
    _ = try LocalSocket.connected(to: clinic.lender.path)
    try LocalSocket.connected(to: clinic.lender.path)?.send(UInt8(ascii: "?"))
    try clinic.file.add("own")
    try clinic.beside().add("beside")
    #expect(try clinic.patients() == ["beside", "own"])
  }

  @Test func afterTheLenderHasGoneTheLockIsTakenItself() throws {
    let clinic = try LentClinic()
    let beside = try clinic.beside()
    clinic.stop()
    #expect(!FileManager.default.fileExists(atPath: clinic.lender.path))
    try clinic.file.close()
    try beside.add("alone")
    let file = try ClinicFile.open(path: clinic.file.path, for: .writing)
    #expect(!file.isShared)
    #expect(try file.read { try $0.patientCount() } == 1)
  }

  @Test func whatTheDiskDidNotConfirmStopsTheLenderToo() throws {
    let clinic = try LentClinic()
    let beside = try clinic.beside()
    try clinic.borrow().send(WriterLoan.Word.unconfirmed)
    #expect(throws: RegistryError.writingStopped) { try beside.add("1") }
    #expect(clinic.file.hasStopped)
    #expect(throws: RegistryError.writingStopped) { try clinic.file.add("2") }
  }

  @Test func anotherFileInItsPlaceIsNotWritten() throws {
    let clinic = try LentClinic()
    let beside = try clinic.beside()
    clinic.stop()
    try clinic.file.close()
    let path = clinic.file.path
    try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
    try ClinicFile.create(path: path).close()
    #expect(throws: RegistryError.replacedMeanwhile(path: path)) { try beside.add("1") }
    #expect(
      try ClinicFile.open(path: path, for: .reading).read { try $0.patientCount() } == 0)
  }

  @Test func whatNeedsTheFileForItselfIsRefusedBesideALender() throws {
    let clinic = try LentClinic()
    try clinic.file.add("1")
    let backup = clinic.folder.file("backup.sqlite")
    // A copy is made also beside it.
    try clinic.beside().backup(to: backup)
    func isRefused(_ body: () throws -> Void) {
      let error = #expect(throws: RegistryError.self) { try body() }
      guard case .writtenByAnother(clinic.file.path, _)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
    isRefused { _ = try ClinicFile.open(path: clinic.file.path, for: .alone) }
    isRefused { _ = try ClinicFile.restore(from: backup, to: clinic.file.path, at: .now) }
    #expect(throws: RegistryError.olderSchema(path: clinic.file.path, found: 6, known: 7)) {
      try ClinicFile.open(path: clinic.file.path, for: .writing, LaterSchema.schema())
    }
    try clinic.file.add("2")
    #expect(try clinic.patients() == ["1", "2"])
  }
}
