import Foundation
import GRDB
import Outcomes
import Testing

@testable import Registry

/// A clinic with four accounts, one of them signed in, of which one entry tells.
private struct AccountsClinic {
  let folder: TestFolder
  static let session = Data(repeating: 7, count: 32)
  private static let instant = Date(timeIntervalSince1970: 1_772_352_930)

  init() async throws {
    folder = try TestFolder()
    let file = try ClinicFile.create(path: folder.clinic)
    try fillEverything(file)
    let accounts = try file.accounts()
    try await accounts.addFirst(
      name: "boss", fullName: "The Boss", password: "hash of boss", at: Self.instant)
    for (name, role) in [("staff", Role.staff), ("doc", .physician), ("left", .staff)] {
      try await accounts.add(
        name: name, fullName: "Full \(name)", role: role, password: "hash of \(name)", by: "boss",
        at: Self.instant)
    }
    try await accounts.setRole(.researcher, of: "left", by: "boss", at: Self.instant)
    try await accounts.setClosed(true, of: "left", by: "boss", at: Self.instant)
    try await accounts.invite(
      "doc", codeHash: Data(repeating: 3, count: 32), ends: Self.instant + 600, by: "boss",
      at: Self.instant)
    try await accounts.setPassword("hash 2 of doc", of: "doc", by: "doc", at: Self.instant)
    try await accounts.startSession(of: "staff", tokenHash: Self.session, at: Self.instant)
    try await accounts.restore(password: "hash 2 of staff", of: "staff", at: Self.instant)
    try file.write(.addPatient, by: by()) { try $0.add(.test("last")) }
    try file.close()
  }

  func findings() throws -> [String] {
    let file = try ClinicFile.open(path: folder.clinic, for: .reading)
    defer { try? file.close() }
    return try file.read { $0.verify(library: testLibrary) }.findings.map(\.description)
  }

  /// As somebody would who takes the triggers away and puts them back.
  func alter(_ sql: String) throws {
    let other = try folder.otherProgram()
    try other.write { database in
      let triggers = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
      let due = try Schema.released.objects(at: Schema.released.version)
      for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger)") }
      try database.execute(sql: sql)
      for trigger in triggers { try database.execute(sql: due[trigger] ?? "") }
    }
    try other.close()
  }
}

/// With the guards taken away and put back.
@Suite struct `An edit by another program` {
  struct Edit: Sendable, CustomTestStringConvertible {
    let sql: String
    let finding: String
    init(_ sql: String, _ finding: String) { (self.sql, self.finding) = (sql, finding) }
    var testDescription: String { sql }
  }

  private static let notAsToldOf = "is not what the sign-in trail says"
  private static let cut =
    "the sign-in trail of that time is not the one in the file: lines were altered or removed"
  private static let event =
    "does not fit its seal: it or a line before it was altered or removed"
  private static let altered =
    "its seal does not match: it was altered, or the row before it was altered or removed"

