import Foundation
import Testing

@testable import Registry
@testable import Web

/// A clock that cannot be right is said where administrators look.
@Suite struct ClockRemarkTests {
  /// As the test's clock stands.
  private static let now = Instant(milliseconds: 1_771_000_000_000)

  @Test(
    arguments: [
      (
        ClockOddity.behind(last: Instant(milliseconds: 1_771_003_600_000), now: now),
        "The clock of this machine said 2026-02-13 16:26 UTC, but the clinic file has a line of "
          + "2026-02-13 17:26 UTC."
      ),
      (
        .farAhead(last: Instant(milliseconds: 1_731_000_000_000), now: now),
        "The clock of this machine said 2026-02-13 16:26 UTC, more than a year after the last line in "
          + "the clinic file, which was of 2024-11-07 17:20 UTC."
      ),
      (
        .wasSet(seconds: -600, now: now),
        "The clock of this machine was set back by 600 seconds, to 2026-02-13 16:26 UTC."
      ),
      (
        .wasSet(seconds: 600, now: now),
        "The clock of this machine was set forward by 600 seconds, to 2026-02-13 16:26 UTC."
      ),
    ])
  func isSaidUntilItIsRightOrADayHasPassed(_ oddity: ClockOddity, _ text: String) async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      #expect(try await !browser.get("/verification").text.contains("The clock of this machine"))
      test.clinic.clock.note(oddity)
      for path in ["/verification", "/accounts"] {
        #expect(try await browser.get(path).text.contains(text), "\(path)")
      }
      test.clock.advance(seconds: 86_400)
      try await browser.signIn("ada")
      #expect(try await !browser.get("/verification").text.contains("The clock of this machine"))
    }
  }
}
