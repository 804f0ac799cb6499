import Cryptography
package import Foundation

/// A one-time code that a person types: 20 letters and digits that cannot be mistaken for each
/// other, in groups of five; 100 random bits.
package enum OneTimeCode {
  private static let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")

  /// How long a code for choosing a password is valid: 7 days.
  package static let lifetime: TimeInterval = 7 * 24 * 60 * 60

  package static func make() -> String {
    let letters = RandomBytes.make(20).map { alphabet[Int($0) % alphabet.count] }
    return stride(from: 0, to: 20, by: 5).map { String(letters[$0..<$0 + 5]) }
      .joined(separator: "-")
  }

  /// What is stored of a code: SHA-256 of its letters and digits, however they were typed.
  package static func hash(_ typed: String) -> Data {
    let letters = typed.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return SHA256.hash(Data(letters.utf8))
  }
}
