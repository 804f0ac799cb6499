import Foundation
import GRDB
import Outcomes
import Testing

@testable import Registry

/// Four accounts, one of them with a one-time code, one signed in, and two refused attempts.
@Suite struct `A file of the fifth schema` {
  let folder: TestFolder
  init() throws {
    folder = try TestFolder()
    try OldClinicFile(version: 5).copy(to: folder.clinic)
  }

  private func findings(_ file: ClinicFile) throws -> [String] {
    try file.read { $0.verify(library: nil) }.findings.map(\.description)
  }

  @Test func `is brought up with its seals, and the file as it was is kept`() async throws {
    let file = try OldClinicFile(version: 5).bringUp(folder.clinic).file
    let trail = try await file.accounts().events()
    #expect(
      trail.map { "\($0.id) \($0.action) \($0.account)" } == [
        "12 as-found staff", "11 as-found researcher", "10 as-found physician",
        "9 as-found administrator", "8 sign-in staff", "7 sign-in-refused staff",
        "6 sign-in-refused staff", "5 password-code researcher", "4 add administrator",
        "3 add researcher", "2 add physician", "1 add staff",
      ])
    let state = AccountState(try #require(trail[1].state)).values
    #expect(state[.fullName] == "Example researcher")
    #expect(state[.role] == "researcher")
    #expect(state[.closed] == "0")
    #expect(state[.password] == "")
    #expect(state[.code]?.count == 74)
    #expect(state[.secondFactor] == "")
    // Nobody stays signed in.
    try await file.reader.read { database in
      let sessions = try Int.fetchOne(database, sql: "SELECT count(*) FROM session")
      #expect(sessions == 0)
    }
  }

  @Test func `seals its sign-in trail with the next entry, and the way by which that came`() throws
  {
    let file = try ClinicFile.open(path: folder.clinic, for: .writing)
    var signature = by()
    signature.channel = .web(account: "staff")
    try file.write(.addPatient, by: signature) { try $0.add(.test("another")) }
    signature.channel = .commandLine(user: "anna")
    try file.noteAccess(.view, to: "chart", of: .init("another"), by: signature)
    try file.read { reading in
      let entries = try Row.fetchAll(
        reading.database, sql: "SELECT length(accounts) AS length, channel FROM entry ORDER BY id")
      #expect(entries.map { $0["length"] as Int? } == [nil, 32])
      #expect(entries.map { $0["channel"] as String? } == [nil, "web staff"])
      #expect(try reading.audit(limit: 2).map(\.channel) == ["command-line anna", "web staff"])
    }
    #expect(try findings(file) == [])
    try file.close()
    for (change, finding) in [
      (
        "UPDATE entry SET channel = 'web boss' WHERE id = 2", "entry row 2: its seal does not match"
      ),
      ("UPDATE entry SET accounts = NULL WHERE id = 2", "entry row 2: its seal does not match"),
      (
        "UPDATE audit SET channel = NULL WHERE channel > ''", "audit row 4: its seal does not match"
      ),
    ] {
      let stored = try Data(contentsOf: URL(filePath: folder.clinic))
      let other = try folder.otherProgram()
      try other.write {
        try $0.execute(sql: "DROP TRIGGER entry_fixed; DROP TRIGGER audit_fixed; \(change)")
      }
      try other.close()
      let altered = try ClinicFile.open(path: folder.clinic, for: .reading)
      #expect(try findings(altered).contains { $0.hasPrefix(finding) }, "\(change)")
      try altered.close()
      for side in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: folder.clinic + side)
      }
      try stored.write(to: URL(filePath: folder.clinic))
    }
  }

  @Test func `is not brought up where a role is not the one of the trail`() throws {
    let other = try folder.otherProgram()
    try other.write {
      try $0.execute(sql: "UPDATE account SET role = 'administrator' WHERE name = 'staff'")
    }
    try other.close()
    let error = #expect(throws: RegistryError.self) {
      try ClinicFile.open(path: folder.clinic, for: .writing)
    }
    guard case .damagedCopy(_, let findings)? = error else {
      Issue.record("no damaged copy: \(String(describing: error))")
      return
    }
    #expect(
      findings.map(\.description) == [
        "account: the role of 'staff' is not what the sign-in trail says"
      ])
  }
}
