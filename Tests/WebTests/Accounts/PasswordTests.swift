import Foundation
import Testing

@testable import Web

@Suite struct PasswordTests {
  private func objection(_ password: String) -> String? {
    PasswordRules.objection(to: password, accountName: "ada", fullName: "Ada Lovelace")
  }

  @Test(arguments: [
    ("walnuts sing 7", false), ("walnuts sing 77", true),
    (String(repeating: "xk4v", count: 16), true), (String(repeating: "xk4v", count: 64), true),
    (String(repeating: "xk4v", count: 64) + "x", false),
  ])
  func fifteenTo256Characters(password: String, isFine: Bool) {
    #expect((objection(password) == nil) == isFine)
  }

  @Test(arguments: [
    "passwordpassword", "Password12345678", "P@ssw0rdP@ssw0rd!!", "123456789012345",
    "qwertyuiop123456", "aaaaaaaaaaaaaaaaaa", "abcdefghijklmnopq", "iloveyouiloveyou",
    "letmeinletmein123", "1qaz2wsx3edc4rfv", "Welcome2026Welcome", "hospital12345678",
    "987654321987654321", "asdfghjklasdfghjkl", "adminadminadmin1", "monkeymonkeymonkey",
    "qwertzuiopasdfghjkl", "superman123456789",
  ])
  func whatIsGuessedFirstIsRefused(password: String) {
    #expect(objection(password)?.contains("guessed first") == true)
  }

  @Test(arguments: [
    "my name is ada today", "LOVELACE likes tea cups", "the Recheck cellar door",
    "l0vel@ce tea cups!!",
  ])
  func whatOthersKnowIsRefused(password: String) {
    #expect(objection(password)?.contains("which others know") == true)
  }

  @Test(arguments: [
    "correct horse battery staple", "seven purple walnuts sing", "Übergrößenträger im Öltank",
    "四季折々の花が咲く庭を歩いて行く", "j8#Lm2!qPz9&Rt5",
  ])
  func longOnesOfOnesOwnAreFine(password: String) {
    #expect(objection(password) == nil)
  }

  @Test func composedAndDecomposedLettersAreOnePassword() throws {
    let composed = "caf\u{E9} caf\u{E9} caf\u{E9} x"
    let decomposed = "cafe\u{301} cafe\u{301} cafe\u{301} x"
    #expect(Data(composed.utf8) != Data(decomposed.utf8))
    let hash = try PasswordHash(of: composed, cost: TestSite.cheap)
    #expect(try hash.accepts(decomposed))
  }

  @Test func nothingOfALongPasswordIsCutOff() throws {
    let long = String(repeating: "abcdefgh", count: 32)
    let hash = try PasswordHash(of: long, cost: TestSite.cheap)
    #expect(try hash.accepts(long))
    #expect(try !hash.accepts(String(long.dropLast())))
    #expect(try !hash.accepts(long + "\0"))
  }

  /// The one test with the real cost.
  @Test func theStoredFormCarriesTheRealCost() throws {
    let stored = try PasswordHash(of: "seven purple walnuts sing", cost: .standard).stored
    let parts = stored.split(separator: "$")
    #expect(parts.prefix(4) == ["scrypt", "131072", "8", "1"])
    #expect(Data(base64Encoded: String(parts[4]))?.count == 16)
    #expect(Data(base64Encoded: String(parts[5]))?.count == 32)
    let hash = try #require(PasswordHash(stored: stored))
    #expect(try hash.accepts("seven purple walnuts sing"))
    #expect(try !hash.accepts("seven purple walnuts sang"))
  }

  @Test(arguments: ["", "scrypt", "scrypt$16$8$1$AAAA$", "bcrypt$16$8$1$AAAA$AAAA", "x$y$z$1$2$3"])
  func aMalformedStoredFormIsNone(text: String) {
    #expect(PasswordHash(stored: text) == nil)
  }

  @Test func saltsDiffer() throws {
    let first = try PasswordHash(of: "one password here", cost: TestSite.cheap).stored
    let second = try PasswordHash(of: "one password here", cost: TestSite.cheap).stored
    #expect(first != second)
  }

  @Test func anOldCostIsRenewedAtSignIn() async throws {
    let test = try await TestSite()
    let old = PasswordHash.Cost(rounds: 32, blockSize: 8, parallelism: 1)
    try await test.site.accounts.add(
      name: "ada", fullName: "Ada", role: .administrator,
      password: try PasswordHash(of: TestSite.password, cost: old).stored, by: "test",
      at: test.clock.now)
    try await test.browse { browser in
      let page = try await browser.signIn("ada")
      #expect(page.status == 303)
    }
    let stored = try await test.site.accounts.account("ada")?.password
    #expect(stored.flatMap(PasswordHash.init(stored:))?.cost == TestSite.cheap)
  }

  /// No test of time: what takes the time is the hash, and it is of the same cost.
  @Test func anUnknownNameIsCheckedAgainstAHashOfTheSameCost() async throws {
    let desk = try PasswordDesk(cost: TestSite.cheap)
    #expect(PasswordHash(stored: desk.decoy)?.cost == TestSite.cheap)
    #expect(try PasswordHash(stored: desk.decoy)?.accepts(PasswordDesk.decoyPassword) == true)
    #expect(try await !desk.check(PasswordDesk.decoyPassword, against: nil).fits)
    #expect(try await desk.check(PasswordDesk.decoyPassword, against: desk.decoy).fits)
  }

  @Test func tenAtOnceAreTakenAndTheEleventhIsTurnedAway() async throws {
    let desk = try PasswordDesk(
      cost: PasswordHash.Cost(rounds: 1 << 14, blockSize: 8, parallelism: 1))
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<40 {
        group.addTask { (try? await desk.hash("some password or other")) != nil }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(outcomes.filter { $0 }.count >= 10)
    #expect(outcomes.contains(false))
    // The desk is open again afterwards.
    #expect(try await desk.check("x", against: nil).fits == false)
  }
}
