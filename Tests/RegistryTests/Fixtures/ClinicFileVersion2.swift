import Foundation
import Outcomes
import Testing

@testable import Registry

@Suite struct `A file of the second schema` {
  let folder: TestFolder
  init() throws {
    folder = try TestFolder()
    try OldClinicFile(version: 2).copy(to: folder.clinic)
  }

  @Test func `is brought up with its seals, and the file as it was is kept`() throws {
    let file = try OldClinicFile(version: 2).bringUp(folder.clinic).file
    let patient = try #require(try file.read { try $0.patient(.init("007")) })
    #expect(patient.physician == nil)
    #expect(patient.givenName == "Ver\u{E1}")
  }

  @Test func `takes a responsible physician, sealed and with its history`() throws {
    let file = try ClinicFile.open(path: folder.clinic, for: .writing)
    var patient = try #require(try file.read { try $0.patient(.init("007")) })
    patient.physician = "Dr Weber"
    try file.write(.editPatient, by: by(), about: patient.id) {
      try $0.edit(patient, seen: 2)
    }
    #expect(try file.read { try $0.patient(.init("007")) } == patient)
    #expect(try file.read { $0.verify(library: nil) }.findings == [])
  }

  @Test func `knows the last look at a patient's flags from the trail`() throws {
    let file = try ClinicFile.open(path: folder.clinic, for: .writing)
    let id = Patient.ID("007")
    #expect(try file.read { try $0.lastLooks(by: "Dr Weber") } == [:])
    let last = try file.read { try $0.lastEntry() }
    let weber = Signature(author: "Dr Weber", reason: "", instant: .now)
    try file.noteAccess(.view, to: "flag", of: id, by: weber)
    try file.noteAccess(.view, to: "chart", of: .init("N2"), by: weber)
    #expect(try file.read { try $0.lastLooks(by: "Dr Weber") } == [id: last])
    #expect(try file.read { try $0.lastLooks(by: "Dr Silva") } == [:])
  }
}
