import Crypto
package import Foundation

/// Bytes from the system's cryptographic generator.
package enum RandomBytes {
  package static func make(_ count: Int) -> Data {
    var generator = SystemRandomNumberGenerator()
    var bytes = Data()
    while bytes.count < count {
      // Eight at a time: each draw is a call of the system.
      withUnsafeBytes(of: generator.next()) { drawn in
        bytes.append(contentsOf: drawn.prefix(count - bytes.count))
      }
    }
    return bytes
  }
}

/// A one-time code that a person types: 20 letters and digits that cannot be mistaken for each
/// other, in groups of five; 100 random bits.
package enum OneTimeCode {
  private static let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")

  /// How long a code for choosing a password is good: 7 days.
  package static let lifetime: TimeInterval = 7 * 24 * 60 * 60

  package static func make() -> String {
    let letters = RandomBytes.make(20).map { alphabet[Int($0) % alphabet.count] }
    return stride(from: 0, to: 20, by: 5).map { String(letters[$0..<$0 + 5]) }
      .joined(separator: "-")
  }

  /// What is stored of a code: SHA-256 of its letters and digits, however they were typed.
  package static func hash(_ typed: String) -> Data {
    let letters = typed.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return Data(SHA256.hash(data: Data(letters.utf8)))
  }
}

extension Data {
  /// Base64 with `-` and `_` and no padding, fit for addresses and cookies.
  package var urlText: String {
    let letters = base64EncodedData().lazy.filter { $0 != UInt8(ascii: "=") }
    return String(
      decoding: letters.map { letter in
        switch letter {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        default: letter
        }
      }, as: UTF8.self)
  }

  package init?(urlText: String) {
    guard urlText.utf8.allSatisfy({ Self.isURLLetter($0) }) else { return nil }
    let padding = String(repeating: "=", count: (4 - urlText.utf8.count % 4) % 4)
    let plain = urlText.replacing("-", with: "+").replacing("_", with: "/")
    self.init(base64Encoded: plain + padding)
  }

  private static func isURLLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
