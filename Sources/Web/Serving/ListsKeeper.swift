import Logging
import ServiceLifecycle

/// Judges the clinic in the background: when the program starts, when the day changes, and after
/// entries from the command line, so that the first visitor need not wait for it.
struct ListsKeeper: Service {
  private static let interval: Duration = .seconds(20)

  let site: Site
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        site.uploads.purge(at: site.now())
        do {
          _ = try await site.clinicLists(at: site.now())
        } catch {
          // The kind of error only: whoever opens a list is told what is wrong.
          logger.error("the lists could not be judged: \(type(of: error))")
        }
        try? await Task.sleep(for: Self.interval)
      }
    }
  }
}
