import Foundation
import HTTPTypes
import Registry
import Testing

@testable import Web

@Suite struct ThrottleTests {
  @Test(arguments: [
    (4, 0), (5, 1), (6, 2), (7, 4), (14, 512), (15, 900), (16, 900), (1_000, 900),
  ])
  func theWaitDoublesUpToAQuarterOfAnHour(attempts: Int, seconds: Int64) {
    #expect(SignInThrottle.wait(afterAttempts: attempts) == seconds)
  }

  @Test func fiveFailuresMakeTheNextOneWaitEvenAfterARestart() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      for _ in 0..<5 {
        #expect(try await browser.signIn("ada", "wrong password here").status == 422)
      }
      let refused = try await browser.signIn("ada")
      #expect(refused.status == 429)
      #expect(refused.headers[.retryAfter] == "1")
    }
    // The file is opened anew.
    try test.clinic.close()
    let clinic = try ClinicFile.open(path: test.clinic.path, for: .writing)
    let wait = try await clinic.accounts().beginAttempt(
      account: "ada", address: "10.0.0.9", at: test.clock.now)
    #expect(wait == 1)
    test.clock.advance(seconds: 1)
    let later = try await clinic.accounts().beginAttempt(
      account: "ada", address: "10.0.0.9", at: test.clock.now)
    #expect(later == nil)
    try clinic.close()
  }

  @Test func theRightPersonGetsInAfterAQuarterOfAnHour() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    let accounts = test.site.accounts
    for round in 0..<30 {
      _ = try await accounts.beginAttempt(
        account: "ada", address: "10.0.0.\(round)", at: test.clock.now)
      test.clock.advance(seconds: 900)
    }
    try await test.browse { browser in
      for _ in 0..<2 {
        let page = try await browser.signIn("ada")
        #expect(page.status == 303)
      }
    }
  }

  @Test func oneAddressHasTwentyAttemptsAMinute() async throws {
    let test = try await TestSite()
    let accounts = test.site.accounts
    for number in 0..<20 {
      let wait = try await accounts.beginAttempt(
        account: "n\(number)", address: "10.0.0.1", at: test.clock.now)
      #expect(wait == nil)
    }
    let refused = try await accounts.beginAttempt(
      account: "another", address: "10.0.0.1", at: test.clock.now)
    #expect(refused == 60)
    let elsewhere = try await accounts.beginAttempt(
      account: "another", address: "10.0.0.2", at: test.clock.now)
    #expect(elsewhere == nil)
    test.clock.advance(seconds: 60)
    let later = try await accounts.beginAttempt(
      account: "another", address: "10.0.0.1", at: test.clock.now)
    #expect(later == nil)
  }

  /// An attempt counts before its password is looked at: many at once gain nothing.
  @Test func attemptsAtTheSameTimeAreCounted() async throws {
    let test = try await TestSite()
    let accounts = test.site.accounts
    let now = test.clock.now
    let allowed = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<50 {
        group.addTask {
          try await accounts.beginAttempt(account: "ada", address: "10.0.1.\(number)", at: now)
            == nil
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(allowed == 5)
  }
}
