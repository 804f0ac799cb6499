import Foundation
import Outcomes
import Testing

@testable import Registry

@Suite struct LocalSocketTests {
  let folder: TestFolder
  init() throws { folder = try TestFolder() }

  @Test func onlyItsOwnerMayConnect() throws {
    _ = try LentClinic(in: folder)
    let clinic = try LentClinic("other.sqlite", in: folder)
    #expect(try folder.mode("other.sqlite.socket") == 0o600)
    #expect(clinic.lender.path == folder.file("other.sqlite.socket"))
  }

  @Test func twoClinicsInOneFolderDoNotMeet() throws {
    let one = try LentClinic("a.sqlite", in: folder)
    let other = try LentClinic("b.sqlite", in: folder)
    try one.beside().write(.addPatient, by: by()) { try $0.add(.test("a")) }
    try other.beside().write(.addPatient, by: by()) { try $0.add(.test("b")) }
    #expect(try one.patients() == ["a"])
    #expect(try other.patients() == ["b"])
  }

  @Test func oneThatACrashLeftIsTakenAway() throws {
    let path = folder.file("clinic.sqlite.socket")
    // Closed without being removed.
    _ = try LocalSocket.listening(at: path)
    #expect(FileSafety.exists(path))
    #expect(try LocalSocket.connected(to: path) == nil)
    let clinic = try LentClinic(in: folder)
    #expect(try clinic.beside().isShared)
  }

  @Test func anotherFileOfItsNameStays() throws {
    let path = folder.file("clinic.sqlite.socket")
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
    let file = try ClinicFile.create(path: folder.clinic)
    #expect(throws: RegistryError.fileExists(path: path)) { try WriterLender(file) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    let error = #expect(throws: RegistryError.self) {
      try ClinicFile.open(path: folder.clinic, for: .writing)
    }
    guard case .writtenByAnother? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [0, 1, 150])
  func aPathLongerThanAnAddressIsFoundByItsFolder(_ more: Int) throws {
    // The last byte that fits, the next one, and many more.
    let length = LocalSocket.longestPath + more - "/clinic.sqlite.socket".utf8.count
    let name = String(repeating: "d", count: length - folder.path.utf8.count - 1)
    let long = folder.file(name)
    try FileManager.default.createDirectory(atPath: long, withIntermediateDirectories: false)
    let clinic = try LentClinic(name + "/clinic.sqlite", in: folder)
    #expect(clinic.lender.path.utf8.count == LocalSocket.longestPath + more)
    try clinic.beside().write(.addPatient, by: by()) { try $0.add(.test("a")) }
    #expect(try clinic.patients() == ["a"])
  }

  @Test func aNameThatDoesNotFitByItselfIsSaid() throws {
    let name = String(repeating: "n", count: 100)
    let file = try ClinicFile.create(path: folder.file(name))
    #expect(
      throws: RegistryError.systemCall(
        what: "make", path: folder.file(name + ".socket"), why: "File name too long")
    ) { try WriterLender(file) }
  }

  @Test func aByteComesAloneOrWithAnOpenFile() throws {
    let path = folder.file("socket")
    let listener = try LocalSocket.listening(at: path)
    let here = try #require(try LocalSocket.connected(to: path))
    let there = try #require(listener.accepted())
    #expect(there.peer?.process == getpid())
    #expect(there.peer?.user == geteuid())
    #expect(here.receive(within: 0) == .nothingInTime)
    there.send(1)
    #expect(here.receive(within: 1) == .byte(1, file: nil))
    let text = folder.file("text")
    try Data("text".utf8).write(to: URL(fileURLWithPath: text))
    let file = open(text, O_RDONLY)
    there.send(2, file: file)
    close(file)
    guard case .byte(2, let received?) = here.receive(within: 1) else {
      Issue.record("no file came")
      return
    }
    #expect(fcntl(received, F_GETFD) & FD_CLOEXEC != 0)
    var bytes = [UInt8](repeating: 0, count: 4)
    #expect(read(received, &bytes, 4) == 4)
    #expect(String(decoding: bytes, as: UTF8.self) == "text")
    close(received)
    there.stop()
    #expect(here.receive(within: 1) == .end)
  }
}
