import Cryptography
import Foundation

/// A SHA-256 over a row's content and the seal of the row before it.
///
/// Altering, removing or moving a row breaks the chain; ``Reading/verify(library:)`` shows where.
struct Seal: Hashable, Sendable {
  static let length = 32
  private let words: (UInt64, UInt64, UInt64, UInt64)

  init(_ bytes: UnsafeRawPointer) {
    words = (
      bytes.loadUnaligned(as: UInt64.self),
      bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
      bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
      bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    )
  }

  init(hashing bytes: UnsafeRawBufferPointer) {
    self = SHA256.hash(bytes) { Seal($0) }
  }

  /// The seal that takes the place of a row before the first one of a table.
  static func origin(of table: String) -> Seal {
    Array(["recheck", table].joined(separator: " ").utf8).withUnsafeBytes { Seal(hashing: $0) }
  }

  static func == (a: Seal, b: Seal) -> Bool { a.words == b.words }
  func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withUnsafeBytes(of: words, body)
  }

  var data: Data { withBytes { Data($0) } }

  /// 64 hexadecimal digits.
  var hex: String { withBytes(\.hexadecimal) }
}