  static let edits: [Edit] = [
    // Who may do what.
    Edit(
      "UPDATE account SET role = 'administrator' WHERE name = 'staff'",
      "account: the role of 'staff' \(notAsToldOf)"),
    Edit(
      "UPDATE account SET password = 'mine' WHERE name = 'boss'",
      "account: the password of 'boss' \(notAsToldOf)"),
    Edit(
      "UPDATE account SET password = NULL WHERE name = 'boss'",
      "account: the password of 'boss' \(notAsToldOf)"),
    Edit(
      "UPDATE account SET code = zeroblob(32), code_ends = 9999999999 WHERE name = 'boss'",
      "account: the one-time code of 'boss' \(notAsToldOf)"),
    Edit(
      "UPDATE account SET full_name = 'Dr. Weiß' WHERE name = 'doc'",
      "account: the full name of 'doc' \(notAsToldOf)"),
    Edit(
      "UPDATE account SET closed = 0 WHERE name = 'left'",
      "account: whether it is closed, of 'left' \(notAsToldOf)"),
    Edit(
      "UPDATE account SET totp_secret = zeroblob(20), totp_since = 1 WHERE name = 'boss'",
      "account: the second factor of 'boss' \(notAsToldOf)"),
    Edit(
      "UPDATE account SET totp_last = 5 WHERE name = 'boss'",
      "account: the last use of the second factor of 'boss' \(notAsToldOf)"),
    Edit(
      "INSERT INTO recovery_code VALUES ('boss', zeroblob(32), NULL)",
      "account: the recovery codes of 'boss' \(notAsToldOf)"),
    Edit(
      "INSERT INTO account (name, full_name, role) VALUES ('new', 'New', 'administrator')",
      "account: 'new' was added by another program: the sign-in trail does not know it"),
    Edit("DELETE FROM account WHERE name = 'left'", "account: 'left' is missing"),
    Edit(
      "UPDATE account SET name = 'right' WHERE name = 'left'", "account: 'left' is missing"),
    Edit(
      "INSERT INTO session (token, account, started, seen) VALUES (zeroblob(32), 'boss', 1, 1)",
      "session: one of 'boss' was not begun by signing in, or had ended"),
    Edit(
      "UPDATE session SET account = 'boss'",
      "session: one of 'boss' was not begun by signing in, or had ended"),
    // The trail of it.
    Edit(
      "DELETE FROM account_event WHERE id = (SELECT max(id) FROM account_event)",
      "account_event: ends at row 9, but rows up to 10 were written: the end is missing"),
    Edit(
      """
      DELETE FROM account_event WHERE id = 10;
      UPDATE sqlite_sequence SET seq = 9 WHERE name = 'account_event'
      """, "entry row 12: \(cut)"),
    Edit(
      """
      DELETE FROM account_event; DELETE FROM sqlite_sequence WHERE name = 'account_event'
      """, "entry row 12: \(cut)"),
    Edit(
      "DELETE FROM sqlite_sequence WHERE name = 'account_event'",
      "account_event: SQLite's count of its rows is missing"),
    Edit("DELETE FROM account_event WHERE id = 5", "account_event row 6: \(event)"),
    Edit(
      "UPDATE account_event SET actor = 'doc' WHERE id = 5", "account_event row 5: \(event)"),
    Edit(
      "UPDATE account_event SET state = replace(state, 'role:staff', 'role:physician')",
      "account_event row 2: \(event)"),
    Edit("UPDATE account_event SET session = NULL", "account_event row 9: \(event)"),
    // What was asserted.
    Edit("UPDATE score SET total = total + 1 WHERE row = 1", "score row 1: \(altered)"),
    Edit("UPDATE score SET answers = '3,3,3' WHERE row = 1", "score row 1: \(altered)"),
    Edit("UPDATE entry SET author = 'Dr. Noir' WHERE id = 2", "entry row 2: its seal"),
    Edit("UPDATE entry SET channel = 'web doc' WHERE id = 2", "entry row 2: its seal"),
    Edit("UPDATE entry SET accounts = NULL WHERE id = 12", "entry row 12: its seal"),
    Edit("DELETE FROM score WHERE row = 2", "score row 3: row 2 before it is missing"),
    Edit("UPDATE audit SET author = 'nobody' WHERE id = 3", "audit row 3: its seal"),
    Edit(
      "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)",
      "audit: ends at row 25, but rows up to 26 were written: the end is missing"),
    Edit("UPDATE patient SET owner = 'N2' WHERE row = 1", "patient row 1: is given to the wrong"),
  ]

  @Test(arguments: edits) func `is found and named`(_ edit: Edit) async throws {
    let clinic = try await AccountsClinic()
    #expect(try clinic.findings() == [])
    try clinic.alter(edit.sql)
    let found = try clinic.findings()
    #expect(found.contains { $0.hasPrefix(edit.finding) }, "\(found)")
  }

  /// Whoever can write the file can append a line that takes over what was altered.
  @Test func `is not covered up by the next change of the account`() async throws {
    let clinic = try await AccountsClinic()
    try clinic.alter("UPDATE account SET role = 'administrator' WHERE name = 'staff'")
    let file = try ClinicFile.open(path: clinic.folder.clinic, for: .writing)
    try await file.accounts().setPassword(
      "hash 3", of: "staff", by: "staff", at: Date(timeIntervalSince1970: 1_772_352_990))
    try file.close()
    #expect(
      try clinic.findings() == [
        "account_event row 11: finds the role of 'staff' changed, and no line before it says so"
      ])
  }

  /// The rows of an entry, and what SQLite counted, put back as they were before it.
  ///
  /// No seal is wrong then. What somebody noted shows it.
  @Test func `that takes the last entry back is shown by a seal noted since`() async throws {
    let clinic = try await AccountsClinic()
    func place(_ noted: NotedSeal) throws -> SealPlace? {
      let file = try ClinicFile.open(path: clinic.folder.clinic, for: .reading)
      defer { try? file.close() }
      return try file.read { try $0.place(of: noted) }
    }
    let file = try ClinicFile.open(path: clinic.folder.clinic, for: .reading)
    let seals = try file.read { reading in
      try String.fetchAll(reading.database, sql: "SELECT hex(seal) FROM entry ORDER BY id")
    }
    let last = try #require(try file.read { try $0.seal() })
    try file.close()
    #expect(last == FileSeal(text: seals[11].lowercased(), entry: 12))
    let instant = by().instant.text
    for (digits, entry) in [(64, 12), (12, 12), (64, 11), (20, 1)] {
      let noted = try #require(NotedSeal(String(seals[entry - 1].prefix(digits))))
      #expect(
        try place(noted) == SealPlace(entry: entry, instant: instant, later: 12 - entry))
    }
    try clinic.alter(
      """
      DELETE FROM patient WHERE entry = 12; DELETE FROM identifier WHERE patient = 'last';
      DELETE FROM audit WHERE entry = 12; DELETE FROM entry WHERE id = 12;
      UPDATE sqlite_sequence SET seq = (SELECT max(id) FROM entry) WHERE name = 'entry';
      UPDATE sqlite_sequence SET seq = (SELECT max(id) FROM audit) WHERE name = 'audit'
      """)
    #expect(try clinic.findings() == [])
    #expect(try place(try #require(NotedSeal(last.text))) == nil)
    #expect(try place(try #require(NotedSeal(seals[10])))?.later == 0)
  }
}

