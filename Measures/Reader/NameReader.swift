import Outcomes
import YAMLTree

extension YAMLValue {
  /// The key of the other words for a definition.
  static let namesKey = JudgingText.namesKey

  /// The key of the names under which a drug is sold, with where they were read.
  static let brandsKey = JudgingText.brandsKey

  /// Names under which a drug is sold; their source must be given.
  func brands() -> [String] {
    guard let table = table("'brand-names'", allowed: ["names", "source", "verified"]) else {
      return []
    }
    _ = table.evidence()
    return table.required("names")?.names() ?? []
  }

  /// Other words for a definition: abbreviations, brand names, names in other languages.
  func names() -> [String] {
    let names = list { $0.text() } ?? []
    guard document.isNew else { return names }
    noteDuplicates("word", names)
    for (entry, name) in zip(list() ?? [], names) where FoldedWord.of(name).isEmpty {
      entry.wrongType(needed: "a word with a letter or figure")
    }
    return names
  }
}

/// Every word by which a definition is called, so that no word means two of them.
final class NameBook {
  private struct Word {
    let text: String
    let owner: String
    /// nil: an id, name or abbreviation, which is never at fault here.
    let place: YAMLValue?
  }

  private var words: [Word] = []

  /// - Parameter own: id, printed name and abbreviation.
  /// - Parameter others: the others, each with the place of its key.
  func add(_ owner: String, own: [String], _ others: [(word: String, place: YAMLValue)]) {
    words += own.map { Word(text: $0, owner: owner, place: nil) }
    words += others.map { Word(text: $0.word, owner: owner, place: $0.place) }
  }

  /// Reports words that another definition has too.
  func check() {
    guard words.contains(where: { $0.place != nil }) else { return }
    for same in Dictionary(grouping: words, by: { FoldedWord.of($0.text) }).values {
      for word in same {
        guard let place = word.place, let other = same.first(where: { $0.owner != word.owner })
        else { continue }
        place.fault(.calledTwice(word.text, other: other.owner))
      }
    }
  }
}
