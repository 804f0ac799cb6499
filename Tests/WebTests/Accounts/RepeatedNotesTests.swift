import Foundation
import Registry
import Testing

@testable import Web

/// Refused and throttled tries, and pages that were refused, leave lines; a flood leaves few.
@Suite struct RepeatedNotesTests {
  private func lines(_ test: TestSite) async throws -> [String] {
    try await test.site.accounts.events().reversed().map {
      "\($0.actor) \($0.action) \($0.account) \($0.detail)"
    }.filter { $0.contains("refused") || $0.contains("throttled") }
  }

  @Test func aMinuteHasOneLineAndOneWithACount() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      for _ in 0..<5 { try await browser.signIn("ada", "wrong password here") }
      for _ in 0..<3 { #expect(try await browser.signIn("ada").status == 429) }
      #expect(
        try await self.lines(test) == [
          "- sign-in-refused ada from unknown", "- sign-in-throttled ada from unknown",
        ])
      test.clock.advance(seconds: 60)
      await test.site.repeated.flush(at: test.clock.now, in: test.site.accounts)
      await test.site.repeated.flush(at: test.clock.now, in: test.site.accounts)
      #expect(
        try await self.lines(test).dropFirst(2) == [
          "- sign-in-refused ada from unknown, 4 more within the minute from 16:26 on",
          "- sign-in-throttled ada from unknown, 2 more within the minute from 16:26 on",
        ])
    }
    #expect(try await test.site.accounts.firstBrokenEvent() == nil)
  }

  @Test func aFloodOfNamesHasALastLine() async throws {
    let test = try await TestSite()
    let repeated = test.site.repeated
    for _ in 0..<3 {
      for number in 0..<1_000 {
        await repeated.note(
          RepeatedNotes.Line(
            action: "sign-in-refused", account: "n\(number)", actor: "-", detail: "from 10.0.0.1"),
          at: test.clock.now, in: test.site.accounts)
      }
    }
    await repeated.flush(at: test.clock.now, isLast: true, in: test.site.accounts)
    let lines = try await lines(test)
    #expect(lines.count == 41)
    #expect(
      lines.last
        == "- many-refused - 2940 more of other accounts or addresses within the minute from 16:26 on"
    )
  }

  @Test func whatCannotBeWrittenIsWrittenOnceItCanBe() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    let line = RepeatedNotes.Line(
      action: "sign-in-refused", account: "ada", actor: "-", detail: "from 10.0.0.1")
    let other = try await TestSite()
    try other.clinic.close()
    let repeated = test.site.repeated
    await repeated.note(line, at: test.clock.now, in: other.site.accounts)
    await repeated.note(line, at: test.clock.now, in: other.site.accounts)
    test.clock.advance(seconds: 60)
    await repeated.flush(at: test.clock.now, in: other.site.accounts)
    #expect(try await lines(test) == [])
    test.clock.advance(seconds: 60)
    await repeated.flush(at: test.clock.now, in: test.site.accounts)
    #expect(
      try await lines(test) == [
        "- many-refused - 2 more of other accounts or addresses within the minute from 16:27 on"
      ])
  }

  /// By the route: the trail of sign-ins names no patient.
  @Test func refusedPagesAreNoted() async throws {
    let test = try await PagesSite()
    let patient = try test.path()
    try await test.browse(.researcher) { browser in
      for path in ["/accounts", "/backup", patient] {
        let page = try await browser.get(path)
        #expect(page.status == 403)
      }
      let download = try await browser.post("/backup/download")
      #expect(download.status == 403)
    }
    let lines = try await test.site.accounts.events(action: "access-refused").reversed()
    #expect(lines.map(\.actor) == Array(repeating: "researcher", count: 4))
    #expect(
      lines.map(\.detail) == [
        "GET /accounts", "GET /backup", "GET /patients/:patient", "POST /backup/download",
      ])
  }

  @Test func spentFormsGoWithTheSession() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    let accounts = test.site.accounts
    let limits = SessionLimits.standard
    let (token, nonce) = (Data(repeating: 1, count: 32), Data(repeating: 2, count: 16))
    try await accounts.startSession(of: "ada", tokenHash: token, at: test.clock.now)
    try await accounts.spend(FormInHand(nonce: nonce, session: token))
    test.clock.advance(seconds: TimeInterval(limits.absolute - 1))
    try await accounts.removeSpentForms(limits: limits, at: test.clock.now)
    await #expect(throws: FormSpent.self) {
      try await accounts.spend(FormInHand(nonce: nonce, session: token))
    }
    test.clock.advance(seconds: 1)
    guard case .ended = try await accounts.session(tokenHash: token, at: test.clock.now) else {
      Issue.record("the session goes on")
      return
    }
    try await accounts.removeSpentForms(limits: limits, at: test.clock.now)
    try await accounts.spend(FormInHand(nonce: nonce, session: token))
  }
}
