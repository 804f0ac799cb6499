package import Foundation
import LibCrypto

/// SHA-256 (FIPS 180-4).
package enum SHA256 {
  /// The length of a hash in bytes.
  package static let length = 32

  /// Calls the body with the 32 bytes of the hash.
  ///
  /// These calls of the library have nothing that could fail; should one say so all the same, the
  /// program stops, because no seal at all is better than a wrong one.
  package static func hash<Result>(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawPointer) throws -> Result
  ) rethrows -> Result {
    var state = SHA256_CTX()
    var digest: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    let isDone = withUnsafeMutableBytes(of: &digest) { out in
      SHA256_Init(&state) == 1
        && SHA256_Update(&state, bytes.baseAddress, bytes.count) == 1
        && SHA256_Final(out.bindMemory(to: UInt8.self).baseAddress, &state) == 1
    }
    precondition(isDone, "libcrypto could not make a SHA-256")
    OPENSSL_cleanse(&state, MemoryLayout<SHA256_CTX>.size)
    return try withUnsafePointer(to: &digest) { try body(UnsafeRawPointer($0)) }
  }

  package static func hash(_ data: Data) -> Data {
    data.withUnsafeBytes { bytes in hash(bytes) { Data(bytes: $0, count: length) } }
  }

  /// A hash over bytes that come part by part.
  package final class Running {
    private var state = SHA256_CTX()

    package init() { require(SHA256_Init(&state)) }

    package func add(_ bytes: UnsafeRawBufferPointer) {
      require(SHA256_Update(&state, bytes.baseAddress, bytes.count))
    }

    /// In hexadecimal digits; nothing can be added afterwards.
    package func finished() -> String {
      var digest = [UInt8](repeating: 0, count: SHA256.length)
      require(SHA256_Final(&digest, &state))
      return digest.map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
    }

    private func require(_ result: Int32) {
      precondition(result == 1, "libcrypto could not make a SHA-256")
    }
  }
}
