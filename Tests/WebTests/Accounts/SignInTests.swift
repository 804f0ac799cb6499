import Foundation
import HTTPTypes
import Registry
import Testing

@testable import Web

@Suite struct SignInTests {
  @Test func oneBeginsToTypeTheName() async throws {
    let test = try await TestSite()
    try await test.add("nora", .staff)
    try await test.browse { browser in
      let page = try await browser.get("/sign-in")
      #expect(page.text.components(separatedBy: " autofocus").count == 2)
      #expect(
        page.text.contains(
          "<input id=\"name\" name=\"name\" type=\"text\" value=\"\" autocomplete=\"username\" autofocus>"
        ))
    }
  }

  @Test func theFirstAccountNeedsTheCodeFromTheTerminal() async throws {
    let test = try await TestSite()
    try await test.browse { browser in
      #expect(try await browser.get("/sign-in").location == "/first-account")
      let fields = [
        ("name", "ada"), ("full-name", "Ada Example"), ("password", TestSite.password),
        ("again", TestSite.password),
      ]
      let wrong = try await browser.post(
        "/first-account", fields + [("code", "AAAAA-AAAAA-AAAAA-AAAAA")])
      #expect(wrong.status == 422)
      #expect(wrong.text.contains("<a href=\"#code\">This is not the code"))
      #expect(wrong.text.contains("value=\"ada\""))
      #expect(!wrong.text.contains(TestSite.password))
      let right = try await browser.post(
        "/first-account", fields + [("code", TestSite.firstCode.lowercased())])
      #expect(right.status == 303)
      #expect(try await browser.get("/accounts").text.contains("Ada Example"))
      #expect(try await browser.another.get("/first-account").status == 404)
      let second = try await browser.another.post(
        "/first-account", fields + [("code", TestSite.firstCode)])
      #expect(second.status == 404)
    }
    #expect(try await test.site.accounts.all().map(\.role) == [.administrator])
  }

  @Test func theCookieHasEveryFlag() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      let page = try await browser.signIn("ada")
      let cookies = page.headers[values: .setCookie]
      #expect(cookies.count == 2)
      let cookie = try #require(cookies.first)
      let parts = cookie.components(separatedBy: "; ")
      #expect(parts[0].hasPrefix("__Host-recheck="))
      #expect(Set(parts.dropFirst()) == ["Path=/", "Secure", "HttpOnly", "SameSite=Strict"])
      // 32 bytes in base64 without padding.
      #expect(parts[0].dropFirst("__Host-recheck=".count).count == 43)
      #expect(page.location == "/accounts")
    }
  }

  @Test func aWrongPasswordAndAnUnknownNameAreAnsweredAlike() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      let wrong = try await browser.signIn("ada", "not the password at all")
      let unknown = try await browser.signIn("eve", "not the password at all")
      #expect(wrong.status == 422)
      #expect(wrong.text == unknown.text.replacingOccurrences(of: "eve", with: "ada"))
      #expect(browser.cookie == nil)
    }
    let refused = try await test.site.accounts.events(action: "sign-in-refused")
    #expect(refused.map(\.account) == ["eve", "ada"])
  }

  @Test func signingInGivesANewTokenWhateverCookieCame() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      let planted = "__Host-recheck=" + Data(repeating: 7, count: 32).urlText
      browser.cookie = planted
      try await browser.signIn("ada")
      let first = browser.cookie
      #expect(first != planted)
      try await browser.signIn("ada")
      #expect(browser.cookie != first)
      let attacker = browser.another
      attacker.cookie = planted
      #expect(try await attacker.get("/accounts").status == 303)
    }
  }

  @Test func signingInAgainEndsTheSessionThatTheBrowserHad() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      let other = browser.another
      other.cookie = browser.cookie
      #expect(try await other.get("/accounts").status == 200)
      try await browser.signIn("ada")
      #expect(try await browser.get("/accounts").status == 200)
      #expect(try await other.get("/accounts").location == "/sign-in?next=/accounts")
    }
    #expect(try await test.site.accounts.events(action: "sign-out").map(\.account) == ["ada"])
  }

  @Test func theTokenIsStoredOnlyAsItsHash() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    let token = try await test.browse { browser in
      try await browser.signIn("ada")
      return try browser.token
    }
    let file = try Data(contentsOf: test.folder.appending(path: "clinic.sqlite"))
    let log = try Data(contentsOf: test.folder.appending(path: "clinic.sqlite-wal"))
    #expect((file + log).range(of: token) == nil)
    #expect((file + log).range(of: SessionCookie.hash(token)) != nil)
  }

  @Test func tokensDoNotRepeat() {
    let tokens = Set((0..<10_000).map { _ in SessionCookie.makeToken() })
    #expect(tokens.count == 10_000)
    #expect(tokens.allSatisfy { $0.count == 32 })
  }

  @Test func aSessionEndsAfterFifteenIdleMinutes() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      test.clock.advance(seconds: 14 * 60 + 59)
      #expect(try await browser.get("/accounts").status == 200)
      test.clock.advance(seconds: 14 * 60 + 59)
      #expect(try await browser.get("/accounts").status == 200)
      test.clock.advance(seconds: 15 * 60)
      #expect(try await browser.get("/accounts").location == "/sign-in?next=/accounts")
    }
  }

  @Test func aSessionEndsAfterEightHoursWhateverHappens() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      for _ in 0..<47 {
        test.clock.advance(seconds: 600)
        #expect(try await browser.get("/accounts").status == 200)
      }
      test.clock.advance(seconds: 599)
      #expect(try await browser.get("/accounts").status == 200)
      test.clock.advance(seconds: 1)
      #expect(try await browser.get("/accounts").status == 303)
    }
  }

  @Test func signingOutEndsTheSessionOnTheServer() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      let page = try await browser.get("/accounts")
      let old = browser.cookie
      let out = try await browser.post("/sign-out", [("nonce", page.nonce("/sign-out"))])
      #expect(out.location == "/sign-in")
      #expect(out.headers[HTTPField.Name("Clear-Site-Data") ?? .origin] == "\"cache\", \"storage\"")
      #expect(browser.cookie == nil)
      browser.cookie = old
      #expect(try await browser.get("/accounts").status == 303)
    }
    #expect(try await test.site.accounts.events(action: "sign-out").count == 1)
  }

  @Test func closingAnAccountEndsItsSessionsAtOnce() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.add("sam", .administrator)
    try await test.browse { browser in
      try await browser.signIn("sam")
      #expect(try await browser.get("/accounts").status == 200)
      try await test.site.accounts.setClosed(true, of: "sam", by: "ada", at: test.clock.now)
      #expect(try await browser.get("/accounts").status == 303)
      #expect(try await browser.signIn("sam").status == 422)
    }
  }

  @Test func aNewPasswordEndsEveryOtherSession() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      let other = browser.another
      try await other.signIn("ada")
      try await browser.signIn("ada")
      let before = browser.cookie
      let page = try await browser.get("/password")
      let fields = [
        ("nonce", page.nonce("/password")), ("current", TestSite.password),
        ("password", "eleven green kettles hum"), ("again", "eleven green kettles hum"),
      ]
      #expect(try await browser.post("/password", fields).status == 303)
      #expect(browser.cookie != before)
      #expect(try await browser.get("/accounts").status == 200)
      #expect(try await other.get("/accounts").status == 303)
      #expect(try await other.signIn("ada").status == 422)
      #expect(try await other.signIn("ada", "eleven green kettles hum").status == 303)
    }
  }

  @Test(arguments: ["//evil.example", "https://evil.example", "/a\\b", "/a?b<c", "/x\r\ny", "evil"])
  func goesOnOnlyToItsOwnPages(next: String) async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      let page = try await browser.post(
        "/sign-in", [("name", "ada"), ("password", TestSite.password), ("next", next)])
      #expect(page.location == "/accounts")
    }
  }

  @Test func goesOnToThePageThatWasAskedFor() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      let asked = try await browser.get("/audit")
      #expect(asked.location == "/sign-in?next=/audit")
      let form = try await browser.get("/sign-in?next=/audit")
      #expect(form.text.contains("name=\"next\" value=\"/audit\""))
      let page = try await browser.post(
        "/sign-in", [("name", " ADA "), ("password", TestSite.password), ("next", "/audit")])
      #expect(page.location == "/audit")
    }
  }
}
