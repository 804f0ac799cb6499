import Foundation
import GRDB
import Registry
import Testing

@testable import Web

@Suite struct `The quiet hour` {
  @Test(arguments: [
    ("03:00", true), ("00:00", true), ("23:59", true), ("24:00", false), ("12:60", false),
    ("3:00", false), ("03:00:00", false), ("03-00", false), ("+3:00", false), ("", false),
  ])
  func `is written as hours and minutes`(_ text: String, _ isHour: Bool) {
    #expect((QuietHour(text) != nil) == isHour)
  }

  /// It is 03:00 on the day that begins at 1,000,000.
  @Test(
    arguments: [
      (nil, 0, true), (0, 0, false), (10_799, 10_799, false), (-1, 0, false), (-75_601, 0, true),
      (-75_600, 0, false), (10_799, 10_800, true), (10_800, 10_800, false), (10_800, 86_399, false),
      (10_799, 86_399, true),
      // The clock was wrong when it was verified last.
      (86_401, 86_399, true),
    ] as [(Int?, Int, Bool)])
  func `comes once a day, and is made up for`(_ last: Int?, _ now: Int, _ isDue: Bool) {
    #expect(
      QuietHour.standard.isDue(
        now: 1_000_000 + now, secondOfDay: now, last: last.map { 1_000_000 + $0 }) == isDue)
  }
}

@Suite struct `The page Verification` {
  @Test func `tells administrators when the file was verified and what was found`() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      _ = try await browser.signIn("ada")
      let before = try await browser.get("/verification")
      #expect(before.text.contains("The file was not verified yet. It soon will be."))
      let sound = try await test.site.verifyWhereDue(at: test.clock.now) { _ in 0 }
      #expect(sound?.count == 0)
      let page = try await browser.get("/verification")
      #expect(
        page.text.contains(
          "Verified at 2026-02-13 16:26:40 UTC: every seal, account, link and total holds."))
      // It is not due again, and what was found stays for the next start.
      #expect(try await test.site.verifyWhereDue(at: test.clock.now) { _ in 0 } == nil)
      #expect(VerificationNote(beside: test.clinic.path) == sound)
      let other = try DatabaseQueue(path: test.clinic.path)
      try await other.write {
        try $0.execute(sql: "UPDATE account SET full_name = 'Another' WHERE name = 'ada'")
      }
      try other.close()
      test.clock.advance(seconds: 86_400)
      let found = try await test.site.verifyWhereDue(at: test.clock.now) { _ in 0 }
      #expect(
        found?.findings == ["account: the full name of 'ada' is not what the sign-in trail says"])
      _ = try await browser.signIn("ada")
      let after = try await browser.get("/verification")
      #expect(after.text.contains("Verified at 2026-02-14 16:26:40 UTC: 1 finding."))
      #expect(
        after.text.contains(
          "<li>account: the full name of &#39;ada&#39; is not what the sign-in trail says</li>"))
    }
  }
}
