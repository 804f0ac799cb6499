import Clinic
import Foundation
import GRDB
import Outcomes
import Testing

@testable import Registry
@testable import Web

/// The web app where the disk takes nothing: pages are read, nothing is called what it is not.
@Suite struct PagesDiskTests {
  private static let visit =
    PagesSite.adl(10).map { ("mg-adl:\($0.item)", $0.value) } + [("date", "2026-05-30")]

  private func disk(_ test: PagesSite, takesNothing: Bool) async throws {
    let pool = try #require(test.desk.file.reader as? DatabasePool)
    let sql = "PRAGMA query_only = \(takesNothing ? 1 : 0)"
    try await pool.writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  @Test func recordsAreReadAndTheLookIsNotedAsSoonAsItCanBe() async throws {
    let test = try await PagesSite()
    let home = try test.path()
    try await test.browse(.staff) { browser in
      try await disk(test, takesNothing: true)
      let page = try await browser.get(home)
      #expect(page.status == 200)
      #expect(page.text.contains("That you looked at this could not be noted yet"))
      #expect(page.text.contains("MG-ADL"))
      #expect(try await browser.get("/review").status == 200)
      #expect(try test.desk.file.read { try $0.audit() }.filter { $0.action == "view" } == [])
      try await disk(test, takesNothing: false)
      let later = try await browser.get(home)
      #expect(!later.text.contains("could not be noted"))
      let lines = try test.desk.file.read { try $0.audit() }.filter { $0.action == "view" }
      #expect(
        lines.sorted { $0.id < $1.id }.map(\.subject) == ["chart", "review list", "chart"])
    }
  }

  @Test func aRefusedFormKeepsItsInputAndCanBeSentAgain() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let form = try await browser.get(path)
      let fields = Self.visit + [("nonce", form.nonce(path))]
      try await disk(test, takesNothing: true)
      let refused = try await browser.post(path, fields)
      #expect(refused.status == 503)
      #expect(refused.text.contains("The clinic file may only be read. Nothing was saved"))
      #expect(refused.text.components(separatedBy: " checked").count == 9)
      try await disk(test, takesNothing: false)
      // With the nonce that was there all along, and with the one of the page that refused.
      #expect(try await browser.post(path, fields).status == 303)
      #expect(try await browser.post(path, fields).status == 409)
      let scores = try test.desk.record(of: PagesSite.patient.id).scores
      #expect(scores.count { $0.day == Day(iso: "2026-05-30") } == 1)
    }
  }

  /// The draft cannot be discarded any more when the visit is on the disk.
  @Test func aVisitThatIsSavedIsSaidToBe() async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let form = try await browser.get(path)
      let pool = try #require(test.desk.file.reader as? DatabasePool)
      // Whatever comes after the visit fails.
      try await pool.writeWithoutTransaction { database in
        try database.execute(
          sql: """
            CREATE TEMP TRIGGER no_discarding BEFORE DELETE ON main.draft
            BEGIN SELECT RAISE(ABORT, 'no'); END
            """)
      }
      let keep = try await browser.post(
        path + "/draft",
        Self.visit + [("nonce", try test.draftNonce(browser, path))])
      #expect(keep.status == 204)
      let saved = try await browser.post(path, Self.visit + [("nonce", form.nonce(path))])
      #expect(saved.status == 303)
      #expect(try test.desk.record(of: PagesSite.patient.id).scores.last?.total == Rational(10))
    }
  }

  @Test func whatWasStoredIsSaidToBeWhereThePageAfterItFails() async throws {
    let test = try await PagesSite()
    let stores = Route.post(
      "stores", for: .clinical, fields: .named([])
    ) { request in
      try await request.atDesk { try $0.noteForTest() }
      throw CocoaError(.fileReadUnknown)
    }
    let page = Route.get("stores", for: .clinical) { request in
      .html(try request.nonce())
    }
    let router = SiteRouter.build(
      test.site, routes: SiteMap.routes + [stores, page], hosts: TestSite.hosts)
    let browser = Browser(RouterLine(router, logger: test.log.logger))
    try await browser.signIn("staff")
    let nonce = try await browser.get("/stores").text
    let answer = try await browser.post("/stores", [("nonce", nonce)])
    #expect(answer.status == 500)
    #expect(answer.text.contains("This is saved, but it cannot be shown"))
    #expect(try await browser.post("/stores", [("nonce", nonce)]).status == 409)
  }
}

extension PagesSite {
  fileprivate func draftNonce(_ browser: Browser, _ path: String) throws -> String {
    try FormNonce(for: path + "/draft", token: browser.token).text
  }
}

extension Desk {
  /// Stores something of the one patient.
  fileprivate func noteForTest() throws {
    try note(
      VisitNote(day: PagesSite.today, illness: true), of: PagesSite.patient.id, seen: 0)
  }
}
