package import Foundation

extension Data {
  /// Base64 with `-` and `_` and no padding, fit for addresses and cookies.
  package var urlText: String {
    let letters = base64EncodedData().lazy.filter { $0 != UInt8(ascii: "=") }
    return String(
      decoding: letters.map { letter in
        switch letter {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        default: letter  // not our enum
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
    default: false  // not our enum
    }
  }
}
