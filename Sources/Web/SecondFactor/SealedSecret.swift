import Cryptography
import Foundation

/// The secrets of second factors, sealed with a key of the clinic file and bound to their account.
package struct SealedSecret: Sendable {
  private let key: Data

  init(secret: Data) throws {
    key = try KeyDerivation.hkdf(
      secret: secret, purpose: Data("second factor secret".utf8), count: SealedBox.keyLength)
  }

  func seal(_ secret: Data, for account: String) throws -> Data {
    try SealedBox.seal(
      secret + Data(account.utf8), key: key, nonce: RandomBytes.make(SealedBox.nonceLength))
  }

  /// nil: it is of another file or another account, or was altered.
  func open(_ box: Data, for account: String) throws -> Data? {
    guard let plain = try SealedBox.open(box, key: key),
      plain.dropFirst(TimedCode.secretLength) == Data(account.utf8)
    else { return nil }
    return Data(plain.prefix(TimedCode.secretLength))
  }

  /// What a phone reads from the QR code.
  static func address(of secret: Data, for account: String) -> String {
    "otpauth://totp/Recheck:\(account)?secret=\(Base32.text(secret))&issuer=Recheck"
  }
}
