import Foundation
import Outcomes
import Testing

@testable import Registry

@Suite struct `A file of the third schema` {
  let folder: TestFolder
  init() throws {
    folder = try TestFolder()
    try OldClinicFile(version: 3).copy(to: folder.clinic)
  }

  @Test func `is brought up with its seals, and the file as it was is kept`() throws {
    let (file, report) = try OldClinicFile(version: 3).bringUp(folder.clinic)
    #expect(report.rows["mapping"] == 0)
    #expect(try file.read { try $0.storedMappings() } == [])
    #expect(try file.read { try $0.patient(.init("007")) }?.physician == "Dr Weber")
  }

  @Test func `takes mappings, and keeps every text that there was`() throws {
    let file = try ClinicFile.open(path: folder.clinic, for: .writing)
    func names() throws -> [String] { try file.read { try $0.storedMappings().map(\.name) } }
    for text in ["name: a\n", "name: \"b\"\n\t#\\\n"] {
      try file.write(.storeMapping, by: by()) { try $0.storeMapping(text, named: "Wöchentlich") }
    }
    try file.write(.storeMapping, by: by("boss")) { try $0.storeMapping("x: 1", named: "Other") }
    let stored = try file.read { try $0.storedMappings() }
    #expect(stored.map(\.name) == ["Other", "Wöchentlich"])
    #expect(stored.map(\.text) == ["x: 1", "name: \"b\"\n\t#\\\n"])
    #expect(stored.map(\.author) == ["boss", by().author])
    #expect(stored.last?.hash == contentHash("name: \"b\"\n\t#\\\n"))
    try file.write(.removeMapping, by: by()) { try $0.removeMapping(named: "Wöchentlich") }
    #expect(try names() == ["Other"])
    let report = try file.read { $0.verify(library: nil) }
    #expect(report.findings == [])
    #expect(report.rows["mapping"] == 4)
    let trail = try file.read { try $0.audit(limit: 4) }
    #expect(
      trail.map(\.action) == ["remove-mapping", "store-mapping", "store-mapping", "store-mapping"])
    #expect(trail.last?.new?.contains(#""text":"name: a\n""#) == true)
    #expect(trail.allSatisfy { $0.subject == "mapping" && $0.isSealed })
    // A mapping that was removed can be stored again.
    try file.write(.storeMapping, by: by()) { try $0.storeMapping("y", named: "Wöchentlich") }
    #expect(try names() == ["Other", "Wöchentlich"])
  }

  @Test func `finds a stored mapping that another program altered, and a backup carries it`() throws
  {
    let file = try ClinicFile.open(path: folder.clinic, for: .writing)
    try file.write(.storeMapping, by: by()) { try $0.storeMapping("name: a", named: "a") }
    _ = try file.backup(to: folder.file("copy.sqlite"), library: nil)
    try file.close()
    let copy = try ClinicFile.open(path: folder.file("copy.sqlite"), for: .reading)
    #expect(try copy.read { try $0.storedMappings() }.map(\.text) == ["name: a"])
    try copy.close()
    let other = try folder.otherProgram()
    #expect(throws: (any Error).self) {
      try other.write { try $0.execute(sql: "UPDATE mapping SET text = 'name: b'") }
    }
    #expect(throws: (any Error).self) {
      try other.write { try $0.execute(sql: "DELETE FROM mapping") }
    }
    try other.write {
      try $0.execute(sql: "DROP TRIGGER mapping_fixed")
      try $0.execute(sql: "UPDATE mapping SET text = 'name: b'")
    }
    try other.close()
    let altered = try ClinicFile.open(path: folder.clinic, for: .reading)
    let found = try altered.read { $0.verify(library: nil) }.findings.map(\.description)
    #expect(found.contains { $0.hasPrefix("mapping row 1: its seal does not match") })
  }
}
