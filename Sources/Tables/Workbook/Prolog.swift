/// What stands before the first element of an XML part.
///
/// Only a declaration, comments and instructions may; none of them is handed to the parser.
enum Prolog {
  enum Finding: Equatable {
    /// The first element begins at this byte.
    case root(at: Int)
    case needsMore
    case doctype
    case foreignEncoding
    case malformed
  }

  /// Looks through valid UTF-8, perhaps with a mark at its beginning.
  static func scan(_ text: [UInt8]) -> Finding {
    var index = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < text.count {
      if [0x20, 0x09, 0x0A, 0x0D].contains(text[index]) {
        index += 1
        continue
      }
      guard text[index] == UInt8(ascii: "<") else { return .malformed }
      guard index + 4 <= text.count else { return .needsMore }
      if text[index + 1] == UInt8(ascii: "?") {
        guard let end = find("?>", in: text, from: index) else { return .needsMore }
        let instruction = String(decoding: text[index..<end], as: UTF8.self).lowercased()
        if instruction.hasPrefix("<?xml "), !isReadable(instruction) { return .foreignEncoding }
        index = end
      } else if text[index + 1] == UInt8(ascii: "!") {
        guard text[index + 2] == UInt8(ascii: "-"), text[index + 3] == UInt8(ascii: "-") else {
          return .doctype
        }
        guard let end = find("-->", in: text, from: index + 4) else { return .needsMore }
        index = end
      } else {
        return .root(at: index)
      }
    }
    return .needsMore
  }

  /// Whether a declaration names no encoding, or one that is read.
  private static func isReadable(_ declaration: String) -> Bool {
    let parts = declaration.split(separator: "encoding", maxSplits: 1)
    guard parts.count == 2 else { return true }
    let value = parts[1].split { "= \t\r\n\"'?>".contains($0) }.first
    return ["utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"]
      .contains(value.map(String.init))
  }

  /// The place behind the first `needle` from there on.
  private static func find(_ needle: String, in text: [UInt8], from start: Int) -> Int? {
    let needle = Array(needle.utf8)
    guard text.count >= needle.count else { return nil }
    var index = start
    while index + needle.count <= text.count {
      if text[index..<index + needle.count].elementsEqual(needle) { return index + needle.count }
      index += 1
    }
    return nil
  }
}
