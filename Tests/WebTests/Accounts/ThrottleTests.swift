import Foundation
import HTTPTypes
import Registry
import Testing

@testable import Web

@Suite struct ThrottleTests {
  @Test(arguments: [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (10, 32)])
  func theWaitDoubles(tries: Int, seconds: Int64) {
    #expect(SignInThrottle.wait(after: tries) == seconds)
  }

  @Test(arguments: [
    ("10.0.0.1", "10.0.0.1"), ("unknown", "unknown"), ("::1", "0:0:0:0::/64"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
    ("2001:0DB8::7", "2001:db8:0:0::/64"), ("fe80::1:2:3:4", "fe80:0:0:0::/64"),
  ])
  func aHouseIsOneAddress(address: String, place: String) {
    #expect(SignInThrottle.place(of: address) == place)
  }

  @Test(arguments: [
    (1, "1 second"), (119, "119 seconds"), (120, "2 minutes"), (121, "3 minutes"),
    (3_600, "1 hour"), (8_640, "2 hours 24 minutes"), (3_660, "1 hour 1 minute"),
  ])
  func theWaitIsSaidInWords(seconds: Int, words: String) {
    #expect(PageRequest.wait(seconds) == words)
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
      #expect(refused.text.contains("There were too many tries. Try again in 1 second."))
    }
    // The file is opened anew.
    try test.clinic.close()
    let clinic = try ClinicFile.open(path: test.clinic.path, for: .writing)
    let accounts = try clinic.accounts()
    let attempt = SignInAttempt(account: "ada", address: "unknown")
    #expect(try await accounts.begin(attempt, test.clock) == 1)
    test.clock.advance(seconds: 1)
    #expect(try await accounts.begin(attempt, test.clock) == nil)
    try clinic.close()
  }

  /// Whatever strangers try, from as many addresses as they like.
  @Test func nobodyOutsideKeepsAnAccountShut() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    let accounts = test.site.accounts
    try await test.browse { browser in
      #expect(try await browser.signIn("ada").status == 303)
      var counted = 0
      for number in 0..<60 {
        let attempt = SignInAttempt(account: "ada", address: "10.0.0.\(number)")
        if try await accounts.begin(attempt, test.clock) == nil { counted += 1 }
      }
      #expect(counted == 40)
      let stranger = try await browser.another.signIn("ada")
      #expect(stranger.status == 429)
      #expect(stranger.headers[.retryAfter] == "2160")
      #expect(stranger.text.contains("Try again in 36 minutes."))
      for _ in 0..<12 { #expect(try await browser.signIn("ada").status == 303) }
      // Somebody new, with a code.
      let code = OneTimeCode.make()
      try await accounts.add(
        name: "bob", fullName: "Bob", role: .staff, by: "ada", at: test.clock.now)
      try await accounts.invite(
        "bob", codeHash: OneTimeCode.hash(code), ends: test.clock.now + 600, by: "ada",
        at: test.clock.now)
      for number in 0..<60 {
        let attempt = SignInAttempt(account: "bob", address: "10.0.0.\(number)")
        _ = try await accounts.begin(attempt, test.clock)
      }
      let chosen = try await browser.another.post(
        "/choose-password",
        [("name", "bob"), ("code", code), ("password", "nine orange lamps whisper")]
          + [("again", "nine orange lamps whisper")])
      #expect(chosen.status == 303)
    }
  }

  @Test func waitingNeverGrowsFromTriesMadeDuringIt() async throws {
    let test = try await TestSite()
    let accounts = test.site.accounts
    let attempt = SignInAttempt(account: "ada", address: "10.0.0.1")
    for _ in 0..<10 {
      while let wait = try await accounts.begin(attempt, test.clock) {
        test.clock.advance(seconds: TimeInterval(wait))
      }
    }
    let first = try #require(try await accounts.begin(attempt, test.clock))
    for passed in 1...20 {
      test.clock.advance(seconds: 3)
      #expect(try await accounts.begin(attempt, test.clock) == first - 3 * passed)
    }
  }

