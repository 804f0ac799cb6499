package import Clinic
import Cryptography
package import Foundation
package import Outcomes
package import Registry

/// What the pages stand on: the desk with the clinic file and the definitions, the accounts,
/// the clock.
package struct Site: Sendable {
  package let desk: Desk
  package let accounts: AccountBook
  package let passwords: PasswordDesk
  package let pageKeys: PageKeys
  /// For the codes of browsers that accounts have signed in with.
  let browserKey: Data
  /// Of second factors.
  let secrets: SealedSecret
  let settings: SiteSettings
  let unlockCodes = UnlockCodes()
  let formsInHand = FormsInHand()
  let lists = ClinicListsCache()
  /// One at a time: who comes while the clinic is being judged waits without a thread of their own.
  let listsQueue = DispatchQueue(label: "recheck.lists")
  let cohorts = DrawnCohorts()
  let pickers: Pickers
  let uploads = KeptUploads()
  let repeated = RepeatedNotes()
  let proofs = LastProofs()
  let verification = LastVerification()
  /// One import at a time; see ``PageRequest/atImportDesk(_:)``.
  let importQueue = DispatchQueue(label: "recheck.imports")
  /// The code with which the first account is made; printed in the terminal, stored nowhere.
  let firstCode: String
  /// The instant of a request.
  package let now: @Sendable () -> Date
  /// The clock that nobody can set, for waits.
  let steady: @Sendable () -> SteadyTime
  /// The day of an instant, where the clinic is.
  package let day: @Sendable (Date) -> Day
  /// Judge as if it were that day; nil: as of the day of the request.
  package let asOf: Day?

  /// - Parameters:
  ///   - desk: its clinic file opened for writing; its author and days are set anew for each
  ///     request.
  ///   - day: the calendar day of an instant, where the clinic is.
  package init(
    desk: Desk, passwords: PasswordDesk? = nil, firstCode: String = OneTimeCode.make(),
    now: @escaping @Sendable () -> Date = { Date() },
    steady: @escaping @Sendable () -> SteadyTime = { .now },
    day: @escaping @Sendable (Date) -> Day, asOf: Day? = nil, settings: SiteSettings = .init()
  ) async throws {
    self.desk = desk
    self.settings = settings
    pickers = Pickers(desk.library)
    accounts = try desk.file.accounts()
    self.passwords = try passwords ?? PasswordDesk()
    self.firstCode = firstCode
    let secret = try await accounts.webSecret()
    pageKeys = try PageKeys(secret: secret)
    browserKey = try KeyDerivation.hkdf(
      secret: secret, purpose: Data("known browser".utf8), count: 32)
    secrets = try SealedSecret(secret: secret)
    self.now = now
    self.steady = steady
    self.day = day
    self.asOf = asOf
  }
}
