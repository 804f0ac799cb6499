import Foundation
import HTTPTypes
import Registry
import Testing

@testable import Web

/// The cookie that keeps a person's own browser apart from strangers.
@Suite struct KnownBrowserTests {
  private let key = Data(0..<32)

  private func read(_ browser: KnownBrowser) throws -> KnownBrowser {
    let pair = String(browser.header.prefix { $0 != ";" })
    return try #require(KnownBrowser([.cookie: "other=1; \(pair)"]))
  }

  @Test func aSignInGivesItWithEveryFlag() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      let page = try await browser.signIn("ada")
      let parts = try #require(page.headers[values: .setCookie].last).components(separatedBy: "; ")
      #expect(parts[0].hasPrefix("__Host-recheck-browser="))
      #expect(
        Set(parts.dropFirst()) == [
          "Path=/", "Secure", "HttpOnly", "SameSite=Strict", "Max-Age=34560000",
        ])
      let known = browser.knownCookie
      let out = try await browser.post(
        "/sign-out", [("nonce", try await browser.get("/accounts").nonce("/sign-out"))])
      // It stays when somebody signs out, and opens nothing.
      #expect(out.status == 303 && browser.cookie == nil && browser.knownCookie == known)
      #expect(try await browser.get("/accounts").status == 303)
      #expect(try await browser.signIn("ada", "wrong password here").status == 422)
    }
    let refused = try await test.site.accounts.events(action: "sign-in-refused")
    #expect(refused.map(\.detail) == ["from unknown, a browser known for the account"])
  }

  @Test func itKnowsItsAccountsWithTheirPasswordsAlone() throws {
    var browser = KnownBrowser()
    try browser.add("ada", password: "a", key: key)
    try browser.add("bob", password: "b", key: key)
    let back = try read(browser)
    for (name, password, isKnown) in [
      ("ada", "a", true), ("bob", "b", true), ("ada", "b", false), ("bob", "a", false),
      ("ada", "new", false), ("eve", "a", false),
    ] {
      #expect(try back.knows(name, password: password, key: key) == isKnown, "\(name) \(password)")
    }
    #expect(try !back.knows("ada", password: "a", key: Data(1..<33)))
    #expect(back.text == browser.text)
  }

  @Test func theTwelveLatestAccountsAreKnown() throws {
    var browser = KnownBrowser()
    for number in 1...13 { try browser.add("n\(number)", password: "p", key: key) }
    try browser.add("n13", password: "p", key: key)
    let back = try read(browser)
    #expect(try !back.knows("n1", password: "p", key: key))
    for number in 2...13 { #expect(try back.knows("n\(number)", password: "p", key: key)) }
  }

  @Test(arguments: [
    "", "x", "AAAA", String(repeating: "A", count: 22), String(repeating: "A", count: 43) + "!",
    String(repeating: "A", count: 300), String(repeating: "A", count: 4_000),
  ])
  func whatIsMalformedIsNone(text: String) {
    #expect(KnownBrowser([.cookie: "\(KnownBrowser.name)=\(text)"]) == nil)
  }

  @Test func aNewPasswordMakesItWorthNothing() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      let old = browser.knownCookie
      let page = try await browser.get("/password")
      let password = "nine orange lamps whisper"
      let changed = try await browser.post(
        "/password",
        [("nonce", page.nonce("/password")), ("current", TestSite.password)]
          + [("password", password), ("again", password)])
      #expect(changed.status == 303)
      let new = browser.knownCookie
      for (cookie, isKnown) in [(old, false), (new, true)] {
        browser.knownCookie = cookie
        _ = try await browser.signIn("ada", "wrong password here")
        let line = try #require(
          try await test.site.accounts.events(action: "sign-in-refused").first)
        #expect(line.detail.contains(", a browser known") == isKnown)
        test.clock.advance(seconds: 60)
      }
    }
  }
}
