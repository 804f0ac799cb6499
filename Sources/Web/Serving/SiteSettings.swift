package import Outcomes
package import Registry

/// What whoever runs the program may choose for the web app.
package struct SiteSettings: Sendable {
  package var sessions = SessionLimits.standard
  /// Whether people may set a short code that unlocks their session after a pause.
  package var hasUnlocking = false
  /// The order of day and month in `1/2/2026`; nil: such a date is refused.
  package var dates: TypedDay.Order?

  /// From when on the file is verified each day.
  package var verifyAt = QuietHour.standard

  /// The proxies that may say for whom they ask.
  package var proxies = TrustedProxies.none

  /// Name and version of the program, for files that say what made them.
  package var program = "Recheck"

  package init() {}
}
