import Cryptography
import Foundation

/// SHA-256 of a text's UTF-8, in lower-case hexadecimal.
package func contentHash(_ text: String) -> String {
  SHA256.hash(Data(text.utf8)).hexadecimal
}

/// SHA-256 of bytes, in lower-case hexadecimal.
package func contentHash(_ bytes: [UInt8]) -> String { SHA256.hash(Data(bytes)).hexadecimal }

extension Sequence<UInt8> {
  /// Two lower-case digits for each byte.
  var hexadecimal: String {
    map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
