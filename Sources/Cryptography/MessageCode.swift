package import Foundation
import LibCrypto

/// HMAC with SHA-256 (RFC 2104).
package enum MessageCode {
  /// The 32 bytes of the code over a message.
  ///
  /// - Throws: `.parameter` for an empty key, `.messageCode` when the library fails.
  package static func make(
    over message: Data, key: Data
  ) throws(CryptographyFault) -> Data {
    guard !key.isEmpty, let keyCount = Int32(exactly: key.count) else { throw .parameter }
    var code = Data(count: SHA256.length)
    var length: UInt32 = 0
    let isDone = code.withUnsafeMutableBytes { out in
      key.withBytes { key, _ in
        message.withBytes { message, count in
          HMAC(
            EVP_sha256(), key, keyCount, message, count,
            out.bindMemory(to: UInt8.self).baseAddress, &length) != nil
        }
      }
    }
    guard isDone, length == SHA256.length else { throw .messageCode }
    return code
  }
}
