import Foundation

/// The one folding of names, for searching and for finding the same person entered twice: without
/// case and accents, `ae` as `ä` and `aa` as `å`, and with any apostrophe as none.
///
/// A folded text is bytes: small letters and figures as they are, ``soft`` where an apostrophe or a
/// point stood inside a word, ``hard`` where words end. After either a part of the name begins.
enum NameFolding {
  static let soft = UInt8(ascii: "'")
  static let hard = UInt8(ascii: " ")

  /// What a byte of an ASCII text, or of a folded one, is.
  static func plain(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 65...90: byte + 32
    case 97...122, 48...57, 128...255: byte
    // An apostrophe, a grave accent in its place, a point.
    case 39, 96, 46: soft
    default: hard  // not our enum
    }
  }

  static func isLetter(_ byte: UInt8) -> Bool { byte != soft && byte != hard }

  /// All that people and keyboards write as an apostrophe, beside those of ASCII.
  private static let apostrophes: Set<Unicode.Scalar> = [
    "\u{2019}", "\u{02BC}", "\u{2018}", "\u{00B4}", "\u{02BB}", "\u{201B}", "\u{2032}",
  ]

  static func folded(_ text: String) -> [UInt8] {
    if text.utf8.allSatisfy({ $0 < 128 }) { return text.utf8.map(plain) }
    var marked = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      marked.append(apostrophes.contains(scalar) ? "'" : scalar)
    }
    let bare = String(marked).lowercased().folding(options: .diacriticInsensitive, locale: nil)
    var bytes: [UInt8] = []
    for character in bare {
      switch character {
      case "ł": bytes.append(contentsOf: "l".utf8)
      case "ø": bytes.append(contentsOf: "o".utf8)
      case "đ", "ð": bytes.append(contentsOf: "d".utf8)
      case "ß": bytes.append(contentsOf: "ss".utf8)
      case "æ": bytes.append(contentsOf: "ae".utf8)
      case "œ": bytes.append(contentsOf: "oe".utf8)
      case "þ": bytes.append(contentsOf: "th".utf8)
      case "ı": bytes.append(contentsOf: "i".utf8)
      case _ where character.isASCII:
        bytes.append(contentsOf: character.utf8.map(plain))
      case _ where character.isLetter || character.isNumber:
        bytes.append(contentsOf: character.utf8)
      // Nobody sees a soft hyphen or a joiner; older entries may have them.
      case _ where isUnseen(character): continue
      case _: bytes.append(hard)
      }
    }
    return bytes
  }

  private static func isUnseen(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { $0.properties.isDefaultIgnorableCodePoint }
  }

  /// The words of a text: one after another without what stood inside them.
  static func words(_ text: String) -> [[UInt8]] {
    folded(text).split(separator: hard).map { word in
      var letters: [UInt8] = []
      var reader = NameLetters(Array(word), from: 0)
      while let letter = reader.next() { letters.append(letter) }
      return letters
    }.filter { !$0.isEmpty }
  }
}

/// The letters of a folded text one after another, whatever stands between them: `ae`, `oe`, `ue` and
/// `aa` are one letter, as the accented ones that they stand for.
struct NameLetters<Bytes: RandomAccessCollection<UInt8>>: IteratorProtocol
where Bytes.Index == Int {
  private let bytes: Bytes
  private var position: Int

  /// - Parameter bytes: folded, or plain ASCII.
  init(_ bytes: Bytes, from position: Int) {
    self.bytes = bytes
    self.position = position
  }

  mutating func next() -> UInt8? {
    guard let letter = take() else { return nil }
    let following = UInt8(ascii: "e")
    switch letter {
    case UInt8(ascii: "a"): pass { $0 == following || $0 == letter }
    case UInt8(ascii: "o"), UInt8(ascii: "u"): pass { $0 == following }
    default: break  // not our enum
    }
    return letter
  }

  /// The next letter as it is written.
  private mutating func take() -> UInt8? {
    while position < bytes.endIndex {
      let byte = NameFolding.plain(bytes[position])
      position += 1
      if NameFolding.isLetter(byte) { return byte }
    }
    return nil
  }

  /// Passes over the next letter where it belongs to the one before.
  private mutating func pass(_ belongs: (UInt8) -> Bool) {
    let before = position
    if let next = take(), belongs(next) { return }
    position = before
  }
}
