/// How numbers are written in a table.
package struct NumberForm: Hashable, Sendable {
  package var decimal: Character = "."
  /// What parts groups of three; nil: nothing does.
  package var thousands: Character?
  /// A cell in per cent counts as the number that a person sees, 78 for 78 %.
  package var readsPercent = false

  package init() {}

  /// The number with a point for its decimals and nothing between thousands; nil: it is none in this
  /// form.
  package func plain(_ text: String) -> String? {
    var rest = Substring(text)
    var sign = ""
    if rest.hasPrefix("-") || rest.hasPrefix("+") {
      if rest.first == "-" { sign = "-" }
      rest = rest.dropFirst()
    }
    let parts = rest.split(separator: decimal, omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Self.whole(parts[0], thousands) else {
      return nil
    }
    guard parts.count == 2 else { return sign + whole }
    guard !parts[1].isEmpty, parts[1].allSatisfy(Self.isDigit) else { return nil }
    return "\(sign)\(whole).\(parts[1])"
  }

  private static func whole(_ text: Substring, _ thousands: Character?) -> String? {
    guard let thousands, text.contains(thousands) else {
      return !text.isEmpty && text.allSatisfy(isDigit) ? String(text) : nil
    }
    let groups = text.split(separator: thousands, omittingEmptySubsequences: false)
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.allSatisfy({ $0.allSatisfy(isDigit) })
    else { return nil }
    return groups.joined()
  }

  static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  /// Figures and the signs between them, and nothing else: a number in some form.
  package static func looksLikeNumber(_ text: String) -> Bool {
    text.contains(where: isDigit) && text.allSatisfy { isDigit($0) || ".,'+- \u{A0}".contains($0) }
      && text.first.map { isDigit($0) || "+-.,".contains($0) } == true
      && !text.dropFirst().contains("-")
  }
}
