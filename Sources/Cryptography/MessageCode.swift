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
    try make(over: message, key: key, hash: EVP_sha256(), length: SHA256.length)
  }

  /// The same with another hash of the library.
  ///
  /// - Parameter length: of the hash, in bytes.
  static func make(
    over message: Data, key: Data, hash: OpaquePointer?, length expected: Int
  ) throws(CryptographyFault) -> Data {
    guard !key.isEmpty, let keyCount = Int32(exactly: key.count) else { throw .parameter }
    var code = Data(count: expected)
    var length: UInt32 = 0
    let isDone = code.withUnsafeMutableBytes { out in
      key.withBytes { key, _ in
        message.withBytes { message, count in
          HMAC(
            hash, key, keyCount, message, count,
            out.bindMemory(to: UInt8.self).baseAddress, &length) != nil
        }
      }
    }
    guard isDone, length == expected else { throw .messageCode }
    return code
  }
}
