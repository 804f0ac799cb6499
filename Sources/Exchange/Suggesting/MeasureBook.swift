import Outcomes

/// Finds the instrument that a heading names.
struct MeasureBook {
  struct Match {
    /// One: it is named; several: the heading fits each of them.
    var measures: [Measure]
    var item: Item?
    /// `right`, `left`.
    var side: String?
    /// What named it, as it is compared.
    var by: String
  }

  let library: Library
  private let names: [String: [Measure]]
  private let rare: [String: [Measure]]

  init(_ library: Library) {
    self.library = library
    var names: [String: [Measure]] = [:]
    var rare: [String: [Measure]] = [:]
    for measure in library.measures where measure.composite == nil {
      let texts = [measure.id.text, measure.name, measure.short] + measure.alsoCalled
      for text in Set(texts.map(FoldedWord.of)) { names[text, default: []].append(measure) }
      let words = Set(texts.flatMap(FoldedWord.words)).subtracting(Self.common)
      for word in words where word.count > 2 && !word.allSatisfy(\.isNumber) {
        rare[word, default: []].append(measure)
      }
    }
    let grips = library.measures.filter { $0.handKey != nil && $0.id.text.hasPrefix("grip-") }
    for word in Self.gripWords { rare[word] = grips }
    self.names = names
    self.rare = rare
  }

  /// Grip strength in several languages; the device is told by the unit.
  private static let gripWords = [
    "grip", "handgrip", "handkraft", "griffkraft", "prehension", "prension", "presa", "preensao",
    "dynamometer", "dynamometrie",
  ]

  /// Words that many instruments share and that say nothing alone.
  private static let common: Set<String> = [
    "score", "sum", "total", "test", "scale", "index", "disease", "activity", "assessment",
    "quality", "life", "the", "and", "for", "time", "timed", "walk", "right", "left", "muscle",
    "muscles", "function", "functional", "rating", "health", "severity", "disability", "profile",
    "multiple", "limit", "upper", "lower", "both", "sides", "one", "side", "value", "hand",
    "strength", "force", "date", "patient", "visit", "onset", "outcome", "class", "clinical",
    "status", "inflammatory", "neuropathy", "myasthenia", "gravis", "dose", "activities", "daily",
    "living", "question", "simple", "single", "percent", "normal", "modified", "chair", "stand",
  ]

  private static let fillers: Set<String> = [
    "score", "total", "sum", "summe", "gesamt", "summenscore", "points", "punkte", "value", "wert",
    "result", "today", "overall", "scale", "of", "the", "raw", "gesamtscore", "gesamtpunkte",
    "puntaje",
    "puntuacion", "valeur", "best", "mean", "best", "seconds", "sec", "pts", "strength", "dom",
    "dominant",
  ]

  /// - Parameter bracket: the unit or range that the heading gives.
  func match(_ words: [String], bracket: String?) -> Match? {
    var best: (range: Range<Int>, measures: [Measure], length: Int)?
    for start in words.indices {
      for end in (start + 1)...min(words.count, start + 9) {
        let text = words[start..<end].joined()
        guard let found = names[text], text.count > (best?.length ?? 1) else { continue }
        best = (start..<end, found, text.count)
      }
    }
    if let best {
      let rest = Array(words[..<best.range.lowerBound] + words[best.range.upperBound...])
      return finished(best.measures, rest, words[best.range].joined(separator: " "), bracket)
    }
    // No name as a whole: a word that few instruments have.
    for word in words {
      guard let found = rare[word], found.count <= 6 else { continue }
      return finished(found, words.filter { $0 != word }, word, bracket)
    }
    return nil
  }

  private func finished(
    _ measures: [Measure], _ rest: [String], _ by: String, _ bracket: String?
  ) -> Match? {
    var rest = rest.filter { !Self.fillers.contains($0) }
    let side = ItemWords.side(rest)
    var measures = measures
    if let unit = bracket.map(FoldedWord.of) {
      let ofUnit = measures.filter { FoldedWord.of($0.unit) == unit }
      if !ofUnit.isEmpty { measures = ofUnit }
    }
    if let side, measures.contains(where: { $0.handKey != nil }) {
      rest.removeAll { $0 == side.word }
    }
    var match = Match(measures: measures, item: nil, side: side?.side, by: by)
    if !rest.isEmpty, measures.count == 1, !measures[0].items.isEmpty {
      match.item = ItemWords.item(rest, of: measures[0])
    }
    if Set(rest).contains(where: {
      ["date", "datum", "fecha", "data", "version", "rater"].contains($0)
    }) {
      return nil
    }
    return match
  }
}

extension Measure {
  /// The variant that says the hand or side; nil: it has none.
  var handKey: VariantKey? {
    variants.first { $0.values.contains("right") && $0.values.contains("left") }
  }

  /// Whether most numbers lie within its range.
  func holds(_ numbers: [Rational]) -> Bool {
    let inside = numbers.count { range.contains($0) }
    return inside * 10 >= numbers.count * 8
  }
}
