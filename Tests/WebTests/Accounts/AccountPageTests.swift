import Foundation
import HTTPTypes
import Registry
import Testing

@testable import Web

@Suite struct AccountPageTests {
  private static func code(in page: Page) throws -> String {
    let mark = try #require(page.text.range(of: "<p class=\"secret\">"))
    return String(page.text[mark.upperBound...].prefix { $0 != "<" })
  }

  @Test func aNewPersonChoosesThePasswordWithACode() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      let made = try await browser.submit(
        "/accounts",
        [("name", "Nurse.One"), ("full-name", "Nina Nurse"), ("role", "staff")])
      let code = try Self.code(in: made)
      #expect(made.text.contains("waits for a password"))
      // Before that, nobody can sign in there.
      let person = browser.another
      #expect(try await person.signIn("nurse.one", "").status == 422)
      let fields = [
        ("name", "nurse.one"), ("password", TestSite.password), ("again", TestSite.password),
      ]
      let wrong = try await person.post(
        "/choose-password", fields + [("code", "AAAAA-AAAAA-AAAAA-AAAAA")])
      #expect(wrong.status == 422)
      let chosen = try await person.post("/choose-password", fields + [("code", code)])
      #expect(chosen.status == 303)
      #expect(try await person.get("/password").text.contains("Nina Nurse"))
      // The code works once.
      let again = try await browser.another.post("/choose-password", fields + [("code", code)])
      #expect(again.status == 422)
    }
    let trail = try await test.site.accounts.events().map {
      "\($0.action) \($0.account) by \($0.actor)"
    }
    #expect(trail.contains("add nurse.one by ada"))
    #expect(trail.contains("password-code nurse.one by ada"))
    #expect(trail.contains("password nurse.one by nurse.one"))
  }

  @Test func aCodeEndsAfterSevenDays() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      let made = try await browser.submit(
        "/accounts",
        [("name", "late"), ("full-name", "Lea Late"), ("role", "physician")])
      let code = try Self.code(in: made)
      test.clock.advance(seconds: OneTimeCode.lifetime)
      let chosen = try await browser.another.post(
        "/choose-password",
        [
          ("name", "late"), ("code", code), ("password", TestSite.password),
          ("again", TestSite.password),
        ])
      #expect(chosen.status == 422)
    }
  }

  @Test func anAdministratorSignsAPersonOutEverywhere() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.add("nina", .staff)
    try await test.browse { browser in
      let person = browser.another
      try await person.signIn("nina")
      #expect(try await person.get("/password").status == 200)
      try await browser.signIn("ada")
      let page = try await browser.submit("/accounts", to: "/accounts/nina/end-sessions", [])
      #expect(page.location == "/accounts")
      #expect(try await person.get("/password").location == "/sign-in?next=/password")
      #expect(try await browser.get("/accounts").status == 200)
    }
  }

  @Test func theLastAdministratorStays() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      for action in ["close", "code"] {
        let page = try await browser.get("/accounts")
        let path = "/accounts/ada/" + action
        let answer = try await browser.post(path, [("nonce", page.nonce(path))])
        #expect(answer.status == 422)
        #expect(answer.text.contains("This is the last account that can look after accounts."))
        #expect(!answer.text.contains("class=\"secret\""))
      }
      let page = try await browser.get("/accounts")
      let answer = try await browser.post(
        "/accounts/ada/role", [("nonce", page.nonce("/accounts/ada/role")), ("role", "staff")])
      #expect(answer.status == 422)
    }
    #expect(try await test.site.accounts.all().first?.role == .administrator)
  }

  @Test func wrongInputIsNamedAtTheTopAndBesideTheFieldAndKept() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      let answer = try await browser.submit(
        "/accounts",
        [("name", "<b>"), ("full-name", "Kept \"Name\"")])
      #expect(answer.status == 422)
      #expect(answer.text.contains("<title>Error: Accounts"))
      #expect(answer.text.contains("<a href=\"#name\">“&lt;b&gt;” cannot be a name"))
      #expect(answer.text.contains("id=\"name-error\""))
      #expect(answer.text.contains("aria-invalid=\"true\""))
      #expect(answer.text.contains("<a href=\"#role\">Choose one of the four roles.</a>"))
      #expect(answer.text.contains("value=\"Kept &quot;Name&quot;\""))
      #expect(!answer.text.contains("<b>"))
      let taken = try await browser.post(
        "/accounts",
        [
          ("nonce", answer.nonce("/accounts")), ("name", "ada"), ("full-name", "Other"),
          ("role", "staff"),
        ])
      #expect(taken.text.contains("Names are never used again"))
    }
  }

  @Test(
    arguments: [
      ("Anna\u{202E}enimA", "U+202E"), ("Anna\u{2066}B", "U+2066"), ("An\u{200B}na", "U+200B"),
      ("An\tna", "U+0009"),
    ])
  func aFullNameHasNoCharacterThatNobodySees(_ name: String, _ code: String) async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      let answer = try await browser.submit(
        "/accounts", [("name", "anna"), ("full-name", name), ("role", "staff")])
      #expect(answer.status == 422)
      #expect(
        answer.text.contains(
          "The full name has a character that nobody sees (\(code)). Remove it."))
    }
    // Whoever asks: the clinic file does not take it.
    let scalar = try #require(Account.unseen(in: name))
    await #expect(throws: AccountFault.fullNameUnseen(scalar)) {
      try await test.site.accounts.add(
        name: "anna", fullName: name, role: .staff, by: "ada", at: test.clock.now)
    }
    #expect(try await test.site.accounts.all().map(\.name) == ["ada"])
  }

  @Test func theTrailIsFilteredByPost() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("eve", "wrong password again")
      try await browser.signIn("ada")
      let page = try await browser.get("/audit")
      #expect(page.text.contains("sign-in-refused"))
      #expect(page.text.contains("The trail is whole"))
      let nonce = ("nonce", page.nonce("/audit"))
      let filtered = try await browser.post("/audit", [nonce, ("action", "sign-in")])
      #expect(filtered.status == 200)
      #expect(!filtered.text.contains(">sign-in-refused<"))
      #expect(filtered.text.contains("<p>1 line, newest first"))
      let wrong = try await browser.post("/audit", [nonce, ("from", "12.3.26")])
      #expect(wrong.status == 422)
      #expect(wrong.text.contains("“12.3.26” is no date."))
      let none = try await browser.post("/audit", [nonce, ("to", "2001-01-01")])
      #expect(none.text.contains("<p>0 lines"))
    }
  }

  @Test func aChangedLineOfTheTrailIsFound() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.add("sam", .staff)
    #expect(try await test.site.accounts.firstBrokenEvent() == nil)
    try test.clinic.close()
    let tamper = Process()
    tamper.executableURL = URL(filePath: "/usr/bin/env")
    tamper.arguments = [
      "sqlite3", test.clinic.path,
      """
      DROP TRIGGER account_event_is_final; DROP TRIGGER account_event_is_kept;
      UPDATE account_event SET actor = 'nobody' WHERE id = 2;
      """,
    ]
    try tamper.run()
    tamper.waitUntilExit()
    try #require(tamper.terminationStatus == 0)
    let clinic = try ClinicFile.open(path: test.clinic.path, for: .writing)
    #expect(try await clinic.accounts().firstBrokenEvent() == 2)
    let findings = try clinic.read { $0.verify(library: nil) }.findings.map(\.description)
    #expect(findings.contains { $0.hasPrefix("account_event row 2: does not fit its seal") })
    try clinic.close()
  }
}
