import Foundation
import HTTPTypes
import Outcomes
import Registry
import Testing

@testable import Web

/// A form that keeps a draft, as a visit does.
@Suite struct DraftTests {
  static let routes: [Route] =
    SiteMap.routes + [
      .get("patients/:patient/visit", for: .clinical) { request in
        let draft = try await request.draft("visit")
        let nonces = try [
          request.nonce(), request.nonce(for: request.path + "/draft"),
          request.patient().text, draft?.fields["talking"] ?? "nothing",
        ]
        return .html(nonces.joined(separator: "|"))
      },
      .post("patients/:patient/visit", for: .clinical, fields: .checkedByPage, draft: "visit") {
        request in
        try request.form.allow(only: ["talking"])
        try await request.discardDraft("visit")
        return .redirect(try request.path(of: request.patient()))
      },
      .draft("visit", of: "patients/:patient/visit", for: .clinical),
    ]

  private func visit(_ browser: Browser, _ path: String) async throws -> [String] {
    try await browser.get(path).text.components(separatedBy: "|")
  }

  @Test func aTimeOutKeepsWhatWasEnteredForTheSameAccountOnly() async throws {
    let test = try await TestSite()
    try await test.add("nurse", .staff)
    try await test.add("other", .staff)
    let path = "/patients/\(try test.site.pageKeys.key(for: Patient.ID("007")))/visit"
    try await test.browse(Self.routes) { browser in
      try await browser.signIn("nurse")
      let form = try await visit(browser, path)
      #expect(form[2...] == ["007", "nothing"])
      test.clock.advance(seconds: 15 * 60)
      let late = try await browser.post(path, [("talking", "2"), ("nonce", form[0])])
      #expect(late.status == 401)
      #expect(late.text.contains("kept as a draft"))
      let other = browser.another
      try await other.signIn("other")
      #expect(try await visit(other, path)[3] == "nothing")
      try await browser.signIn("nurse")
      let again = try await visit(browser, path)
      #expect(again[3] == "2")
      let saved = try await browser.post(path, [("talking", "2"), ("nonce", again[0])])
      #expect(saved.status == 303)
      #expect(try await visit(browser, path)[3] == "nothing")
    }
  }

  @Test func afterATimeOutNothingElseIsDone() async throws {
    let test = try await TestSite()
    try await test.add("nurse", .staff)
    try await test.add("ada", .administrator)
    let path = "/patients/\(try test.site.pageKeys.key(for: Patient.ID("007")))/visit"
    try await test.browse(Self.routes) { browser in
      try await browser.signIn("nurse")
      let form = try await visit(browser, path)
      test.clock.advance(seconds: 15 * 60)
      // Without the form's own nonce not even the draft.
      #expect(try await browser.post(path, [("talking", "3")]).status == 403)
      try await browser.signIn("nurse")
      #expect(try await visit(browser, path)[3] == "nothing")
      // Nor with the form of an earlier session.
      test.clock.advance(seconds: 8 * 60 * 60)
      #expect(try await browser.post(path, [("talking", "2"), ("nonce", form[0])]).status == 403)
      try await browser.signIn("nurse")
      let last = try await visit(browser, path)
      #expect(last[3] == "nothing")
      // More than a day after its end there is no such session any more.
      test.clock.advance(seconds: 32 * 60 * 60)
      let dead = try await browser.post(path, [("talking", "2"), ("nonce", last[0])])
      #expect(dead.status == 401)
      #expect(!dead.text.contains("kept as a draft"))
      try await browser.signIn("nurse")
      #expect(try await visit(browser, path)[3] == "nothing")
    }
  }

  @Test func aFormAfterAShiftIsKeptAndNeverAfterSigningOut() async throws {
    let test = try await TestSite()
    try await test.add("nurse", .staff)
    let path = "/patients/\(try test.site.pageKeys.key(for: Patient.ID("007")))/visit"
    try await test.browse(Self.routes) { browser in
      try await browser.signIn("nurse")
      let form = try await visit(browser, path)
      test.clock.advance(seconds: 9 * 60 * 60)
      let late = try await browser.post(path, [("talking", "2"), ("nonce", form[0])])
      #expect(late.status == 401)
      #expect(late.text.contains("kept as a draft"))
      // The script's last draft as well.
      let draft = try await browser.post(path + "/draft", [("talking", "3"), ("nonce", form[1])])
      #expect(draft.status == 401)
      try await browser.signIn("nurse")
      #expect(try await visit(browser, path)[3] == "3")
      let again = try await visit(browser, path)
      try await test.site.accounts.endSessions(of: "nurse", by: "test", at: test.clock.now)
      let gone = try await browser.post(path, [("talking", "1"), ("nonce", again[0])])
      #expect(!gone.text.contains("kept as a draft"))
      try await browser.signIn("nurse")
      #expect(try await visit(browser, path)[3] == "3")
    }
  }

  @Test func theScriptKeepsTheDraftAgainAndAgain() async throws {
    let test = try await TestSite()
    try await test.add("nurse", .staff)
    let path = "/patients/\(try test.site.pageKeys.key(for: Patient.ID("007")))/visit"
    try await test.browse(Self.routes) { browser in
      try await browser.signIn("nurse")
      let nonce = try await visit(browser, path)[1]
      for value in ["1", "2", "3"] {
        let kept = try await browser.post(
          path + "/draft", [("talking", value), ("nonce", nonce)])
        #expect(kept.status == 204)
        #expect(try await visit(browser, path)[3] == value)
      }
    }
  }

  @Test func anOldDraftIsForgotten() async throws {
    let test = try await TestSite()
    try await test.add("nurse", .staff)
    let accounts = test.site.accounts
    let now = test.clock.now
    try await accounts.saveDraft("a=1", form: "visit", patient: "1", account: "nurse", at: now)
    let later = now.addingTimeInterval(TimeInterval(Draft.lifetime + 1))
    try await accounts.saveDraft("b=1", form: "visit", patient: "2", account: "nurse", at: later)
    #expect(try await accounts.draft(form: "visit", patient: "1", account: "nurse") == nil)
    #expect(
      try await accounts.draft(form: "visit", patient: "2", account: "nurse")?.content == "b=1")
  }

  @Test func aPageKeySaysNothingAndCannotBeMadeUp() async throws {
    let test = try await TestSite()
    let keys = test.site.pageKeys
    for text in ["1", "000123", "A-17/x", "Ünïcode 4", String(repeating: "9", count: 40)] {
      let key = try keys.key(for: Patient.ID(text))
      #expect(keys.patient(key) == Patient.ID(text))
      #expect(try keys.key(for: Patient.ID(text)) == key)
      #expect(text.count < 4 || !key.contains(text))
      #expect(keys.patient(String(key.dropLast())) == nil)
      #expect(keys.patient("A" + key.dropFirst()) == nil || key.hasPrefix("A"))
    }
    // As long for every identifier of up to 15 bytes.
    #expect(
      try keys.key(for: Patient.ID("1")).count == keys.key(for: Patient.ID("123456789012345")).count
    )
    let other = try PageKeys(secret: Data(repeating: 1, count: 32))
    #expect(other.patient(try keys.key(for: Patient.ID("1"))) == nil)
    try await test.add("nurse", .staff)
    try await test.browse(Self.routes) { browser in
      try await browser.signIn("nurse")
      #expect(try await browser.get("/patients/007/visit").status == 404)
      #expect(try await browser.get("/patients/AAAA/visit").status == 404)
    }
  }
}
