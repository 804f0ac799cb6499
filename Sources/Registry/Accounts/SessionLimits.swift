/// How long a session lasts.
package struct SessionLimits: Hashable, Sendable {
  /// 15 minutes without a request, 8 hours in all.
  package static let standard = SessionLimits(idle: 15 * 60, absolute: 8 * 60 * 60)
  /// What a site may choose, in minutes: up to a shift of 12 hours.
  package static let allowedMinutes = 5...720

  /// Longest time without a request, in seconds.
  package let idle: Int
  /// Longest time since signing in, in seconds; nothing prolongs it.
  package let absolute: Int

  private init(idle: Int, absolute: Int) {
    self.idle = idle
    self.absolute = absolute
  }

  /// nil: outside ``allowedMinutes``.
  ///
  /// - Parameter minutes: without a request; the whole session is never shorter.
  package init?(minutes: Int) {
    guard Self.allowedMinutes.contains(minutes) else { return nil }
    self.init(idle: minutes * 60, absolute: max(Self.standard.absolute, minutes * 60))
  }
}
