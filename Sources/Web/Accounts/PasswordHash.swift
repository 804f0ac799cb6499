import Cryptography
import Foundation

/// A password as it is stored: `scrypt$131072$8$1$salt$hash`, parameters included, so that they
/// can be raised later without locking anybody out.
package struct PasswordHash: Sendable {
  /// How much work a hash takes.
  package struct Cost: Hashable, Sendable {
    /// scrypt's N (a power of two), not its logarithm.
    package let rounds: Int
    package let blockSize: Int
    package let parallelism: Int

    /// OWASP's first choice for scrypt: 2^17, 8, 1; half a second and 128 MiB.
    package static let standard = Cost(rounds: 1 << 17, blockSize: 8, parallelism: 1)

    package init(rounds: Int, blockSize: Int, parallelism: Int) {
      self.rounds = rounds
      self.blockSize = blockSize
      self.parallelism = parallelism
    }
  }

  package let cost: Cost
  private let salt: Data
  private let hash: Data

  /// Hashes a password with 16 fresh random bytes of salt.
  ///
  /// Slow by design.
  package init(of password: String, cost: Cost) throws {
    self.cost = cost
    salt = RandomBytes.make(16)
    hash = try Self.derive(password, salt, cost)
  }

  /// Reads the stored form; nil if the text is not one.
  package init?(stored text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]),
      let blockSize = Int(parts[2]), let parallelism = Int(parts[3]),
      let salt = Data(base64Encoded: String(parts[4])),
      let hash = Data(base64Encoded: String(parts[5])), hash.count == 32
    else { return nil }
    cost = Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
    self.salt = salt
    self.hash = hash
  }

  package var stored: String {
    "scrypt$\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)$"
      + "\(salt.base64EncodedString())$\(hash.base64EncodedString())"
  }

  /// Whether this is the password; compares in constant time.
  package func accepts(_ password: String) throws -> Bool {
    try Self.derive(password, salt, cost).isEqualInConstantTime(to: hash)
  }

  /// The password is brought into Unicode's composed form first (the only change made to it): "é"
  /// typed on two different keyboards must be the same password.
  private static func derive(_ password: String, _ salt: Data, _ cost: Cost) throws -> Data {
    try KeyDerivation.scrypt(
      password: Data(password.precomposedStringWithCanonicalMapping.utf8), salt: salt,
      rounds: cost.rounds, blockSize: cost.blockSize, parallelism: cost.parallelism, count: 32)
  }
}
