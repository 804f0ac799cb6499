package import Foundation
import LibCrypto

extension Data {
  /// Calls the body with the bytes and their number as the library wants them.
  func withBytes<Result>(
    _ body: (UnsafePointer<UInt8>?, Int) throws -> Result
  ) rethrows -> Result {
    try withUnsafeBytes { try body($0.bindMemory(to: UInt8.self).baseAddress, $0.count) }
  }

  /// Whether both hold the same bytes; takes as long for any two of the same length.
  package func isEqualInConstantTime(to other: Data) -> Bool {
    guard count == other.count else { return false }
    return withBytes { a, count in
      other.withBytes { b, _ in count == 0 || CRYPTO_memcmp(a, b, count) == 0 }
    }
  }
}
