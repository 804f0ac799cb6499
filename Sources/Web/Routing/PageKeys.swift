import Cryptography
package import Foundation
package import Outcomes
import Synchronization

/// The keys that stand for patients in addresses: the identifier, encrypted with a key of the
/// clinic file.
///
/// They say nothing to whoever reads a browser's history, need no table, and a made-up one is no
/// key at all. One patient has one key, so a link still works after signing in again.
package final class PageKeys: Sendable {
  private let encryption: Data
  private let nonces: Data
  /// A list of patients needs a hundred at a time, always the same ones.
  private let known = Mutex<[Patient.ID: String]>([:])

  /// Derives both keys from the clinic file's secret.
  package init(secret: Data) throws {
    func key(_ purpose: String) throws -> Data {
      try KeyDerivation.hkdf(
        secret: secret, purpose: Data(purpose.utf8), count: SealedBox.keyLength)
    }
    encryption = try key("patient page key")
    nonces = try key("patient page nonce")
  }

  /// The key for a patient's pages.
  ///
  /// The nonce follows from the identifier, so the same identifier always gives the same key and
  /// two never share a nonce.
  package func key(for patient: Patient.ID) throws -> String {
    if let key = known.withLock({ $0[patient] }) { return key }
    let key = try encrypted(patient)
    known.withLock { $0[patient] = key }
    return key
  }

  private func encrypted(_ patient: Patient.ID) throws -> String {
    var plain = Data(patient.text.utf8)
    // Padded to 16 bytes, so that the length of an identifier does not show.
    plain.append(0x80)
    plain.append(Data(repeating: 0, count: (16 - plain.count % 16) % 16))
    let code = try MessageCode.make(over: plain, key: nonces)
    let nonce = Data(code.prefix(SealedBox.nonceLength))
    return try SealedBox.seal(plain, key: encryption, nonce: nonce).urlText
  }

  /// The patient that a key stands for, or nil when this clinic file made no such key.
  package func patient(_ key: String) -> Patient.ID? {
    guard let box = Data(urlText: key), let plain = try? SealedBox.open(box, key: encryption),
      let end = plain.lastIndex(of: 0x80),
      let text = String(validating: plain[..<end], as: UTF8.self)
    else { return nil }
    return Patient.ID(text)
  }
}
