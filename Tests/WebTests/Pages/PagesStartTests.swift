import Clinic
import Outcomes
import Registry
import Testing

@testable import Web

/// From an empty clinic file to the first flag, and what waits once there is something.
@Suite struct PagesStartTests {
  @Test func anEmptyClinicLeadsOnStepByStep() async throws {
    let pages = try await PagesSite(isEmpty: true)
    try await pages.browse(.physician) { browser in
      let first = try await browser.get("/")
      #expect(first.text.contains("Three steps lead to the first flag"))
      #expect(first.text.contains("href=\"/patients/new\""))
      #expect(first.text.components(separatedBy: ">open<").count == 6)
    }
    try await pages.browse(.administrator) { browser in
      let accounts = try await browser.get("/accounts").text
      #expect(accounts.contains("href=\"/import\""))
      #expect(!accounts.contains("/patients/new"))
    }
    try pages.desk.register(PagesSite.patient)
    let home = try pages.path()
    for (page, step) in [("diagnoses", 0), ("visits", 1), ("treatments", 2)] {
      try await pages.browse(.staff) { browser in
        let text = try await browser.get("/").text
        #expect(text.contains("href=\"\(home)/\(page)\""))
      }
      try PagesSite.steps[step](pages.desk)
    }
    try await pages.browse(.staff) { browser in
      let text = try await browser.get("/").text
      #expect(text.contains("red to review") && !text.contains("Three steps"))
    }
  }

  @Test func whoSeesNoPatientGoesToTheirFirstPage() async throws {
    let test = try await PagesSite()
    try await test.browse(.researcher) { browser in
      let start = try await browser.get("/")
      #expect(start.location == "/cohort")
    }
    try await test.browse(.administrator) { browser in
      let start = try await browser.get("/")
      #expect(start.location == "/accounts")
      let accounts = try await browser.get("/accounts").text
      #expect(!accounts.contains("class=\"steps\""))
    }
  }
}
