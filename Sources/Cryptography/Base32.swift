package import Foundation

/// Letters and digits for bytes (RFC 4648), as secrets are typed into phones; without padding.
package enum Base32 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

  package static func text(_ data: Data) -> String {
    var text = ""
    var (bits, count) = (UInt32(0), 0)
    for byte in data {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 5 {
        count -= 5
        text.append(letters[Int(bits >> UInt32(count) & 31)])
      }
    }
    if count > 0 { text.append(letters[Int(bits << UInt32(5 - count) & 31)]) }
    return text
  }
}
