import Foundation
import Registry
import Testing

@testable import Web

/// A session that is locked after a pause and unlocked by a short code of the person's own.
@Suite struct `A short code` {
  private static let code = "482915"

  private static func settings(minutes: Int = 15) throws -> SiteSettings {
    var settings = SiteSettings()
    settings.hasUnlocking = true
    settings.sessions = try #require(SessionLimits(minutes: minutes))
    return settings
  }

  /// A site with somebody signed in who has set the code.
  private static func begin(
    minutes: Int = 15, _ body: @Sendable (TestSite, Browser) async throws -> Void
  ) async throws {
    let test = try await TestSite(settings: try settings(minutes: minutes))
    try await test.add("nora", .staff)
    try await test.browse { browser in
      try await browser.signIn("nora")
      let set = try await browser.submit(
        "/unlock-code", [("current", TestSite.password), ("code", code), ("again", code)])
      #expect(set.status == 303)
      try await body(test, browser)
    }
  }

  @Test func `unlocks the same browser and leads back to the page`() async throws {
    try await Self.begin { (test: TestSite, browser: Browser) async throws in
      test.clock.advance(seconds: 15 * 60)
      let locked = try await browser.get("/review?disease=mg")
      #expect(locked.location == "/unlock?next=/review%3Fdisease%3Dmg")
      let page = try await browser.get(try #require(locked.location))
      #expect(page.text.contains("Locked after a pause"))
      // Nothing but unlocking is possible meanwhile.
      #expect(try await browser.post("/password", []).status == 401)
      let open = try await browser.post(
        "/unlock", [("code", Self.code), ("next", "/review?disease=mg")])
      #expect(open.location == "/review?disease=mg")
      #expect(try await browser.get("/review").status == 200)
      #expect(try await test.site.accounts.events(action: "unlock").count == 1)
    }
  }

  @Test func `is worth nothing on another browser`() async throws {
    try await Self.begin { (test: TestSite, browser: Browser) async throws in
      test.clock.advance(seconds: 15 * 60)
      let other = browser.another
      #expect(try await other.get("/unlock").location == "/sign-in")
      #expect(try await other.post("/unlock", [("code", Self.code)]).location == "/sign-in")
      try await other.signIn("nora")
      test.clock.advance(seconds: 15 * 60)
      #expect(try await other.get("/review").location == "/sign-in?next=/review")
      #expect(try await other.post("/unlock", [("code", Self.code)]).location == "/sign-in")
    }
  }

  @Test func `that is wrong five times ends the session`() async throws {
    try await Self.begin { (test: TestSite, browser: Browser) async throws in
      test.clock.advance(seconds: 15 * 60)
      for left in [4, 3, 2, 1] {
        let page = try await browser.post("/unlock", [("code", "000000")])
        #expect(page.status == 422)
        #expect(page.text.contains(left == 1 ? "One attempt is left" : "\(left) attempts are left"))
      }
      #expect(try await browser.post("/unlock", [("code", "000000")]).location == "/sign-in")
      #expect(try await browser.post("/unlock", [("code", Self.code)]).location == "/sign-in")
      #expect(try await browser.get("/review").location == "/sign-in?next=/review")
      #expect(try await test.site.accounts.events(action: "unlock-refused").count == 5)
    }
  }

  @Test func `prolongs no session beyond its end`() async throws {
    try await Self.begin { (test: TestSite, browser: Browser) async throws in
      for _ in 0..<31 {
        test.clock.advance(seconds: 15 * 60)
        #expect(try await browser.post("/unlock", [("code", Self.code)]).location != "/sign-in")
      }
      test.clock.advance(seconds: 15 * 60)
      #expect(try await browser.post("/unlock", [("code", Self.code)]).location == "/sign-in")
      #expect(try await browser.get("/review").location == "/sign-in?next=/review")
    }
  }

  @Test func `is gone with the session that was signed out`() async throws {
    try await Self.begin { (test: TestSite, browser: Browser) async throws in
      let token = try browser.token
      let nonce = try await browser.get("/review").nonce("/sign-out")
      _ = try await browser.post("/sign-out", [("nonce", nonce)])
      #expect(!test.site.unlockCodes.isSet(for: SessionCookie.hash(token)))
    }
  }

  @Test(arguments: [
    "", "12345", "1234567890123", "48291a", "111111", "123456", "987654", "121212", "4829 15",
  ]) func `that others guess first is refused`(code: String) {
    #expect(UnlockCodes.objection(to: code) != nil)
  }

  @Test func `needs the password and is asked twice`() async throws {
    let test = try await TestSite(settings: try Self.settings())
    try await test.add("nora", .staff)
    try await test.browse { browser in
      try await browser.signIn("nora")
      let page = try await browser.submit(
        "/unlock-code", [("current", "wrong"), ("code", Self.code), ("again", "482916")])
      #expect(page.status == 422)
      #expect(page.text.contains("This is not your password."))
      #expect(page.text.contains("The two codes differ."))
      #expect(try await browser.get("/review").text.contains("Short code for this browser"))
    }
  }

  @Test func `is not there where the site does not offer it`() async throws {
    let test = try await TestSite()
    try await test.add("nora", .staff)
    try await test.browse { browser in
      try await browser.signIn("nora")
      #expect(try await browser.get("/unlock-code").status == 404)
      #expect(try await !browser.get("/review").text.contains("Short code"))
    }
  }

  @Test(arguments: [
    (4, false), (5, true), (15, true), (720, true), (721, false), (0, false), (-1, false),
  ])
  func `and the time without use are the site's choice, up to a shift`(
    minutes: Int, isAllowed: Bool
  ) {
    #expect((SessionLimits(minutes: minutes) != nil) == isAllowed)
  }

  @Test func `is not needed within the time that the site chose`() async throws {
    try await Self.begin(minutes: 720) { (test: TestSite, browser: Browser) async throws in
      test.clock.advance(seconds: 719 * 60)
      #expect(try await browser.get("/review").status == 200)
      test.clock.advance(seconds: 60)
      #expect(try await browser.get("/review").location == "/sign-in?next=/review")
    }
  }
}
