import Foundation
import Registry
import Testing

@testable import Web

/// A code that is given at the machine, also to the last administrator.
@Suite struct AccountResetTests {
  @Test func theLastAdministratorComesInAgainAndTheTrailSaysSo() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    let accounts = test.site.accounts
    try await test.browse { browser in
      try await browser.signIn("ada")
      #expect(try await browser.get("/accounts").status == 200)
      let code = OneTimeCode.make()
      let given = try await accounts.reset(
        "ada", codeHash: OneTimeCode.hash(code),
        ends: test.clock.now.addingTimeInterval(OneTimeCode.lifetime), by: "root",
        at: test.clock.now)
      #expect(given.name == "ada")
      // Session and password are gone.
      #expect(try await browser.get("/accounts").status == 303)
      #expect(try await browser.another.signIn("ada").status == 422)
      let password = "nine orange lamps whisper"
      let chosen = try await browser.another.post(
        "/choose-password",
        [("name", "ada"), ("code", code), ("password", password), ("again", password)])
      #expect(chosen.status == 303)
      #expect(try await browser.another.signIn("ada", password).status == 303)
    }
    let lines = try await accounts.events().map {
      "\($0.action) \($0.account) by \($0.actor): \($0.detail)"
    }
    #expect(lines.contains("password-code ada by root: reset at the machine"))
    #expect(try await accounts.firstBrokenEvent() == nil)
  }

  @Test func besideTheServerItEndsTheSessionsAtOnce() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    let lender = try WriterLender(test.clinic)
    defer { lender.stop() }
    Thread { lender.run { _ in } }.start()
    try await test.browse { browser in
      try await browser.signIn("ada")
      #expect(try await browser.get("/accounts").status == 200)
      let beside = try ClinicFile.open(path: test.clinic.path, for: .writing)
      #expect(beside.isShared)
      let code = OneTimeCode.make()
      _ = try await beside.accounts().reset(
        "ada", codeHash: OneTimeCode.hash(code),
        ends: test.clock.now.addingTimeInterval(OneTimeCode.lifetime), by: "root",
        at: test.clock.now)
      try beside.close()
      #expect(try await browser.get("/accounts").status == 303)
      #expect(try await browser.another.signIn("ada").status == 422)
    }
    #expect(try test.clinic.read { $0.verify(library: nil) }.findings == [])
  }

  @Test func nothingChangesForAnUnknownOrClosedAccount() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.add("bob", .staff)
    let accounts = test.site.accounts
    try await accounts.setClosed(true, of: "bob", by: "ada", at: test.clock.now)
    let all = try await accounts.all()
    let events = try await accounts.events().count
    for (name, fault) in [
      ("eve", AccountResetFault.unknown("eve", accounts: all)),
      ("bob", .closed(try #require(all.last))),
    ] {
      await #expect(throws: fault) {
        try await accounts.reset(
          name, codeHash: Data(count: 32), ends: test.clock.now, by: "root", at: test.clock.now)
      }
    }
    #expect(try await accounts.events().count == events)
    #expect(try await accounts.account("ada")?.password != nil)
  }
}
