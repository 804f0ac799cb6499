import Outcomes

/// What somebody typed to find a patient: the beginning or the end of an identifier, beginnings of
/// names, or a date of birth; a date may stand beside names.
struct NameSearch {
  /// Fewer figures stand at the end of too many identifiers.
  private static let shortestEnd = 2

  private let identifier: [UInt8]
  private let words: [[UInt8]]
  /// Days, months or years of birth; of one that can be read in two ways both.
  private let births: [PartialDay]

  /// - Parameter dates: the site's order of day and month.
  init(_ text: String, dates: TypedDay.Order? = nil) {
    identifier = text.withoutOuterBlanks.utf8.map(Self.lowered)
    var names = ""
    var births: [PartialDay] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      // Four figures are part of an identifier rather than a year.
      switch word.utf8.count > 4 ? TypedDay.read(String(word), order: dates) : nil {
      case .day(let day): births.append(day)
      case .either(let one, let other): births += [PartialDay(one), PartialDay(other)]
      case nil: names += " " + word
      }
    }
    words = NameFolding.words(names)
    self.births = births
  }

  /// Whether the identifier begins or ends with the text, or every word of it begins a name or a part
  /// of one (`Brien` in O'Brien), be it written in one word or several (`delacruz` for de la Cruz), and
  /// the person was born on the day, in the month or year that stands beside them.
  ///
  /// - Parameter born: is asked only where a date was typed.
  func finds(
    identifier id: UnsafeBufferPointer<UInt8>, names: [UnsafeBufferPointer<UInt8>],
    born: () throws -> PartialDay?
  ) rethrows -> Bool {
    if identifier.isEmpty { return true }
    if id.count >= identifier.count, hasIdentifier(id.prefix(identifier.count)) { return true }
    if identifier.count >= Self.shortestEnd, id.count >= identifier.count,
      hasIdentifier(id.suffix(identifier.count))
    {
      return true
    }
    guard !words.isEmpty || !births.isEmpty,
      words.allSatisfy({ word in names.contains { begins(word, in: $0) } })
    else { return false }
    if births.isEmpty { return true }
    guard let born = try born() else { return false }
    return births.contains { $0.earliest <= born.latest && born.earliest <= $0.latest }
  }

  private func hasIdentifier(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    zip(part, identifier).allSatisfy { Self.lowered($0) == $1 }
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
