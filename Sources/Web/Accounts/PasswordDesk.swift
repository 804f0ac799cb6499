import Foundation
import Synchronization

/// Hashes and checks passwords on its own threads, two at a time, because each takes half a second
/// and 128 MiB.
///
/// While eight more are waiting, any further one is turned away.
package final class PasswordDesk: Sendable {
  private static let atOnce = 2
  private static let waiting = 8

  private let cost: PasswordHash.Cost
  private let underWay = Mutex(0)
  private let queues = [
    DispatchQueue(label: "recheck.passwords.1"), DispatchQueue(label: "recheck.passwords.2"),
  ]
  private let next = Mutex(0)
  /// Checked where there is no password, so that an unknown name takes just as long.
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

  /// Whether a password matches the stored form; nil (no such account, no password yet) takes just
  /// as long and never matches.
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
