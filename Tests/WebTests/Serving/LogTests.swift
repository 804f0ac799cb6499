import Foundation
import Outcomes
import Registry
import Testing

@testable import Web

@Suite struct LogTests {
  @Test func theLogNamesRoutesAndNobody() async throws {
    let test = try await TestSite()
    try await test.add("nurse", .staff)
    let key = try test.site.pageKeys.key(for: Patient.ID("SECRET-ID-7"))
    let cookie = try await test.browse(DraftTests.routes) { browser in
      try await browser.signIn("nurse")
      _ = try await browser.get("/patients/\(key)/visit")
      _ = try await browser.post("/patients/\(key)/visit", [("talking", "2"), ("nonce", "x")])
      _ = try await browser.signIn("typed.name", "a typed password")
      _ = try await browser.get("/nowhere/SECRET-ID-7?name=Roe")
      return try #require(browser.cookie)
    }
    let log = test.log.text
    #expect(
      log.contains("GET /patients/{patient}/visit 200")
        || log.contains("GET /patients/:patient/visit 200"))
    let secrets = [
      key, "SECRET-ID-7", "nurse", "typed.name", "a typed password", TestSite.password, "Roe",
      String(cookie.dropFirst("__Host-recheck=".count)), TestSite.firstCode,
    ]
    for secret in secrets { #expect(!log.contains(secret), "\(secret)") }
  }
}
