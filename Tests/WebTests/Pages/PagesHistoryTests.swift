import Clinic
import Outcomes
import Registry
import TestSupport
import Testing

@testable import Web

@Suite struct PagesHistoryTests {
  /// From the patient's page one click leads to each score, and there all its versions stand, of
  /// scores without a total and of variants too.
  @Test func everyVersionOfEveryScoreIsWithinTwoClicks() async throws {
    let test = try await PagesSite()
    let (id, today) = (PagesSite.patient.id, PagesSite.today)
    try test.desk.record(
      try test.desk.prepareScore(
        id, .init("mg-adl"), day: today - 10,
        pairs: PagesSite.items.map { ($0, $0 == "chewing" ? "unable" : "1") }))
    try test.desk.record(
      try test.desk.prepareScore(
        id, .init("grip-jamar"), day: today - 10, variant: "hand=right",
        pairs: [("", "40")]))
    let recorded = try test.desk.record(of: id).scores
    #expect(recorded.count == 6 && recorded.contains { $0.total == nil })
    for score in recorded {
      _ = try test.desk.correctScore(
        score.number, pairs: [], day: score.day - 1, reason: "day of \(score.number) mistaken")
    }
    try await test.browse(.staff) { browser in
      let patient = try await browser.get(try test.path()).text
      let all = try await browser.get(try test.path("/history")).text
      for score in recorded {
        let path = try test.path("/scores/\(score.number)")
        #expect(patient.contains("<a href=\"\(path)\">"))
        let page = try await browser.get(path).text
        let parts = [
          "\(score.day)", "\(score.day - 1)", "day of \(score.number) mistaken", "Setup",
        ]
        for part in parts {
          #expect(page.contains(part), "\(part)")
        }
        #expect(all.contains("day of \(score.number) mistaken"))
      }
    }
  }
}
