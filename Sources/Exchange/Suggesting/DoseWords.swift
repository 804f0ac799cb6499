import Outcomes

/// Doses and the days between them, as cells say them in words.
enum DoseWords {
  static let units = ["g/kg", "mg/kg", "mg", "g", "IU", "IE"]

  /// `2 g/kg alle 4 Wo`: number, unit, what follows; nil: the text does not begin with a dose.
  static func parts(_ text: String) -> (number: String, unit: String, rest: String)? {
    guard
      let found = text.firstMatch(
        of: /([0-9]+(?:[.,][0-9]+)?) ?(g\/kg|mg\/kg|mg|g|IU|IE)(?![a-zA-Z])(.*)/)
    else { return nil }
    return (String(found.1), String(found.2), String(found.3).withoutOuterBlanks)
  }

  /// The words of a text that say every how many days, and the days.
  static func interval(_ text: String) -> (word: String, days: Int)? {
    let small = text.lowercased()
    func words(_ found: Substring) -> String {
      let begin = small.distance(from: small.startIndex, to: found.startIndex)
      let start = text.index(text.startIndex, offsetBy: begin)
      return String(text[start..<text.index(start, offsetBy: found.count)])
    }
    guard small.count == text.count else { return nil }
    if let found = small.firstMatch(
      of:
        /(?:alle|every|cada|toutes les|ogni|q|\/) ?([0-9]+) ?-?(wochen|wo|weeks|wks|wk|w|semanas|semaines|settimane)\b\.?/
    ),
      let weeks = Int(found.1), (1...52).contains(weeks)
    {
      return (words(found.0), weeks * 7)
    }
    if let found = small.firstMatch(
      of: /(?:alle|every|cada|tous les|ogni|q) ?([0-9]+) ?(tage|days|d|dias|jours|giorni)\b/),
      let days = Int(found.1), (1...365).contains(days)
    {
      return (words(found.0), days)
    }
    if let found = small.firstMatch(
      of: /(\/ ?(?:wo|wk|week|woche|w)\b|weekly|wöchentlich|every week)/)
    {
      return (words(found.0), 7)
    }
    if let found = small.firstMatch(
      of: /(tgl\.?|täglich|daily|per day|pro tag|\/ ?(?:d|day|tag|die|jour|día)\b|al día|par jour)/)
    {
      return (words(found.0), 1)
    }
    return nil
  }
}