@Suite struct `A seal that was noted` {
  @Test(arguments: [
    ("0123456789ab", true), ("0123456789a", false), ("0123 4567 89AB", true),
    ("0123456789ag", false), (String(repeating: "f", count: 64), true),
    (String(repeating: "f", count: 65), false), ("", false), ("%___________", false),
  ])
  func `has 12 to 64 hexadecimal digits`(_ typed: String, _ isSeal: Bool) {
    #expect((NotedSeal(typed) != nil) == isSeal)
  }
}

@Suite struct `A restore` {
  @Test func `leaves a line in both trails and ends every session`() async throws {
    let clinic = try await AccountsClinic()
    let folder = clinic.folder
    let before = try ClinicFile.open(path: folder.clinic, for: .writing)
    try before.backup(to: folder.file("copy.sqlite"))
    let backedUp = try #require(try before.read { try $0.seal() })
    try before.write(.addPatient, by: by()) { try $0.add(.test("later")) }
    let replaced = try #require(try before.read { try $0.seal() })
    try before.close()
    let restored = try ClinicFile.restore(
      from: folder.file("copy.sqlite"), to: folder.clinic, at: by().instant,
      by: Signature(author: "anna", instant: by().instant, channel: .commandLine(user: "root")))
    #expect(restored.verification.findings == [])
    let file = try ClinicFile.open(path: folder.clinic, for: .writing)
    #expect(try clinic.findings() == [])
    let line = try #require(try file.read { try $0.audit(limit: 1) }.first)
    #expect(line.action == "restore")
    #expect(line.author == "anna")
    #expect(line.channel == "command-line root")
    #expect(
      line.old
        == #"{"entry":"13","kept":"clinic.sqlite.replaced-20260301T081530250Z","seal":"\#(replaced.text)"}"#
    )
    #expect(
      line.new == #"{"backup":"copy.sqlite","entry":"12","seal":"\#(backedUp.text)"}"#)
    let event = try #require(try await file.accounts().events(limit: 1).first)
    #expect(event.action == "restored")
    #expect(event.actor == "anna")
    #expect(event.detail == "seal \(replaced.text) to seal \(backedUp.text)")
    let state = try await file.accounts().session(
      tokenHash: AccountsClinic.session, at: Date(timeIntervalSince1970: 1_772_352_940))
    #expect(state == .none)
    try file.close()
    // A session of the backup that is put in again has ended.
    try clinic.alter(
      "INSERT INTO session (token, account, started, seen) VALUES (x'\(String(repeating: "07", count: 32))', 'staff', 1, 1)"
    )
    #expect(
      try clinic.findings() == [
        "session: one of 'staff' was not begun by signing in, or had ended"
      ])
  }

  @Test func `of a backup of an earlier schema brings it up and notes the same`() throws {
    let folder = try TestFolder()
    try OldClinicFile(version: 5).copy(to: folder.file("old.sqlite"))
    let restored = try ClinicFile.restore(
      from: folder.file("old.sqlite"), to: folder.clinic, at: by().instant, by: by("anna"))
    #expect(restored.replaced == nil)
    #expect(restored.verification.findings == [])
    let file = try ClinicFile.open(path: folder.clinic, for: .reading)
    let line = try #require(try file.read { try $0.audit(limit: 1) }.first)
    #expect(line.old == "{}")
    #expect(
      line.new
        == #"{"backup":"old.sqlite","entry":"1","seal":"5dfc1a93aabd413d2f50f8f5e54ac3ea4448f381614c3bfc9f43d467ad71d123"}"#
    )
  }
}
