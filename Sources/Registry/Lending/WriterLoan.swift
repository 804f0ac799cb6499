import Foundation

/// The right to write, lent by the process that holds the writer's lock, for one change.
///
/// The lock itself comes along as an open file, so that nobody else can get it before this one is
/// given back, also where the lender is killed meanwhile.
final class WriterLoan: Sendable {
  /// What goes over the socket.
  enum Word {
    /// Asks for the right.
    static let ask = UInt8(ascii: "w")
    /// It is lent; the locked file comes along.
    static let lent = UInt8(ascii: "l")
    /// Another user asked.
    static let refused = UInt8(ascii: "u")
    /// A change before was not confirmed by the disk.
    static let stopped = UInt8(ascii: "s")
    /// The change has ended, stored or not.
    static let ended = UInt8(ascii: "e")
    /// The disk did not confirm the change.
    static let unconfirmed = UInt8(ascii: "x")
  }

  /// Seconds that somebody waits for their turn: longer than any import that was seen.
  static let longestWait: Int32 = 600

  private let socket: LocalSocket
  private let lock: Int32

  private init(_ socket: LocalSocket, lock: Int32) {
    self.socket = socket
    self.lock = lock
  }

  /// The socket beside a clinic file.
  static func path(of file: String) -> String { file + ".socket" }

  /// Waits until it is lent.
  ///
  /// - Returns: nil: nobody lends it, or whoever did so has gone.
  static func take(for file: String) throws -> WriterLoan? {
    let path = path(of: file)
    guard let socket = try LocalSocket.connected(to: path), socket.send(Word.ask) else {
      return nil
    }
    switch socket.receive(within: longestWait) {
    case .byte(Word.lent, let lock?):
      let loan = WriterLoan(socket, lock: lock)
      guard WriterLock.isLocked(lock, for: file) else { return nil }
      WriterLock.sign(lock)
      return loan
    case .byte(Word.refused, _):
      throw RegistryError.notPermitted(path: path, what: "write through")
    case .byte(Word.stopped, _): throw RegistryError.writingStopped
    case .byte(_, let file):
      if let file { close(file) }
      return nil
    case .end: return nil
    case .nothingInTime:
      throw RegistryError.writtenByAnother(path: file, holder: WriterLock.holder(of: file))
    }
  }

  /// Returns when the lender has taken notice.
  func giveBack(unconfirmed: Bool) {
    socket.send(unconfirmed ? Word.unconfirmed : Word.ended)
    _ = socket.receive(within: 5)
  }

  deinit { close(lock) }
}
