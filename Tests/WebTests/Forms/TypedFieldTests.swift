import Clinic
import Outcomes
import Registry
import Testing

@testable import Web

/// Dates and numbers at the door of every form.
@Suite struct `What is typed in a form` {
  @Test(arguments: [
    ("26.11.1961", "1961-11-26"), ("26/11/1961", "1961-11-26"), ("1961-2-3", "1961-02-03"),
    ("2.1961", "1961-02"), ("1961", "1961"), ("3. 2. 1961", "1961-02-03"),
  ]) func `is read as people write it`(typed: String, stored: String) async throws {
    let test = try await PagesSite()
    try await test.browse(.staff) { browser in
      let answer = try await browser.submit(
        "/patients/new",
        [
          ("identifier", "N1"), ("family", "Silva"), ("given", "Vera"), ("born", typed),
          ("sex", "female"),
        ])
      #expect(answer.status == 303)
      let patient = try test.desk.file.read { try $0.patient(Patient.ID("N1")) }
      #expect(patient?.bornGiven?.text == stored)
    }
  }

  @Test(arguments: [
    (
      "born", "1/2/1961",
      "“1/2/1961” can be 1 February 1961 or 2 January 1961. Write 1961-02-01 or 1961-01-02."
    ),
    ("born", "31.4.1961", "“31.4.1961” is no date. Write year-month-day, such as 2026-03-12."),
    ("born", "1.2.61", "“1.2.61” is no date. Write year-month-day, such as 2026-03-12."),
  ]) func `is refused and kept where it cannot be known`(
    field: String, typed: String, message: String
  )
    async throws
  {
    let test = try await PagesSite()
    try await test.browse(.staff) { browser in
      let page = try await browser.submit(
        "/patients/new",
        [
          ("identifier", "N1"), ("family", "Silva"), ("given", "Vera"), ("born", typed),
          ("sex", ""),
        ])
      #expect(page.status == 422)
      #expect(page.text.contains(message))
      #expect(page.text.contains("value=\"\(typed)\""))
    }
  }

  @Test(arguments: [("0,4", 200), ("1,000", 422), ("0,4,", 422)])
  func `is a dose with a decimal comma, and no thousand is guessed`(dose: String, status: Int)
    async throws
  {
    let test = try await PagesSite()
    try await test.browse(.staff) { browser in
      let page = try await browser.submit(
        try test.path("/treatments"),
        [
          ("therapy", "scig"), ("start", "1.3.2025"), ("intent", "maintenance"), ("dose", dose),
          ("unit", "g/kg"), ("interval", "7"), ("note", ""), ("other-name", ""),
        ])
      #expect(page.status == (status == 200 ? 303 : status))
    }
  }

  /// A date that is none never becomes today.
  @Test(arguments: ["2026-13-01", "2025-02-29", "1/2/2026"])
  func `that is no day is said at its field and stays there`(typed: String) async throws {
    let test = try await PagesSite()
    try await test.browse(.physician) { browser in
      let page = try await browser.submit(
        "/trail", [("patient", ""), ("author", ""), ("from", typed), ("to", "")])
      #expect(page.status == 422)
      #expect(page.text.contains("id=\"from-error\""))
      #expect(page.text.contains("type=\"text\" value=\"\(typed)\""))
    }
  }
}
