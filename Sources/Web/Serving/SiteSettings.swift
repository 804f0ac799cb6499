package import Outcomes
package import Registry

/// What whoever runs the program may choose for the web app.
package struct SiteSettings: Sendable {
  package var sessions = SessionLimits.standard
  /// Whether people may set a short code that unlocks their session after a pause.
  package var hasUnlocking = false
  /// Of whom a code is asked beside the password.
  package var secondFactor = SecondFactorSetting.administrators
  /// Minutes after which a decision on a flag asks for the password again; 0: each time.
  package var signAgainMinutes = 15
  package static let allowedSignAgain = 0...720
  /// The order of day and month in `1/2/2026`; nil: such a date is refused.
  package var dates: TypedDay.Order?

  /// From when on the file is verified each day.
  package var verifyAt = QuietHour.standard

  /// The proxies that may say for whom they ask.
  package var proxies = TrustedProxies.none

  /// Where backups go that are made in the browser; nil: they are downloaded only.
  package var backupFolder: String?

  /// Name and version of the program, for files that say what made them.
  package var program = "Recheck"

  package init() {}
}
