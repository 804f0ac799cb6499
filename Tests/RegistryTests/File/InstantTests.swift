import Testing

@testable import Registry

@Suite struct InstantTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
    (951_782_400_001, "2000-02-29T00:00:00.001Z"),
    (1_772_352_930_250, "2026-03-01T08:15:30.250Z"),
    (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
  ])
  func writesUTC(_ milliseconds: Int, _ text: String) {
    #expect(Instant(milliseconds: milliseconds).text == text)
    #expect(Instant(text)?.text == text)
  }

  @Test(arguments: [
    "", "2026-03-01", "2026-03-01T08:15:30Z", "2026-02-30T08:15:30.250Z",
    "2026-03-01T24:00:00.000Z", "2026-03-01T08:60:00.000Z", "2026-03-01T08:15:60.000Z",
    "2026-03-01 08:15:30.250Z", "2026-03-01T08:15:30.250+", "2026-03-01T0a:15:30.250Z",
  ])
  func readsNothingElse(_ text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func nowIsAfterThisWasWritten() {
    #expect(Instant.now > Instant(milliseconds: 1_700_000_000_000))
    #expect(Instant(Instant.now.text) != nil)
  }
}
