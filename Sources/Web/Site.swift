package import Foundation
package import Outcomes
package import Registry

/// What the pages stand on: the clinic file, the definitions, the accounts, the templates, the
/// clock.
package struct Site: Sendable {
  package let clinic: ClinicFile
  package let library: Library
  package let accounts: AccountBook
  package let passwords: PasswordDesk
  package let templates: PageTemplates
  package let pageKeys: PageKeys
  /// The hash of the code that was printed for making the first account.
  let firstCode: Data
  /// The instant of a request.
  package let now: @Sendable () -> Date
  /// The day that pages judge as of.
  package let today: @Sendable () -> Day

  /// - Parameters:
  ///   - clinic: opened for writing.
  ///   - firstCode: what the terminal printed; needed only while there is no account.
  package init(
    clinic: ClinicFile, library: Library, passwords: PasswordDesk? = nil,
    templates: PageTemplates? = nil, firstCode: String = OneTimeCode.make(),
    now: @escaping @Sendable () -> Date = { Date() }, today: @escaping @Sendable () -> Day
  ) async throws {
    self.clinic = clinic
    self.library = library
    accounts = try clinic.accounts()
    self.passwords = try passwords ?? PasswordDesk()
    self.templates = try templates ?? PageTemplates()
    self.firstCode = OneTimeCode.hash(firstCode)
    pageKeys = PageKeys(secret: try await accounts.webSecret())
    self.now = now
    self.today = today
  }
}
