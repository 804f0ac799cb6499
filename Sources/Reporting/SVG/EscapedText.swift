/// Texts inside markup.
extension [UInt8] {
  /// Markup that stands in the source.
  package mutating func append(markup literal: StaticString) {
    literal.withUTF8Buffer { append(contentsOf: $0) }
  }

  /// Any text, for content or a quoted attribute of HTML or SVG.
  package mutating func append(escaping text: String) {
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      // All that is escaped comes before the letters: most bytes are passed over by one comparison.
      for position in utf8.indices where utf8[position] <= UInt8(ascii: ">") {
        guard let reference = Self.reference(utf8[position]) else { continue }
        append(contentsOf: utf8[start..<position])
        append(markup: reference)
        start = position + 1
      }
      append(contentsOf: utf8[start...])
    }
  }

  private static func reference(_ byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil  // not our enum
    }
  }
}
