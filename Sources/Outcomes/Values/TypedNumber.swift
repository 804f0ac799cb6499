/// Numbers as people type them: with a decimal point or a decimal comma.
package enum TypedNumber {
  /// The number with a point: `71,5` is `71.5`.
  ///
  /// A comma before exactly three figures is left as it is, and so refused by whoever reads the
  /// number: `1,250` is one and a quarter to one person and one thousand to another.
  package static func plain(_ text: String) -> String {
    guard let comma = decimalComma(of: text) else { return text }
    return text[..<comma] + "." + text[text.index(after: comma)...]
  }

  /// The two numbers that can be meant, `1.250` and `1250`; nil: there is no doubt.
  package static func readings(_ text: String) -> (fraction: String, whole: String)? {
    guard let comma = onlyComma(of: text), isGroup(text, comma) else { return nil }
    let (before, after) = (text[..<comma], text[text.index(after: comma)...])
    return ("\(before).\(after)", "\(before)\(after)")
  }

  private static func decimalComma(of text: String) -> String.Index? {
    guard let comma = onlyComma(of: text), !isGroup(text, comma) else { return nil }
    return comma
  }

  /// The comma of a text that is figures, a sign before them and one comma, and nothing else.
  private static func onlyComma(of text: String) -> String.Index? {
    guard let comma = text.firstIndex(of: ",") else { return nil }
    let figures = text.dropFirst(text.hasPrefix("-") || text.hasPrefix("+") ? 1 : 0)
    let rest = figures.filter { $0 != "," }
    guard figures.count == rest.count + 1, !rest.isEmpty,
      rest.allSatisfy({ ("0"..."9").contains($0) })
    else { return nil }
    return comma
  }

  /// Whether the comma may part thousands: one to three figures before it that do not begin with 0,
  /// exactly three after it.
  private static func isGroup(_ text: String, _ comma: String.Index) -> Bool {
    let before = text[..<comma].filter { $0 != "-" && $0 != "+" }
    return (1...3).contains(before.count) && before.first != "0"
      && text.distance(from: comma, to: text.endIndex) == 4
  }
}
