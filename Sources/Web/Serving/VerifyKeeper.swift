import Clinic
import Foundation
import Logging
import Registry
import ServiceLifecycle
import Synchronization

/// What the last verification found, for the administrators' page.
final class LastVerification: Sendable {
  private let note = Mutex<VerificationNote?>(nil)

  /// nil: there was none.
  var value: VerificationNote? {
    get { note.withLock { $0 } }
    set { note.withLock { $0 = newValue } }
  }
}

/// Verifies the file in the background: at the quiet hour of each day, and at the start where that hour
/// passed while the program did not run.
struct VerifyKeeper: Service {
  private static let interval: Duration = .seconds(60)

  let site: Site
  let logger: Logger
  let announce: @Sendable (String) -> Void

  func run() async throws {
    site.verification.value = VerificationNote(beside: site.desk.file.path)
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          if let found = try await site.verifyWhereDue(at: site.now()), found.count > 0 {
            announce(
              "\(found.count) \(found.count == 1 ? "finding" : "findings") in the clinic file; administrators"
                + " see them on the page Verification.")
          }
        } catch {
          logger.error("the file could not be verified: \(type(of: error))")
        }
        try? await Task.sleep(for: Self.interval)
      }
    }
  }
}

extension Site {
  /// Verifies where the quiet hour came since the last time.
  ///
  /// - Parameter secondOfDay: of an instant, where the machine is.
  /// - Returns: what was found; nil: it was not due.
  func verifyWhereDue(
    at now: Date, secondOfDay: (Date) -> Int = Self.localSecondOfDay
  ) async throws -> VerificationNote? {
    let seconds = Int(now.timeIntervalSince1970)
    let isDue = settings.verifyAt.isDue(
      now: seconds, secondOfDay: secondOfDay(now), last: verification.value?.instant.seconds)
    guard isDue else { return nil }
    let note = try await PageRequest.aside {
      try desk.verifyAndNote(at: Instant(milliseconds: seconds * 1000))
    }
    verification.value = note
    return note
  }

  private static func localSecondOfDay(_ now: Date) -> Int {
    var seconds = time_t(now.timeIntervalSince1970)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return Int(parts.tm_hour) * 3600 + Int(parts.tm_min) * 60 + Int(parts.tm_sec)
  }
}