  /// The arithmetic of Docs/safety.md: 80 of strangers and 20 of known browsers.
  @Test func inAnyDayNoMoreAreTakenThanThePageOnSafetySays() async throws {
    let test = try await TestSite()
    let accounts = test.site.accounts
    func most(_ attempt: (Int) -> SignInAttempt) async throws -> Int {
      var taken: [TimeInterval] = []
      let begin = test.clock.now
      for number in 0..<(2 * 24 * 12) {
        for more in 0..<4
        where try await accounts.begin(
          attempt(4 * number + more), test.clock) == nil
        {
          taken.append(test.clock.now.timeIntervalSince(begin))
        }
        test.clock.advance(seconds: 300)
      }
      return taken.map { start in taken.count { $0 >= start && $0 < start + 86_400 } }.max() ?? 0
    }
    let strangers = try await most { number in
      SignInAttempt(account: "ada", address: "10.0.\(number / 250).\(number % 250)")
    }
    let one = try await most { _ in SignInAttempt(account: "eve", address: "10.0.0.1") }
    let known = try await most { number in
      SignInAttempt(account: "ada", address: "10.0.0.1", browser: "b\(number)")
    }
    // Tried every five minutes, which does not meet each of them to the second.
    #expect((79...80).contains(strangers))
    #expect((19...20).contains(one))
    #expect((19...20).contains(known))
  }

  @Test func aSuccessForgetsWhatWasWrongBeforeIt() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      for _ in 0..<4 {
        for _ in 0..<4 {
          let wrong = try await browser.signIn("ada", "wrong password here")
          #expect(wrong.status == 422)
        }
        let right = try await browser.signIn("ada")
        #expect(right.status == 303)
        test.clock.advance(seconds: 86_400)
      }
    }
  }

  /// The wall clock stands ten years ahead meanwhile, or goes on a day; the machine is started anew.
  @Test func aWrongClockShutsNobodyOutAndLetsNobodyIn() async throws {
    let test = try await TestSite()
    let accounts = test.site.accounts
    let attempt = SignInAttempt(account: "ada", address: "10.0.0.1")
    let now = test.clock.now
    let ahead = now.addingTimeInterval(10 * 365 * 86_400)
    var steady = SteadyTime(boot: "one", seconds: 1_000)
    func begin(_ wall: Date) async throws -> Int? {
      try await accounts.begin(attempt, at: wall, steady: steady)
    }
    for _ in 0..<10 {
      while let wait = try await begin(ahead) {
        steady = SteadyTime(boot: "one", seconds: steady.seconds + Int64(wait))
      }
    }
    let wait = try #require(try await begin(now))
    #expect(wait == 8_640 - Int(steady.seconds - 1_000))
    #expect(try await begin(now + 86_401) == wait)
    steady = SteadyTime(boot: "two", seconds: 5)
    #expect(try await begin(now) == 8_640)
    #expect(try await begin(now + 8_639) == 1)
    #expect(try await begin(now + 8_640) == nil)
  }

  @Test func oneAddressHasTwentyTriesAndThenOneAMinute() async throws {
    let test = try await TestSite()
    let accounts = test.site.accounts
    func begin(_ name: String, _ address: String = "10.0.0.1") async throws -> Int? {
      try await accounts.begin(
        SignInAttempt(account: name, address: address), test.clock)
    }
    var waits: [Int?] = []
    for number in 0..<20 { waits.append(try await begin("n\(number)")) }
    #expect(waits.allSatisfy { $0 == nil })
    waits = [try await begin("another"), try await begin("another", "10.0.0.2")]
    test.clock.advance(seconds: 60)
    waits += [try await begin("another"), try await begin("another")]
    // What was right does not count.
    try await accounts.succeeded(SignInAttempt(account: "another", address: "10.0.0.1"))
    waits.append(try await begin("another"))
    #expect(waits == [60, nil, nil, 60, nil])
  }

  /// A try counts before its password is looked at: many at once gain nothing.
  @Test func triesAtTheSameTimeAreCounted() async throws {
    let test = try await TestSite()
    let accounts = test.site.accounts
    let allowed = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<50 {
        group.addTask {
          try await accounts.begin(
            SignInAttempt(account: "ada", address: "10.0.1.1"), test.clock) == nil
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(allowed == 5)
  }
}

extension AccountBook {
  fileprivate func begin(_ attempt: SignInAttempt, _ clock: TestClock) async throws -> Int? {
    try await begin(attempt, at: clock.now, steady: clock.steady)
  }
}
