import Foundation
import Synchronization

/// The forms that are being taken at this moment, by their nonces.
final class FormsInHand: Sendable {
  private let nonces = Mutex<Set<Data>>([])

  /// False: the same form is being taken already.
  func take(_ nonce: Data) -> Bool { nonces.withLock { $0.insert(nonce).inserted } }

  func give(_ nonce: Data) { _ = nonces.withLock { $0.remove(nonce) } }
}
