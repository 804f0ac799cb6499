import Outcomes
import Testing

@testable import Web

/// A treatment of which only the year is known stays in sight and can be changed.
@Suite struct PagesPartialStartTests {
  @Test func aTreatmentThatDoesNotCountYetIsNamedWithTheReason() async throws {
    let test = try await PagesSite()
    let (path, home) = (try test.path("/treatments"), try test.path())
    try await test.browse(.staff) { browser in
      let saved = try await browser.submit(
        path, [("therapy", "ivig"), ("start", "2026"), ("intent", "induction")])
      #expect(saved.status == 303)
      let page = try await browser.get(home)
      #expect(page.text.contains("The first dose is known as 2026 alone"))
      #expect(page.text.contains("<strong>IVIG</strong>"))
      let number = try #require(
        try test.desk.file.read { try $0.courses(of: PagesSite.patient.id) }
          .first { $0.fact.therapy.text == "ivig" }?.number)
      #expect(page.text.contains("\(home)/treatments/\(number)"))
      #expect(try await browser.get("\(home)/treatments/\(number)").status == 200)
    }
    let report = try test.desk.patientReport(PagesSite.patient.id, templates: nil)
    #expect(
      report.replacing("\n    ", with: " ").contains("IVIG. The first dose is known as 2026 alone"))
  }
}
