package import Foundation
import LibCrypto

/// Codes of six digits that change every 30 seconds (RFC 6238 with HMAC-SHA-1), as programs on phones
/// show them.
package enum TimedCode {
  /// The length of a secret in bytes: that of the hash, as RFC 4226 recommends.
  package static let secretLength = 20
  package static let digits = 6
  /// In seconds.
  package static let period: Int64 = 30

  /// The time step of an instant, counted from 1970.
  package static func step(at seconds: Int64) -> Int64 { seconds / period }

  /// The code of a step.
  ///
  /// - Throws: `.parameter` for an empty secret, `.messageCode` when the library fails.
  package static func code(
    _ secret: Data, step: Int64
  ) throws(CryptographyFault) -> String {
    let message = Data((0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) })
    let code = try MessageCode.make(
      over: message, key: secret, hash: EVP_sha1(), length: 20)
    let start = Int(code[19] & 0x0F)
    let number = code[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let text = String(number % 1_000_000)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// The step of which this is the code: now, or one before or after it, since clocks differ.
  ///
  /// - Parameters:
  ///   - typed: blanks in it do not count.
  ///   - last: the step of the code that was used last; it and earlier ones are used up.
  /// - Returns: nil: it is none of them.
  package static func step(
    of typed: String, secret: Data, at seconds: Int64, after last: Int64?
  ) throws(CryptographyFault) -> Int64? {
    let given = Data(typed.utf8.filter { $0 != UInt8(ascii: " ") })
    let now = step(at: seconds)
    var found: Int64?
    for candidate in now - 1...now + 1 {
      let isIt = Data(try code(secret, step: candidate).utf8).isEqualInConstantTime(to: given)
      if isIt, candidate > last ?? .min { found = found ?? candidate }
    }
    return found
  }
}
