import Foundation
import Synchronization

/// Lends the right to write to commands that run beside this process, one change at a time.
///
/// A loan takes its turn among this process's own changes, which wait until it is given back, so
/// that there is one writer at every moment. Reading goes on.
package final class WriterLender: Sendable {
  /// Seconds after which somebody is told that a loan lasts.
  static let long: Int32 = 60
  /// Seconds in which somebody who has connected has to ask.
  private static let longestSilence: Int32 = 2

  package let path: String
  private let file: ClinicFile
  private let socket: LocalSocket
  private let isStopped = Mutex(false)

  /// Makes the socket beside the clinic file; one that a crash left there is taken away.
  ///
  /// - Parameter file: opened for writing by this process alone.
  package init(_ file: ClinicFile) throws {
    self.file = file
    path = WriterLoan.path(of: file.path)
    try Self.clear(path)
    socket = try LocalSocket.listening(at: path)
  }

  deinit { stop() }

  /// Whoever holds the writer's lock knows that nobody listens at a socket that is there.
  private static func clear(_ path: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else { throw RegistryError.fileExists(path: path) }
    FileSafety.remove(path)
  }

  /// Serves whoever asks, one after another, until ``stop()``; wants a thread of its own.
  ///
  /// - Parameter lasts: gets the number of a process that has been writing for a minute.
  package func run(lasts: (_ process: Int32) -> Void) {
    while !isStopped.withLock({ $0 }) {
      guard let peer = socket.accepted() else {
        // Too many open files, or the end: see above.
        usleep(50_000)
        continue
      }
      guard let (process, user) = peer.peer, user == geteuid() || user == 0 else {
        peer.send(WriterLoan.Word.refused)
        continue
      }
      guard peer.receive(within: Self.longestSilence) == .byte(WriterLoan.Word.ask, file: nil)
      else { continue }
      try? file.lend(to: peer, after: Self.long) { lasts(process) }
    }
  }

  /// No more is lent; what is lent ends in its own time, and closing the file waits for it.
  package func stop() {
    let isFirst = isStopped.withLock { stopped in
      defer { stopped = true }
      return !stopped
    }
    guard isFirst else { return }
    FileSafety.remove(path)
    socket.stop()
  }
}
