import Foundation
import HTTPTypes
import Outcomes
import Registry
import Testing

@testable import Web

@Suite struct TrailTests {
  /// A page that shows a patient and says so in the trail.
  static let routes: [Route] =
    SiteMap.routes + [
      .get("patients/:patient/chart", for: .clinical) { request in
        try await request.note(.view, to: "chart", of: try request.patient())
        return .html("chart")
      }
    ]

  @Test func lookingAtAChartLeavesALineThatPhysiciansCanRead() async throws {
    let test = try await TestSite()
    try await test.add("nurse", .staff)
    try await test.add("doctor", .physician)
    try await test.add("ada", .administrator)
    let key = try test.site.pageKeys.key(for: Patient.ID("MRN-77"))
    try await test.browse(Self.routes) { browser in
      try await browser.signIn("nurse")
      #expect(try await browser.get("/patients/\(key)/chart").status == 200)
      try await browser.signIn("doctor")
      let page = try await browser.get("/trail")
      for part in [
        "Full nurse", ">view<", ">chart<", ">MRN-77<",
        "<td data-label=\"By way of\">web nurse</td>",
      ] {
        #expect(page.text.contains(part), "\(part)")
      }
      let times = page.text.matches(
        of: try Regex(#"<td data-label="When">\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}</td>"#))
      #expect(times.count == page.text.components(separatedBy: "data-label=\"When\"").count - 1)
      let nonce = ("nonce", page.nonce("/trail"))
      let mine = try await browser.post("/trail", [nonce, ("patient", "MRN-77")])
      #expect(mine.text.contains("<p>1 line, newest first"))
      let other = try await browser.post("/trail", [nonce, ("patient", "MRN-78")])
      #expect(other.text.contains("<p>0 lines"))
      let author = try await browser.post("/trail", [nonce, ("author", "Full ada")])
      #expect(author.text.contains("<p>0 lines"))
      let wrong = try await browser.post("/trail", [nonce, ("to", "yesterday")])
      #expect(wrong.status == 422)
      #expect(wrong.text.contains("“yesterday” is no date."))
    }
  }

  @Test func administratorsSeeTheLineButNotThePatient() async throws {
    let test = try await TestSite()
    try await test.add("nurse", .staff)
    try await test.add("ada", .administrator)
    let key = try test.site.pageKeys.key(for: Patient.ID("MRN-77"))
    try await test.browse(Self.routes) { browser in
      try await browser.signIn("nurse")
      _ = try await browser.get("/patients/\(key)/chart")
      try await browser.signIn("ada")
      let page = try await browser.get("/trail")
      #expect(page.text.contains("Full nurse"))
      #expect(page.text.contains("<td data-label=\"By way of\">web nurse</td>"))
      #expect(!page.text.contains("MRN-77"))
      let asked = try await browser.post(
        "/trail", [("nonce", page.nonce("/trail")), ("patient", "MRN-77")])
      #expect(asked.status == 403)
      #expect(!asked.text.contains("MRN-77"))
    }
  }

  /// Looking changes nothing in the file, but for the line of a page that is refused.
  @Test func noPageWritesByBeingLookedAt() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      let log = test.folder.appending(path: "clinic.sqlite-wal")
      let before = try Data(contentsOf: log)
      for route in SiteMap.routes
      where route.method == .get && route.access.allows(.administrator) {
        _ = try await browser.get(GateTests.path("/" + route.path))
        _ = try await browser.send(.head, GateTests.path("/" + route.path))
      }
      let after = try Data(contentsOf: log)
      #expect(after == before)
    }
  }

  @Test func theAccountsLeaveTheClinicFileSound() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      let page = try await browser.signIn("ada")
      #expect(page.status == 303)
    }
    let findings = try test.clinic.read { $0.verify(library: nil) }.findings
    #expect(findings.map(\.what) == [])
  }

  static let hostile: [String] = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' OR '1'='1",
    "'; DROP TABLE account; --",
    "{{frame.signOutNonce}}", "{{{name}}}", "${7*7}", "&lt;b&gt;", "javascript:alert(1)",
    "%00%0d%0aSet-Cookie:a",
    "<svg/onload=alert(1)>", "`id`", "$(id)", "\\u003cscript\\u003e", "=cmd|' /C calc'!A0",
    "</textarea><script>",
    "O'Neil & Söhne \"GmbH\"", "名前 前田", "' UNION SELECT password FROM account --",
  ]

  @Test(arguments: hostile)
  func whateverIsTypedIsStoredAsItIsAndShownHarmless(text: String) async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      let made = try await browser.submit(
        "/accounts",
        [("name", "someone"), ("full-name", text), ("role", "staff")])
      #expect(made.status == 200)
      let shown = try await browser.get("/accounts").text
      let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        .replacing(">", with: "&gt;").replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
      #expect(shown.contains("<td data-label=\"Full name\">\(escaped)</td>"))
      let trail = try await browser.post(
        "/audit", [("nonce", try await browser.get("/audit").nonce("/audit")), ("actor", text)])
      #expect(trail.status == 200)
      #expect(trail.text.contains("value=\"\(escaped)\""))
    }
    #expect(try await test.site.accounts.account("someone")?.account.fullName == text)
  }
}
