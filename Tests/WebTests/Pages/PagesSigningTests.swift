import Clinic
import Foundation
import Outcomes
import Registry
import Synchronization
import Testing

@testable import Web

/// A decision on a flag is signed: what it means stands there before, and the password is asked for
/// where it was not given a few minutes ago.
@Suite struct PagesSigningTests {
  private static let meaning =
    "I have reviewed this flag and its evidence."

  private func site(_ minutes: Int) async throws -> PagesSite {
    var settings = SiteSettings.withoutSecondFactor
    settings.signAgainMinutes = minutes
    return try await PagesSite(settings: settings)
  }

  private let typed = [("decision", "trial-inadequate"), ("note", "dose was low")]

  @Test func withAFreshPasswordTheMeaningIsSaidAndNothingAsked() async throws {
    let test = try await site(15)
    let flag = try test.path("/flag")
    try await test.browse(.physician) { browser in
      let page = try await browser.get(flag)
      #expect(page.text.contains("Signed by Full physician, "))
      #expect(page.text.contains(Self.meaning))
      #expect(!page.text.contains("type=\"password\""))
      let closed = try await browser.submit(flag, typed)
      #expect(closed.status == 303)
      let seen = try await browser.get(flag + "/decisions/1")
      #expect(seen.text.contains("Signed by Full physician on <time>"))
      #expect(seen.text.contains(Self.meaning))
    }
  }

  @Test func otherwiseThePasswordIsAskedAndWhatWasTypedStays() async throws {
    let test = try await site(0)
    let flag = try test.path("/flag")
    try await test.browse(.physician) { browser in
      let page = try await browser.get(flag)
      #expect(page.text.contains("id=\"password\" name=\"password\" type=\"password\""))
      let without = try await browser.submit(flag, typed)
      #expect(without.status == 422)
      #expect(without.text.contains("Your password is needed: the decision is signed with it."))
      #expect(without.text.contains(">dose was low</textarea>"))
      let wrong = try await browser.submit(flag, typed + [("password", "not the password at all")])
      #expect(wrong.status == 422 && wrong.text.contains("This is not your password."))
      #expect(try test.desk.record(of: PagesSite.patient.id).reviews.isEmpty)
      let right = try await browser.submit(flag, typed + [("password", TestSite.password)])
      #expect(right.status == 303)
    }
    #expect(try test.desk.record(of: PagesSite.patient.id).reviews.count == 1)
    let lines = try await test.site.accounts.events(action: "password-refused")
    #expect(lines.map(\.account) == ["physician"])
  }

  /// Tries there count with those at signing in.
  @Test func wrongPasswordsAreThrottled() async throws {
    let test = try await site(0)
    let flag = try test.path("/flag")
    try await test.browse(.physician) { browser in
      for _ in 0..<5 {
        let wrong = try await browser.submit(flag, typed + [("password", "not the password")])
        #expect(wrong.text.contains("This is not your password."))
      }
      let waits = try await browser.submit(flag, typed + [("password", TestSite.password)])
      #expect(waits.status == 422 && waits.text.contains("There were too many tries."))
      #expect(waits.text.contains(">dose was low</textarea>"))
    }
    #expect(try test.desk.record(of: PagesSite.patient.id).reviews.isEmpty)
  }

  @Test func rowsThatAreDeferredTogetherAreSignedToo() async throws {
    let test = try await site(0)
    try await test.browse(.physician) { browser in
      let list = try await browser.get("/review")
      #expect(list.text.contains(Self.meaning))
      let tick = try #require(
        list.text.firstMatch(of: #/name="(row:[^"]+)" value="([^"]+)" data-tick/#))
      let fields =
        list.hidden("/review/defer") + [(String(tick.output.1), String(tick.output.2))]
        + [("until", "1.9.2026"), ("note", "after the holidays")]
      let without = try await browser.post("/review/defer", fields)
      #expect(without.status == 422)
      #expect(without.text.contains("Your password is needed: the decision is signed with it."))
      let done = try await browser.post(
        "/review/defer",
        fields.filter { $0.0 != "nonce" } + [("nonce", without.nonce("/review/defer"))]
          + [("password", TestSite.password)])
      #expect(done.status == 303)
    }
  }

  @Test func aPasswordIsFreshForSoManyMinutes() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    let began = test.clock.now
    let token = Data(repeating: 1, count: 32)
    try await test.site.accounts.startSession(of: "ada", tokenHash: token, at: began)
    guard
      case .live(let session) = try await test.site.accounts.session(tokenHash: token, at: began)
    else {
      Issue.record("nobody is signed in")
      return
    }
    let proofs = LastProofs()
    func fresh(_ minutes: Int) -> [Bool] {
      [-1, 0, 899, 900, 1_799, 1_800].map {
        proofs.isFresh(in: session, minutes: minutes, at: began.addingTimeInterval($0))
      }
    }
    #expect(fresh(15) == [false, true, true, false, false, false])
    #expect(fresh(0) == [false, false, false, false, false, false])
    proofs.set(for: session, limits: .standard, at: began.addingTimeInterval(900))
    #expect(fresh(15) == [false, false, false, true, true, false])
  }
}
