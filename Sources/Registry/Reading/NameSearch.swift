/// What somebody typed to find a patient: the beginning of an identifier, or beginnings of names.
struct NameSearch {
  private let identifier: [UInt8]
  private let words: [[UInt8]]

  init(_ text: String) {
    identifier = text.utf8.map(Self.lowered)
    words = NameKey.words(text).map { Array($0.utf8) }
  }

  /// Whether the identifier begins with the text, or every word of it begins a name.
  func finds(
    identifier id: UnsafeBufferPointer<UInt8>, names: [UnsafeBufferPointer<UInt8>]
  ) -> Bool {
    if words.isEmpty && identifier.isEmpty { return true }
    if id.count >= identifier.count, zip(id, identifier).allSatisfy({ Self.lowered($0) == $1 }) {
      return true
    }
    return !words.isEmpty && words.allSatisfy { word in names.contains { begins(word, in: $0) } }
  }

  private func begins(_ word: [UInt8], in name: UnsafeBufferPointer<UInt8>) -> Bool {
    // Most names are plain letters, and then no text needs to be made.
    guard name.allSatisfy({ $0 < 128 }) else {
      return NameKey.words(String(decoding: name, as: UTF8.self)).contains {
        $0.utf8.starts(with: word)
      }
    }
    var isStart = true
    for index in name.indices {
      let byte = Self.lowered(name[index])
      if isStart, Self.isWordByte(byte), matches(word, name, from: index) { return true }
      if !Self.isDropped(byte) { isStart = !Self.isWordByte(byte) }
    }
    return false
  }

  private func matches(
    _ word: [UInt8], _ name: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Bool {
    var index = start
    for byte in word {
      while index < name.count, Self.isDropped(name[index]) { index += 1 }
      guard index < name.count, Self.lowered(name[index]) == byte else { return false }
      index += 1
    }
    return true
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (65...90).contains(byte) ? byte + 32 : byte
  }
  private static func isWordByte(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (48...57).contains(byte)
  }
  /// `O'Neil` is one word, as ``NameKey`` has it.
  private static func isDropped(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: ".")
  }
}
