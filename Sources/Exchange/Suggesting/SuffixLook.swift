import Outcomes

/// Finds headings that come back with a word for each visit: `Datum 0`, `Grip re 3M (kPa)`, `v2_qmg`.
enum SuffixLook {
  struct Base: Equatable {
    /// With `{}` in place of the word.
    let name: String
    /// Without it.
    let plain: String
    /// The word stands at the end, behind one sign or none.
    let isBehind: Bool
    /// In the order of the words.
    var columns: [Int]
  }

  static func find(_ headings: [(column: Int, text: String)]) -> (
    suffixes: [String], bases: [Base]
  )? {
    var words: [String: [(word: String, column: Int, base: Base)]] = [:]
    var order: [String] = []
    for (column, text) in headings {
      for (word, base) in candidates(text) {
        if words[base.name] == nil { order.append(base.name) }
        words[base.name, default: []].append((word, column, base))
      }
    }
    var sets: [[String]: [Base]] = [:]
    var setOrder: [[String]] = []
    for name in order {
      guard let found = words[name], found.count > 1 else { continue }
      let key = found.map(\.word)
      guard Set(key).count == key.count else { continue }
      var base = found[0].base
      base.columns = found.map(\.column)
      if sets[key] == nil { setOrder.append(key) }
      sets[key, default: []].append(base)
    }
    let best = setOrder.max { a, b in
      (sets[a]?.count ?? 0, a.count) < (sets[b]?.count ?? 0, b.count)
    }
    guard let best, let bases = sets[best], bases.count > 1 else { return nil }
    return (best, bases)
  }

  private static let visitWords: Set<String> = [
    "baseline", "bl", "screening", "fu", "followup", "start", "end", "ende", "pre", "post",
    "before",
    "after", "vor", "nach",
  ]

  /// Each word of a heading that may tell visits apart, and the heading with `{}` in its place.
  private static func candidates(_ text: String) -> [(word: String, base: Base)] {
    var found: [(String, Base)] = []
    var start = text.startIndex
    var depth = 0
    var place = text.startIndex
    func take(_ end: String.Index) {
      guard start < end, depth == 0 else { return }
      let word = String(text[start..<end])
      guard word.count <= 9, isVisit(word), word.count < text.count else { return }
      let before = text[..<start]
      let after = text[end...]
      let plain = Headings.tidy(String(before).trimmedSigns + " " + String(after))
      let isBehind = after.isEmpty && " _.-".contains(before.last ?? "x")
      found.append(
        (word, Base(name: before + "{}" + after, plain: plain, isBehind: isBehind, columns: [])))
    }
    while place < text.endIndex {
      let letter = text[place]
      if " _.-/:".contains(letter) || letter == "(" || letter == ")" {
        take(place)
        if letter == "(" { depth += 1 }
        if letter == ")" { depth -= 1 }
        start = text.index(after: place)
      }
      place = text.index(after: place)
    }
    take(text.endIndex)
    return found
  }

  private static func isVisit(_ word: String) -> Bool {
    if visitWords.contains(FoldedWord.of(word)) { return true }
    return word.contains(where: \.isNumber)
      && word.count(where: \.isLetter) <= 6
      && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "+" }
  }
}

extension String {
  fileprivate var trimmedSigns: String {
    var text = Substring(self)
    while let last = text.last, " _.-".contains(last) { text = text.dropLast() }
    return String(text)
  }
}
