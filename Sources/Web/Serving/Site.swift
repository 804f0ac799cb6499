package import Clinic
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
  let settings: SiteSettings
  let unlockCodes = UnlockCodes()
  let lists = ClinicListsCache()
  /// One at a time: who comes while the clinic is being judged waits without a thread of their own.
  let listsQueue = DispatchQueue(label: "recheck.lists")
  let uploads = KeptUploads()
  let verification = LastVerification()
  /// One import at a time; see ``PageRequest/atImportDesk(_:)``.
  let importQueue = DispatchQueue(label: "recheck.imports")
  /// The code with which the first account is made; printed in the terminal, stored nowhere.
  let firstCode: String
  /// The instant of a request.
  package let now: @Sendable () -> Date
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
    day: @escaping @Sendable (Date) -> Day, asOf: Day? = nil, settings: SiteSettings = .init()
  ) async throws {
    self.desk = desk
    self.settings = settings
    accounts = try desk.file.accounts()
    self.passwords = try passwords ?? PasswordDesk()
    self.firstCode = firstCode
    pageKeys = try PageKeys(secret: try await accounts.webSecret())
    self.now = now
    self.day = day
    self.asOf = asOf
  }
}
