import Outcomes

/// Words of items in several languages, as the ideas that they stand for.
enum ItemWords {
  private static let ideas: [String: [String]] = [
    "arms": [
      "arm", "arme", "upper", "bras", "brazo", "brazos", "braccia", "bracos", "membres sup",
    ],
    "legs": ["leg", "bein", "beine", "lower", "jambes", "pierna", "piernas", "gambe", "pernas"],
    "talking": [
      "talk", "speech", "speak", "speaking", "sprechen", "sprache", "parole", "habla", "hablar",
      "parlare", "fala",
    ],
    "chewing": [
      "chew", "kauen", "mastication", "masticacion", "masticar", "masticazione", "mastigacao",
    ],
    "swallowing": [
      "swallow", "schlucken", "deglutition", "deglucion", "tragar", "deglutizione", "degluticao",
    ],
    "breathing": [
      "breath", "atmung", "atmen", "respiration", "respiracion", "respirar", "respirazione",
      "respiracao",
    ],
    "teeth": [
      "tooth", "zahne", "zahneputzen", "dents", "dientes", "denti", "dentes", "brush", "brushing",
    ],
    "hair": [
      "comb", "combing", "haare", "kammen", "cheveux", "pelo", "cabello", "capelli", "cabelo",
    ],
    "chair": ["stuhl", "aufstehen", "chaise", "silla", "sedia", "cadeira", "rising"],
    "double": ["diplopia", "doppelbilder", "diplopie", "doble", "doppia", "dupla"],
    "eyelid": [
      "eyelids", "lid", "lids", "ptosis", "droop", "drooping", "paupiere", "paupieres", "parpado",
      "parpados", "palpebra", "ptose", "oberlid",
    ],
    "neck": ["nacken", "nuque", "cuello", "collo", "pescoco"],
    "right": [
      "r", "re", "rechts", "d", "droite", "droit", "derecha", "derecho", "destra", "dx", "direita",
    ],
    "left": [
      "l", "li", "links", "g", "gauche", "izquierda", "izquierdo", "sinistra", "sx", "esquerda",
    ],
  ]

  private static let table: [String: String] = {
    var table: [String: String] = [:]
    for (idea, words) in ideas { for word in words + [idea] { table[word] = idea } }
    return table
  }()

  private static let empty: Set<String> = [
    "the", "or", "and", "from", "a", "an", "of", "in", "your", "how", "is", "are", "last", "week",
    "to", "with", "item", "vision", "der", "die", "das", "und", "oder", "up", "by", "at", "on",
    "score", "question", "frage", "de", "la", "le", "et", "y", "o", "del",
  ]

  /// `nil` idea words stand for themselves, by their beginning.
  static func ideas(_ words: [String]) -> Set<String> {
    var found: Set<String> = []
    for word in words where !empty.contains(word) {
      if let idea = table[word] {
        found.insert(idea)
      } else if word.count > 2, !word.allSatisfy(\.isNumber) {
        found.insert(String(word.prefix(6)))
      }
    }
    return found
  }

  static func side(_ words: [String]) -> (side: String, word: String)? {
    for word in words {
      if let idea = table[word], idea == "right" || idea == "left" { return (idea, word) }
    }
    return nil
  }

  /// How well words name an item, from 0 to 1.
  static func fit(_ words: [String], _ item: Item) -> Double {
    let wanted = ideas(FoldedWord.words(item.label) + FoldedWord.words(item.id))
    let said = ideas(words)
    guard !wanted.isEmpty, !said.isEmpty else { return 0 }
    let both = wanted.intersection(said).count
    guard both > 0 else { return 0 }
    return Double(both) / Double(min(wanted.count, said.count))
  }

  /// The one item that words name best; nil: none, or two alike.
  static func item(_ words: [String], of measure: Measure) -> Item? {
    let fits = measure.items.map { ($0, fit(words, $0)) }.sorted { $0.1 > $1.1 }
    guard let best = fits.first, best.1 >= 0.5 else { return nil }
    if fits.count > 1, fits[1].1 == best.1 { return nil }
    return best.0
  }
}
