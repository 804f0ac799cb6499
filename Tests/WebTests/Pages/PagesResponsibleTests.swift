import Outcomes
import TestSupport
import Testing

@testable import Web

@Suite struct PagesResponsibleTests {
  /// Who is responsible stands at the head of the patient's page and of the flag, where anybody is.
  @Test func whoIsResponsibleStandsAtTheHead() async throws {
    let test = try await PagesSite()
    let named = "<dt>Responsible</dt><dd>Dr &lt;Weber&gt;</dd>"
    try await test.browse(.physician) { browser in
      for path in [try test.path(), try test.path("/flag")] {
        #expect(try await !browser.get(path).text.contains("<dt>Responsible</dt>"))
      }
      try test.desk.edit(PagesSite.patient.id, reason: "noted") { $0.physician = "Dr <Weber>" }
      for path in [try test.path(), try test.path("/flag")] {
        #expect(try await browser.get(path).text.contains(named), "\(path)")
      }
    }
  }

  /// As the terminal finds them: in capitals or not.
  @Test func mineAreThoseOfEitherNameOfTheAccount() async throws {
    let test = try await PagesSite()
    let key = try test.path()
    try await test.browse(.physician) { browser in
      for (physician, isMine) in [("full PHYSICIAN", true), ("Dr Weber", false)] {
        try test.desk.edit(PagesSite.patient.id, reason: "noted") { $0.physician = physician }
        let list = try await browser.get("/review?show=mine")
        #expect(list.text.contains("href=\"\(key)/flag") == isMine, "\(physician)")
      }
    }
  }
}
