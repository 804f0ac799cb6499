package import Foundation
import LibCrypto

/// AES-256 in Galois/counter mode (NIST SP 800-38D): nobody without the key can read or alter what
/// is inside.
package enum SealedBox {
  package static let keyLength = 32
  package static let nonceLength = 12
  package static let tagLength = 16

  /// The nonce, the encrypted text and the tag, one after the other.
  ///
  /// - Parameter nonce: 12 bytes that this key never had before for another text.
  package static func seal(
    _ plain: Data, key: Data, nonce: Data
  ) throws(CryptographyFault) -> Data {
    let context = try Context(key: key, nonce: nonce)
    guard let count = Int32(exactly: plain.count) else { throw .parameter }
    try context.begin(EVP_EncryptInit_ex, key: key, nonce: nonce)
    var hidden = Data(count: plain.count)
    var (written, rest): (Int32, Int32) = (0, 0)
    try hidden.withUnsafeMutableBytes { out in
      plain.withBytes { plain, _ in
        EVP_EncryptUpdate(
          context.pointer, out.bindMemory(to: UInt8.self).baseAddress, &written, plain, count)
      }
    }.succeeded(or: .encryption)
    var tag = Data(count: tagLength)
    try tag.withUnsafeMutableBytes { out in
      EVP_EncryptFinal_ex(
        context.pointer, out.bindMemory(to: UInt8.self).baseAddress, &rest)
    }.succeeded(or: .encryption)
    guard written == count, rest == 0 else { throw .encryption }
    try tag.withUnsafeMutableBytes { out in
      EVP_CIPHER_CTX_ctrl(
        context.pointer, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), out.baseAddress)
    }.succeeded(or: .encryption)
    return nonce + hidden + tag
  }

  /// What is in a box, or nil when it was not sealed with this key or was altered.
  package static func open(_ box: Data, key: Data) throws(CryptographyFault) -> Data? {
    guard box.count >= nonceLength + tagLength else { return nil }
    let nonce = Data(box.prefix(nonceLength))
    let hidden = Data(box.dropFirst(nonceLength).dropLast(tagLength))
    var tag = Data(box.suffix(tagLength))
    let context = try Context(key: key, nonce: nonce)
    guard let count = Int32(exactly: hidden.count) else { return nil }
    try context.begin(EVP_DecryptInit_ex, key: key, nonce: nonce)
    var plain = Data(count: hidden.count)
    var (written, rest): (Int32, Int32) = (0, 0)
    try plain.withUnsafeMutableBytes { out in
      hidden.withBytes { hidden, _ in
        EVP_DecryptUpdate(
          context.pointer, out.bindMemory(to: UInt8.self).baseAddress, &written, hidden, count)
      }
    }.succeeded(or: .encryption)
    try tag.withUnsafeMutableBytes { bytes in
      EVP_CIPHER_CTX_ctrl(
        context.pointer, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), bytes.baseAddress)
    }.succeeded(or: .encryption)
    // Nothing is left to write here: this call compares the tag.
    var block: (UInt64, UInt64) = (0, 0)
    let isWhole = withUnsafeMutableBytes(of: &block) { out in
      EVP_DecryptFinal_ex(
        context.pointer, out.bindMemory(to: UInt8.self).baseAddress, &rest) == 1
    }
    guard isWhole, written == count, rest == 0 else {
      plain.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
      return nil
    }
    return plain
  }
}

/// The library's state for one box; freeing it wipes it.
private struct Context: ~Copyable {
  let pointer: OpaquePointer

  init(key: Data, nonce: Data) throws(CryptographyFault) {
    guard key.count == SealedBox.keyLength, nonce.count == SealedBox.nonceLength else {
      throw .parameter
    }
    guard let pointer = EVP_CIPHER_CTX_new() else { throw .encryption }
    self.pointer = pointer
  }

  deinit { EVP_CIPHER_CTX_free(pointer) }

  typealias Initialize = (
    OpaquePointer?, OpaquePointer?, OpaquePointer?, UnsafePointer<UInt8>?, UnsafePointer<UInt8>?
  ) -> Int32

  func begin(
    _ initialize: Initialize, key: Data, nonce: Data
  ) throws(CryptographyFault) {
    let status = key.withBytes { key, _ in
      nonce.withBytes { nonce, _ in
        initialize(pointer, EVP_aes_256_gcm(), nil, key, nonce)
      }
    }
    try status.succeeded(or: .encryption)
  }
}
