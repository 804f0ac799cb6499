import Testing

@testable import Outcomes

@Suite struct `Days as people write them` {
  @Test(arguments: [
    ("2026-11-26", "2026-11-26"), ("2026-2-3", "2026-02-03"), ("2026/2/3", "2026-02-03"),
    ("2026.02.03", "2026-02-03"), ("26.11.2026", "2026-11-26"), ("3.2.2026", "2026-02-03"),
    ("03. 02. 2026", "2026-02-03"), ("26/11/2026", "2026-11-26"), ("11/26/2026", "2026-11-26"),
    ("26-11-2026", "2026-11-26"), ("2/2/2026", "2026-02-02"), ("29/2/2024", "2024-02-29"),
    ("2026-11", "2026-11"), ("11.2026", "2026-11"), ("2/2026", "2026-02"), ("2026-2", "2026-02"),
    ("2026", "2026"),
  ]) func `are read where they can be read in one way`(text: String, due: String) {
    guard case .day(let day) = TypedDay.read(text) else {
      Issue.record("\(text) is not read")
      return
    }
    #expect(day.text == due)
  }

  @Test(arguments: [
    ("1/2/2026", "2026-02-01", "2026-01-02"), ("12/11/2025", "2025-11-12", "2025-12-11"),
    ("03-02-2026", "2026-02-03", "2026-03-02"),
  ]) func `are never guessed where two can be meant`(
    text: String, dayFirst: String, monthFirst: String
  )
    throws
  {
    let one = try #require(Day(iso: dayFirst))
    let other = try #require(Day(iso: monthFirst))
    #expect(TypedDay.read(text) == .either(one, other))
    #expect(TypedDay.read(text, order: .dayFirst) == .day(PartialDay(one)))
    #expect(TypedDay.read(text, order: .monthFirst) == .day(PartialDay(other)))
  }

  @Test(arguments: [
    "", "today", "2026-13-01", "2025-02-29", "29/2/2025", "31/4/2026", "1/2/26", "26.11.26",
    "1.2-2026", "1//2/2026", "2026-", "-2026", "20261126", "0", "1/2/3/2026", "2026-11-26T10:00",
    "١/٢/٢٠٢٦", "32.1.2026", "1.13.2026", "123/1/2026",
  ]) func `are none where the calendar has no such day or the text is something else`(text: String)
  {
    #expect(TypedDay.read(text) == nil)
  }

  /// The order of the site holds where it is one, also where the figures would leave no choice.
  @Test func `follow the order of the site`() {
    #expect(TypedDay.read("11/26/2026", order: .dayFirst) == nil)
    #expect(TypedDay.read("26/11/2026", order: .monthFirst) == nil)
    #expect(TypedDay.read("26.11.2026", order: .monthFirst) != nil)
  }
}
