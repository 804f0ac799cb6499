import Logging
import ServiceLifecycle

/// Writes what was counted of refused tries once their minute is over, and removes what forms left
/// behind that nobody can send again.
struct Housekeeper: Service {
  private static let interval: Duration = .seconds(15)

  let site: Site
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await site.repeated.flush(at: site.now(), in: site.accounts)
        do {
          try await site.accounts.removeSpentForms(
            limits: site.settings.sessions, at: site.now())
        } catch {
          logger.error("spent forms could not be removed: \(type(of: error))")
        }
        try? await Task.sleep(for: Self.interval)
      }
    }
    await site.repeated.flush(at: site.now(), isLast: true, in: site.accounts)
  }
}
