import Foundation
import Registry
import Testing

@testable import Web

/// Where somebody is signed in, seen and ended by themselves.
@Suite struct OwnSessionsTests {
  private func rows(_ page: Page) -> [String] {
    page.text.matches(of: #/<td data-label="Where">([a-z ]+)</td>/#).map { String($0.output.1) }
  }

  @Test func areListedWithoutThoseOfOthersOrThatEnded() async throws {
    let test = try await TestSite()
    try await test.add("nora", .staff)
    try await test.add("bob", .staff)
    try await test.browse { browser in
      #expect(try await browser.get("/sessions").location == "/sign-in?next=/sessions")
      let (second, other) = (browser.another, browser.another)
      try await second.signIn("nora")
      test.clock.advance(seconds: 60)
      try await browser.signIn("nora")
      try await other.signIn("bob")
      #expect(rows(try await browser.get("/sessions")) == ["this browser", "another browser"])
      #expect(rows(try await second.get("/sessions")) == ["another browser", "this browser"])
      let alone = try await other.get("/sessions")
      #expect(rows(alone) == ["this browser"])
      #expect(alone.text.contains("You are signed in nowhere else."))
      #expect(!alone.text.contains("/sessions/end"))
      // The other browser is left alone until its session has run out.
      test.clock.advance(seconds: 14 * 60)
      #expect(rows(try await browser.get("/sessions")) == ["this browser", "another browser"])
      test.clock.advance(seconds: 61)
      #expect(rows(try await browser.get("/sessions")) == ["this browser"])
    }
  }

  @Test func endElsewhereWithThePasswordAndGoOnHere() async throws {
    let test = try await TestSite()
    try await test.add("nora", .staff)
    try await test.add("bob", .staff)
    try await test.browse { browser in
      let (second, third, other) = (browser.another, browser.another, browser.another)
      for each in [browser, second, third] { try await each.signIn("nora") }
      try await other.signIn("bob")
      func end(_ password: String) async throws -> Page {
        let nonce = try await browser.get("/sessions").nonce("/sessions/end")
        return try await browser.post(
          "/sessions/end", [("nonce", nonce), ("password", password)])
      }
      let refused = try await end("not the password of nora")
      #expect(refused.status == 422 && refused.text.contains("This is not your password."))
      #expect(try await second.get("/sessions").status == 200)
      #expect(try await end(TestSite.password).location == "/sessions")
      let page = try await browser.get("/sessions")
      #expect(page.text.contains("2 other sessions ended"))
      #expect(rows(page) == ["this browser"])
      for each in [second, third] {
        #expect(try await each.get("/sessions").location == "/sign-in?next=/sessions")
      }
      #expect(try await other.get("/sessions").status == 200)
    }
    // Accounts and sessions are still those that the trail of sign-ins tells of.
    #expect(try test.clinic.read { $0.verify(library: nil) }.findings == [])
  }
}
