package import Foundation
import LibCrypto

/// Keys out of other secrets.
package enum KeyDerivation {
  /// HKDF with SHA-256 and no salt (RFC 5869).
  ///
  /// - Throws: `.parameter` for an empty secret, `.keyDerivation` when the library fails.
  package static func hkdf(
    secret: Data, purpose: Data, count: Int
  ) throws(CryptographyFault) -> Data {
    guard !secret.isEmpty, count > 0, let secretCount = Int32(exactly: secret.count),
      let purposeCount = Int32(exactly: purpose.count)
    else { throw .parameter }
    guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nil) else { throw .keyDerivation }
    defer { EVP_PKEY_CTX_free(context) }
    // No salt means as many zeros as a hash is long.
    let salt = Data(count: SHA256.length)
    try EVP_PKEY_derive_init(context).succeeded(or: .keyDerivation)
    try EVP_PKEY_CTX_set_hkdf_md(context, EVP_sha256()).succeeded(or: .keyDerivation)
    try salt.withBytes { EVP_PKEY_CTX_set1_hkdf_salt(context, $0, Int32($1)) }
      .succeeded(or: .keyDerivation)
    try secret.withBytes { bytes, _ in EVP_PKEY_CTX_set1_hkdf_key(context, bytes, secretCount) }
      .succeeded(or: .keyDerivation)
    if purposeCount > 0 {
      try purpose.withBytes { bytes, _ in
        EVP_PKEY_CTX_add1_hkdf_info(context, bytes, purposeCount)
      }.succeeded(or: .keyDerivation)
    }
    var key = Data(count: count)
    var length = count
    try key.withUnsafeMutableBytes { out in
      EVP_PKEY_derive(context, out.bindMemory(to: UInt8.self).baseAddress, &length)
    }.succeeded(or: .keyDerivation)
    guard length == count else { throw .keyDerivation }
    return key
  }

  /// The most memory that a password hash may take, in bytes.
  private static let mostMemory = 1 << 30

  /// scrypt (RFC 7914).
  ///
  /// - Parameters:
  ///   - rounds: N, a power of two from 2.
  ///   - blockSize: r, from 1.
  ///   - parallelism: p, from 1.
  /// - Throws: `.parameter` for a cost out of range or of more than 1 GiB, `.passwordHash` when
  ///   the library fails, such as for want of memory.
  package static func scrypt(
    password: Data, salt: Data, rounds: Int, blockSize: Int, parallelism: Int, count: Int
  ) throws(CryptographyFault) -> Data {
    let range = 1...mostMemory / 128
    guard rounds > 1, rounds & (rounds - 1) == 0, range.contains(rounds),
      range.contains(blockSize), range.contains(parallelism), count > 0
    else { throw .parameter }
    // 128 r bytes for each of N + p + 2 blocks; no product here can overflow.
    let blocks = rounds + parallelism + 2
    guard blocks <= mostMemory / 128 / blockSize else { throw .parameter }
    let memory = UInt64(128 * blockSize * blocks)
    var key = Data(count: count)
    try key.withUnsafeMutableBytes { out in
      password.withBytes { password, passwordCount in
        salt.withBytes { salt, saltCount in
          EVP_PBE_scrypt(
            UnsafeRawPointer(password)?.assumingMemoryBound(to: CChar.self), passwordCount,
            salt, saltCount, UInt64(rounds), UInt64(blockSize), UInt64(parallelism),
            memory + (1 << 20), out.bindMemory(to: UInt8.self).baseAddress, count)
        }
      }
    }.succeeded(or: .passwordHash)
    return key
  }
}
