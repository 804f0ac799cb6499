import Foundation
import Registry
import Synchronization

/// The short codes by which people unlock their own session after a pause.
///
/// A code stands for one session, by the hash of its token: another browser has another token, so the
/// code is worth nothing there. Codes are hashed as passwords are and held in memory alone; after the
/// program is started anew everybody signs in with the password.
final class UnlockCodes: Sendable {
  /// Wrong codes after which the session ends and the password is needed.
  static let mostAttempts = 5
  static let allowedLength = 6...12

  private struct Code {
    let hash: String
    var attempts = 0
    /// When its session ends at the latest.
    let ends: Date
  }

  private let codes = Mutex<[Data: Code]>([:])

  /// Why a code is refused, as a sentence for the person; nil: it is fine.
  static func objection(to code: String) -> String? {
    let digits = code.utf8.map { Int($0) - 48 }
    guard digits.allSatisfy((0...9).contains), allowedLength.contains(digits.count) else {
      return "The code has \(allowedLength.lowerBound) to \(allowedLength.upperBound) digits"
        + " and nothing else."
    }
    let steps = Set(zip(digits, digits.dropFirst()).map { $1 - $0 })
    guard steps.count > 1, Set(digits).count >= 4 else {
      return "This code is among the first that are guessed. Use at least four different digits,"
        + " and no run such as 123456."
    }
    return nil
  }

  func set(_ hash: String, for session: Session, limits: SessionLimits, at now: Date) {
    let ends = session.started.addingTimeInterval(TimeInterval(limits.absolute))
    codes.withLock { codes in
      codes = codes.filter { $0.value.ends > now }
      codes[session.tokenHash] = Code(hash: hash, ends: ends)
    }
  }

  func isSet(for tokenHash: Data) -> Bool { codes.withLock { $0[tokenHash] != nil } }

  /// Counts an attempt before the code is checked, so that many at once gain nothing.
  ///
  /// - Returns: the stored form to check against; nil: there is no code, or no attempt is left.
  func beginAttempt(for tokenHash: Data) -> String? {
    codes.withLock { codes in
      guard let code = codes[tokenHash], code.attempts < Self.mostAttempts else { return nil }
      codes[tokenHash]?.attempts += 1
      return code.hash
    }
  }

  func attemptsLeft(for tokenHash: Data) -> Int {
    codes.withLock { codes in codes[tokenHash].map { Self.mostAttempts - $0.attempts } ?? 0 }
  }

  func forgetAttempts(for tokenHash: Data) {
    codes.withLock { $0[tokenHash]?.attempts = 0 }
  }

  func remove(for tokenHash: Data) {
    codes.withLock { $0[tokenHash] = nil }
  }
}
