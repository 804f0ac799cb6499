import Foundation
import Registry
import ServiceLifecycle

/// Lets commands at this machine write while the site is served: see ``WriterLender``.
struct WriterLending: Service {
  /// nil: the socket could not be made.
  private let lender: WriterLender?
  private let announce: @Sendable (String) -> Void

  /// Makes the socket, or says that there is none; people can work either way.
  init(_ file: ClinicFile, announce: @escaping @Sendable (String) -> Void) {
    self.announce = announce
    do { lender = try WriterLender(file) } catch {
      lender = nil
      announce(Self.why(error, file.path))
    }
  }

  func run() async throws {
    async let ended: Void = lend()
    try? await gracefulShutdown()
    lender?.stop()
    // What is lent ends before the file is closed.
    await ended
  }

  /// A loan waits for another process, so the thread is one of its own.
  private func lend() async {
    guard let lender else { return }
    await withCheckedContinuation { ended in
      Thread {
        lender.run { process in
          announce(
            "Process \(process) has been writing to the clinic file for a minute; what is saved in the"
              + " browser waits for it.")
        }
        ended.resume()
      }.start()
    }
  }

  private static func why(_ error: any Error, _ path: String) -> String {
    let what =
      switch error as? RegistryError {
      case .fileExists(let path)?: "\(path) is no socket of Recheck; move that file away"
      case .notPermitted(let path, _)?: "\(path) may not be made here"
      case .systemCall(_, let path, let why)?: "\(path) could not be made: \(why)"
      case _: "no socket could be made beside \(path)"
      }
    return "While this runs, the command line cannot write to the clinic file: \(what)."
  }
}
