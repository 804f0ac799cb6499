/// Words as they are compared: without capitals, accents, blanks and signs, so that `MG ADL` is
/// `mg-adl` and `Azathioprín` is `azathioprin`.
package enum FoldedWord {
  private static let plain: [Character: String] = [
    "ä": "a", "á": "a", "à": "a", "â": "a", "ã": "a", "å": "a", "ą": "a", "æ": "ae", "ç": "c",
    "ć": "c", "č": "c", "é": "e", "è": "e", "ê": "e", "ë": "e", "ę": "e", "í": "i", "ì": "i",
    "î": "i", "ï": "i", "ł": "l", "ñ": "n", "ń": "n", "ö": "o", "ó": "o", "ò": "o", "ô": "o",
    "õ": "o", "ø": "o", "œ": "oe", "ß": "ss", "ś": "s", "š": "s", "ü": "u", "ú": "u", "ù": "u",
    "û": "u", "ý": "y", "ž": "z", "ź": "z", "ż": "z", "µ": "u", "μ": "u",
  ]

  package static func of(_ text: String) -> String {
    plainLetters(text) ?? anyLetters(text)
  }

  /// The same of a text in ASCII, quickly: every start of the program compares hundreds of words.
  private static func plainLetters(_ text: String) -> String? {
    var folded: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): folded.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "+"):
        folded.append(byte)
      case 0x80...: return nil
      default: break  // not our enum
      }
    }
    return String(decoding: folded, as: UTF8.self)
  }

  private static func anyLetters(_ text: String) -> String {
    var folded = ""
    for letter in text.lowercased() {
      if let letters = plain[letter] {
        folded += letters
      } else if letter.isLetter || letter.isNumber || letter == "+" {
        folded.append(letter)
      }
    }
    return folded
  }

  /// Its words, each as it is compared.
  package static func words(_ text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "+") }.map { of(String($0)) }
      .filter { !$0.isEmpty }
  }
}

/// Every word by which definitions of a kind are known: id, printed name, abbreviation and what
/// they are also called.
package struct CalledNames: Sendable {
  private let ids: [String: [String]]

  package init<Kind: NamedDefinition>(_ kind: Kind.Type, in library: Library) {
    var ids: [String: [String]] = [:]
    for one in Kind.all(in: library) {
      for word in Set(([one.id.text, one.name, one.short] + one.alsoCalled).map(FoldedWord.of)) {
        ids[word, default: []].append(one.id.text)
      }
    }
    self.ids = ids
  }

  /// The id of the one definition that is called so; nil: there is none, or several are.
  package func id(_ word: String) -> String? {
    guard let found = ids[FoldedWord.of(word)], found.count == 1 else { return nil }
    return found[0]
  }
}

extension Library {
  /// The id that a word which is none may mean: another word for a definition, else what is written
  /// nearly so.
  package func near<Kind: NamedDefinition>(_ word: String, _ kind: Kind.Type) -> String? {
    let all = Kind.all(in: self)
    if let id = CalledNames(kind, in: self).id(word) { return id }
    if let id = nearest(to: word, among: all.map(\.id.text)) { return id }
    var owners: [String: String] = [:]
    for one in all {
      for name in [one.name, one.short] + one.alsoCalled {
        owners[FoldedWord.of(name)] = one.id.text
      }
    }
    return nearest(to: FoldedWord.of(word), among: owners.keys.sorted()).flatMap { owners[$0] }
  }
}
