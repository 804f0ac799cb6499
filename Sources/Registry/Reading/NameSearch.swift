/// What somebody typed to find a patient: the beginning of an identifier, or beginnings of names.
struct NameSearch {
  private let identifier: [UInt8]
  private let words: [[UInt8]]

  init(_ text: String) {
    identifier = text.utf8.map(Self.lowered)
    words = NameFolding.words(text)
  }

  /// Whether the identifier begins with the text, or every word of it begins a name or a part of one
  /// (`Brien` in O'Brien), be it written in one word or several (`delacruz` for de la Cruz).
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
      return NameFolding.folded(String(decoding: name, as: UTF8.self)).withUnsafeBufferPointer {
        beginsPart(word, of: $0)
      }
    }
    return beginsPart(word, of: name)
  }

  private func beginsPart(_ word: [UInt8], of name: UnsafeBufferPointer<UInt8>) -> Bool {
    var isStart = true
    for index in name.indices {
      let isLetter = NameFolding.isLetter(NameFolding.plain(name[index]))
      if isStart, isLetter {
        var letters = NameLetters(name, from: index)
        if word.allSatisfy({ $0 == letters.next() }) { return true }
      }
      isStart = !isLetter
    }
    return false
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (65...90).contains(byte) ? byte + 32 : byte
  }
}
