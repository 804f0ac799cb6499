import Foundation
import Synchronization

/// Hashes and checks passwords on threads of its own, two at a time, because each takes half a
/// second and 128 MiB.
///
/// When eight more are waiting, the next is turned away.
package final class PasswordDesk: Sendable {
  private static let atOnce = 2
  private static let waiting = 8

  private let cost: PasswordHash.Cost
  private let underWay = Mutex(0)
  private let queues = [
    DispatchQueue(label: "recheck.passwords.1"), DispatchQueue(label: "recheck.passwords.2"),
  ]
  private let next = Mutex(0)
  /// Checked in place of a password that does not exist, so that an unknown name takes as long.
  package let decoy: String
  package static let decoyPassword = "nobody has this password"

  package init(cost: PasswordHash.Cost = .standard) throws {
    self.cost = cost
    decoy = try PasswordHash(of: Self.decoyPassword, cost: cost).stored
  }

  /// The stored form of a new password.
  package func hash(_ password: String) async throws -> String {
    try await work { [cost] in try PasswordHash(of: password, cost: cost).stored }
  }

  /// Whether a password fits the stored form; nil (no such account, no password yet) takes as long
  /// and never fits.
  ///
  /// `renewed` is the form to store instead when its cost is out of date.
  package func check(
    _ password: String, against stored: String?
  ) async throws -> (fits: Bool, renewed: String?) {
    let text = stored ?? decoy
    return try await work { [cost] in
      guard let hash = PasswordHash(stored: text), try hash.accepts(password), stored != nil
      else { return (false, nil) }
      let renewed = hash.cost == cost ? nil : try PasswordHash(of: password, cost: cost).stored
      return (true, renewed)
    }
  }

  private func work<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    let admitted = underWay.withLock { count in
      guard count < Self.atOnce + Self.waiting else { return false }
      count += 1
      return true
    }
    guard admitted else { throw WebFault.tooBusy }
    defer { underWay.withLock { $0 -= 1 } }
    let queue = queues[
      next.withLock { turn in
        turn = 1 - turn; return turn
      }]
    return try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: body)) }
    }
  }
}
