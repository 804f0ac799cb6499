import Foundation
import GRDB

/// Writing in turns: the right to write is taken for each change, from the lock where that is free, else
/// from the process that keeps the clinic file open and lends it.
///
/// Each change opens a connection of its own and closes it before the right is given back.
struct SharedWriting: Sendable {
  let path: String
  /// Which file was read; another one in its place was not.
  private let identity: FileIdentity?

  /// nil: nobody lends the right to write.
  ///
  /// - Throws: `RegistryError.notPermitted` where it is lent to another user only.
  init?(_ path: String) throws {
    guard try LocalSocket.connected(to: WriterLoan.path(of: path)) != nil else { return nil }
    self.init(turnsAt: path)
  }

  /// Whether anybody lends it or not.
  init(turnsAt path: String) {
    self.path = path
    identity = FileIdentity(path)
  }

  /// Waits for the turn of one change.
  func turn() throws -> WritingTurn {
    let right = try right()
    guard let identity, identity == FileIdentity(path) else {
      throw RegistryError.replacedMeanwhile(path: path)
    }
    return WritingTurn(connection: try plainly { try Connection.changing(path) }, right: right)
  }

  private func right() throws -> WritingTurn.Right {
    // The lender may have ended since, or only just begun.
    switch try WriterLock.take(for: path, or: { try WriterLoan.take(for: path) }) {
    case .own(let lock): return .own(lock)
    case .other(let loan): return .lent(loan)
    }
  }
}

/// The writing connection, for one change.
struct WritingTurn {
  enum Right {
    /// The file is this process's own while it is open.
    case kept
    /// Nobody lends it any more, so the lock was free.
    case own(WriterLock)
    case lent(WriterLoan)
  }

  let connection: any DatabaseWriter
  let right: Right

  /// Closes the connection, then gives the right back.
  ///
  /// - Parameter unconfirmed: the disk did not say that it has the change.
  func end(unconfirmed: Bool = false) {
    switch right {
    case .kept: return
    case .own(let lock):
      try? connection.close()
      lock.release()
    case .lent(let loan):
      try? connection.close()
      loan.giveBack(unconfirmed: unconfirmed)
    }
  }
}

/// Which file stands under a name.
struct FileIdentity: Hashable {
  let device: UInt
  let number: UInt

  /// nil: there is none.
  init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    device = UInt(status.st_dev)
    number = UInt(status.st_ino)
  }
}
