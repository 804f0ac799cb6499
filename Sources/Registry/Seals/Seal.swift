import Crypto
import Foundation

/// A SHA-256 over a row's content and the seal of the row before it.
///
/// Whoever alters, removes or moves a row breaks the chain; ``Reading/verify(library:)`` shows
/// where.
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
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    self = hash.finalize().withUnsafeBytes { digest in
      digest.baseAddress.map { Seal($0) } ?? .zero
    }
  }

  private init() { words = (0, 0, 0, 0) }
  private static let zero = Seal()

  /// What stands before the first row of a table.
  static func origin(of table: String) -> Seal {
    Array("recheck \(table)".utf8).withUnsafeBytes { Seal(hashing: $0) }
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
