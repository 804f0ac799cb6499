import Cryptography
import Foundation
import HTTPTypes
import Registry
import Testing

@testable import Web

/// A code from the phone beside the password.
@Suite struct SecondFactorTests {
  private func site(_ setting: SecondFactorSetting = .administrators) async throws -> TestSite {
    var settings = SiteSettings()
    settings.secondFactor = setting
    let test = try await TestSite(settings: settings)
    try await test.add("ada", .administrator)
    try await test.add("bob", .staff)
    return test
  }

  /// What the phone shows for the secret in a page, so many seconds from now.
  private func code(_ page: Page, _ test: TestSite, after seconds: Int64 = 0) throws -> String {
    let box = try #require(Data(urlText: field("secret", page)))
    let opened =
      try test.site.secrets.open(box, for: "ada") ?? test.site.secrets.open(box, for: "bob")
    return try code(try #require(opened), test, after: seconds)
  }

  private func code(_ secret: Data, _ test: TestSite, after seconds: Int64 = 0) throws -> String {
    let now = Int64(test.clock.now.timeIntervalSince1970) + seconds
    return try TimedCode.code(secret, step: TimedCode.step(at: now))
  }

  private func secret(of name: String, _ test: TestSite) async throws -> Data {
    let factor = try await test.site.accounts.secondFactor(of: name)
    let sealed = try #require(factor?.sealedSecret)
    let secret = try test.site.secrets.open(sealed, for: name)
    return try #require(secret)
  }

  private func field(_ name: String, _ page: Page) -> String {
    guard let range = page.text.range(of: "name=\"\(name)\" value=\"") else { return "" }
    return String(page.text[range.upperBound...].prefix { $0 != "\"" })
  }

  private func recoveryCodes(_ page: Page) -> [String] {
    page.text.matches(of: #/<li><code>([A-Z0-9-]+)</code></li>/#).map { String($0.output.1) }
  }

  /// Signs in and sets up; gives the recovery codes.
  private func setUp(
    _ browser: Browser, _ test: TestSite, _ name: String = "ada"
  ) async throws -> [String] {
    try await browser.signIn(name)
    let page = try await browser.get("/second-factor/set-up")
    let done = try await browser.post(
      "/second-factor/set-up",
      [("nonce", page.nonce("/second-factor/set-up")), ("secret", field("secret", page))]
        + [("code", try code(page, test)), ("password", TestSite.password)]
        .filter { page.text.contains("name=\"\($0.0)\"") })
    #expect(done.status == 200)
    return recoveryCodes(done)
  }

  private func give(_ browser: Browser, _ code: String) async throws -> Page {
    let page = try await browser.get("/second-factor")
    return try await browser.post(
      "/second-factor", [("nonce", page.nonce("/second-factor")), ("code", code)])
  }

  @Test func anAdministratorSetsItUpBeforeAnythingElse() async throws {
    let test = try await site()
    try await test.browse { browser in
      let signedIn = try await browser.post(
        "/sign-in", [("name", "ada"), ("password", TestSite.password), ("next", "/audit")])
      #expect(signedIn.location == "/second-factor?next=/audit")
      // The browser is known only once somebody is signed in to the end.
      #expect(browser.knownCookie == nil)
      let half = browser.cookie
      let moved = try await browser.get("/second-factor?next=/audit")
      #expect(moved.location == "/second-factor/set-up?next=/audit")
      let page = try await browser.get("/second-factor/set-up?next=/audit")
      #expect(page.text.contains("<svg class=\"qr\""))
      #expect(page.text.contains("until then nothing else opens"))
      #expect(!page.text.contains("href=\"/accounts\""))
      let fields = [
        ("nonce", page.nonce("/second-factor/set-up")), ("secret", field("secret", page)),
        ("next", "/audit"),
      ]
      let wrong = try await browser.post("/second-factor/set-up", fields + [("code", "000000")])
      #expect(wrong.status == 422 && field("secret", wrong) == field("secret", page))
      let done = try await browser.post(
        "/second-factor/set-up",
        Array(fields.dropFirst()) + [("nonce", wrong.nonce("/second-factor/set-up"))]
          + [("code", try code(page, test))])
      #expect(done.status == 200)
      #expect(Set(recoveryCodes(done)).count == 10)
      #expect(done.text.contains("href=\"/audit\""))
      #expect(browser.cookie != half && browser.knownCookie != nil)
      let audit = try await browser.get("/audit")
      #expect(audit.status == 200)
    }
    let lines = try await test.site.accounts.events().reversed().map(\.action)
    #expect(lines.suffix(3) == ["password-given", "second-factor-on", "sign-in"])
    let found = try test.clinic.read { $0.verify(library: nil) }.findings
    #expect(found.isEmpty, "\(found)")
  }

  /// Whatever the account may open when it is signed in.
  @Test func aHalfSessionOpensNothingElse() async throws {
    for isSetUp in [false, true] {
      let test = try await site()
      try await test.browse { browser in
        if isSetUp { _ = try await setUp(browser, test) }
        try await browser.signIn("ada")
        for route in SiteMap.routes where route.access != .anyone && !route.isForHalf {
          let path = GateTests.path("/" + route.path)
          let isOwn = route.access.allows(.administrator)
          if route.method == .get {
            let page = try await browser.get(path)
            let isTurnedBack = page.location?.hasPrefix("/second-factor") ?? false
            #expect(isOwn ? isTurnedBack : page.status == 403, "\(path)")
          } else {
            let page = try await browser.post(path)
            #expect(page.status == 403, "\(path)")
            #expect(page.text.contains("second factor is still to be given") == isOwn, "\(path)")
          }
        }
        let forHalf = SiteMap.routes.filter(\.isForHalf).map { "\($0.method) \($0.path)" }
        #expect(
          Set(forHalf) == [
            "GET second-factor", "POST second-factor", "GET second-factor/set-up",
            "POST second-factor/set-up", "POST sign-out",
          ])
        // Who has one cannot put another in its place with the password alone.
        let setUp = try await browser.get("/second-factor/set-up")
        #expect(setUp.status == (isSetUp ? 303 : 200))
        let out = try await browser.get("/second-factor" + (isSetUp ? "" : "/set-up"))
        let left = try await browser.post("/sign-out", [("nonce", out.nonce("/sign-out"))])
        #expect(left.status == 303 && browser.cookie == nil)
      }
    }
  }

  @Test func withOneItCannotBeSetUpAnewByThePasswordAlone() async throws {
    let test = try await site()
    try await test.browse { browser in
      _ = try await setUp(browser, test)
      let before = try await secret(of: "ada", test)
      let thief = browser.another
      try await thief.signIn("ada")
      let nonce = try FormNonce(for: "/second-factor/set-up", token: thief.token).text
      let mine = Data(repeating: 7, count: TimedCode.secretLength)
      let box = try test.site.secrets.seal(mine, for: "ada").urlText
      let page = try await thief.post(
        "/second-factor/set-up",
        [("nonce", nonce), ("secret", box), ("code", try code(mine, test))])
      #expect(page.status == 303 && page.location == "/second-factor")
      let after = try await secret(of: "ada", test)
      #expect(after == before)
    }
  }

  @Test func aCodeIsTakenOnceAndOneStepEitherSide() async throws {
    let test = try await site()
    try await test.browse { browser in
      _ = try await setUp(browser, test)
      let secret = try await secret(of: "ada", test)
      // The code of the set-up is used up.
      try await browser.signIn("ada")
      let used = try await give(browser, try code(secret, test))
      #expect(used.status == 422)
      #expect(used.text.contains("This is not the code of this moment, or it was used already."))
      test.clock.advance(seconds: 300)
      for (seconds, status) in [(-60, 422), (60, 422), (-30, 303), (-30, 422), (0, 303), (30, 303)]
      {
        try await browser.signIn("ada")
        let page = try await give(browser, try code(secret, test, after: Int64(seconds)))
        #expect(page.status == status, "\(seconds)")
      }
      try await browser.signIn("ada")
      let blanks = try code(secret, test, after: 30)
      test.clock.advance(seconds: 60)
      let old = try await give(browser, blanks)
      #expect(old.status == 422)
      let next = try code(secret, test)
      let spaced = try await give(browser, "\(next.prefix(3)) \(next.suffix(3))")
      #expect(spaced.status == 303)
    }
    let found = try test.clinic.read { $0.verify(library: nil) }.findings
    #expect(found.isEmpty, "\(found)")
  }

  @Test func aRecoveryCodeIsTakenOnce() async throws {
    let test = try await site()
    try await test.browse { browser in
      let codes = try await setUp(browser, test)
      for (code, status) in [
        (codes[0], 303), (codes[0], 422), (codes[1].lowercased(), 303), ("AAAAA-BBBBB", 422),
      ] {
        try await browser.signIn("ada")
        let page = try await give(browser, code)
        #expect(page.status == status)
      }
      let left = try await test.site.accounts.secondFactor(of: "ada")?.codesLeft
      #expect(left == 8)
      // New ones take the place of the others.
      try await browser.signIn("ada")
      _ = try await give(browser, codes[2])
      let page = try await browser.get("/second-factor")
      #expect(page.text.contains("7 recovery codes are left."))
      let action = "/second-factor/codes"
      let refused = try await browser.post(
        action, [("nonce", page.nonce(action)), ("password", "not the password at all")])
      #expect(refused.status == 422)
      let new = recoveryCodes(
        try await browser.post(
          action, [("nonce", refused.nonce(action)), ("password", TestSite.password)]))
      #expect(new.count == 10 && Set(new).isDisjoint(with: codes))
      try await browser.signIn("ada")
      let old = try await give(browser, codes[5])
      #expect(old.status == 422)
      let right = try await give(browser, new[5])
      #expect(right.status == 303)
    }
    let found = try test.clinic.read { $0.verify(library: nil) }.findings
    #expect(found.isEmpty, "\(found)")
  }

  /// Of who has the password: ten tries, then one in 2 hours 24 minutes, however many sessions.
  @Test func wrongCodesAreThrottledAndNoted() async throws {
    let test = try await site()
    try await test.browse { browser in
      _ = try await setUp(browser, test)
      var refused = 0
      for _ in 0..<12 {
        test.clock.advance(seconds: 60)
        try await browser.another.signIn("ada")
        try await browser.signIn("ada")
        let page = try await give(browser, "000000")
        if page.status == 422 { refused += 1 }
      }
      #expect(refused == 10)
      let right = try await give(browser, try code(try await secret(of: "ada", test), test))
      #expect(right.status == 429)
      #expect(right.text.contains("Try again in 2 hours"))
    }
    let lines = try await test.site.accounts.events(action: "second-factor-refused")
    #expect(lines.count == 10 && lines.allSatisfy { $0.actor == "ada" && $0.account == "ada" })
  }

  @Test func aHalfSessionEndsAfterAQuarterOfAnHour() async throws {
    let test = try await site()
    try await test.browse { browser in
      _ = try await setUp(browser, test)
      try await browser.signIn("ada")
      test.clock.advance(seconds: TimeInterval(Session.longestHalf - 1))
      let live = try await browser.get("/second-factor")
      #expect(live.status == 200)
      test.clock.advance(seconds: 1)
      let ended = try await browser.get("/second-factor")
      #expect(ended.location == "/sign-in?next=/second-factor")
    }
  }

  @Test(arguments: [
    (SecondFactorSetting.administrators, "bob", false), (.all, "bob", true),
    (.administrators, "ada", true), (.off, "ada", false),
  ])
  func theSettingSaysOfWhomItIsAsked(
    setting: SecondFactorSetting, name: String, isAsked: Bool
  ) async throws {
    let test = try await site(setting)
    try await test.browse { browser in
      let page = try await browser.signIn(name)
      #expect((page.location?.hasPrefix("/second-factor") ?? false) == isAsked)
      if setting == .off {
        let none = try await browser.get("/second-factor")
        #expect(none.status == 404)
      }
    }
  }

  @Test func whoeverTurnsItOnIsAskedAndCanTurnItOff() async throws {
    let test = try await site()
    try await test.browse { browser in
      _ = try await setUp(browser, test, "bob")
      test.clock.advance(seconds: 60)
      let signedIn = try await browser.signIn("bob")
      #expect(signedIn.location == "/second-factor")
      let given = try await give(browser, try code(try await secret(of: "bob", test), test))
      #expect(given.status == 303)
      let page = try await browser.get("/second-factor")
      let action = "/second-factor/off"
      let off = try await browser.post(
        action, [("nonce", page.nonce(action)), ("password", TestSite.password)])
      #expect(off.status == 303)
      let plain = try await browser.signIn("bob")
      #expect(plain.location?.hasPrefix("/second-factor") == false)
    }
    let found = try test.clinic.read { $0.verify(library: nil) }.findings
    #expect(found.isEmpty, "\(found)")
  }

  @Test func anAdministratorAndTheMachineTakeItAway() async throws {
    let test = try await site()
    try await test.browse { browser in
      _ = try await setUp(browser.another, test, "bob")
      _ = try await setUp(browser, test)
      let page = try await browser.get("/accounts")
      let action = "/accounts/bob/second-factor"
      let taken = try await browser.post(action, [("nonce", page.nonce(action))])
      #expect(taken.status == 303)
      let plain = try await browser.another.signIn("bob")
      #expect(plain.location?.hasPrefix("/second-factor") == false)
    }
    _ = try await test.site.accounts.reset(
      "ada", codeHash: OneTimeCode.hash("x"), ends: test.clock.now + 60, by: "root",
      at: test.clock.now)
    let left = try await test.site.accounts.namesWithSecondFactor()
    #expect(left.isEmpty)
    let lines = try await test.site.accounts.events(action: "second-factor-off")
      .map { "\($0.account) by \($0.actor): \($0.detail)" }
    #expect(lines == ["ada by root: reset at the machine", "bob by ada: taken away"])
    let found = try test.clinic.read { $0.verify(library: nil) }.findings
    #expect(found.isEmpty, "\(found)")
  }

  @Test func aSecretIsOfItsAccountAndItsFile() throws {
    let one = try SealedSecret(secret: Data(0..<32))
    let secret = Data(0..<20)
    let box = try one.seal(secret, for: "ada")
    #expect(try one.open(box, for: "ada") == secret)
    #expect(try one.open(box, for: "bob") == nil)
    #expect(try SealedSecret(secret: Data(1..<33)).open(box, for: "ada") == nil)
    #expect(box.range(of: secret) == nil)
    #expect(try one.seal(secret, for: "ada") != box)
    #expect(
      SealedSecret.address(of: Data("12345678901234567890".utf8), for: "ada")
        == "otpauth://totp/Recheck:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Recheck")
  }
}
