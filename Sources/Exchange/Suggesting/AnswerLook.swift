import Outcomes

/// How the answers of an instrument's cells are written.
struct AnswerLook {
  var form: ScorePlan.Form = .plain
  /// Words without a figure that come several times or in every column.
  var words: [String] = []
  var odd: [String] = []

  /// - Parameters:
  ///   - texts: cells without missing words.
  ///   - range: of the answers.
  ///   - units: texts that may stand behind the number.
  init(_ texts: [String], range: ClosedRange<Rational>?, units: [String]) {
    let others = texts.filter { LookedField.number($0) == nil }
    guard !others.isEmpty else { return }
    // `A1`: a letter before the answer.
    let coded = others.filter { $0.wholeMatch(of: /[A-Za-z]+[0-9]+/) != nil }
    if coded.count * 10 >= texts.count * 8, let first = coded.first {
      let letters = first.prefix { $0.isLetter }
      let same = coded.filter { $0.hasPrefix(letters) }
      let numbers = same.compactMap { Rational(decimal: $0.dropFirst(letters.count)) }
      if numbers.count == coded.count, let range, numbers.allSatisfy(range.contains) {
        let found = Set(numbers.map { $0.plain() }).sorted()
        form = .pattern(
          "\(letters)([0-9]+)",
          why:
            "'\(letters)\(found.first ?? "")' to '\(letters)\(found.last ?? "")', and the answers go from \(range.lowerBound.plain()) to \(range.upperBound.plain())"
        )
        odd = texts.filter { !coded.contains($0) }
        return
      }
    }
    // `1 - a little`: the answer leads.
    let leading = others.filter { $0.wholeMatch(of: /[0-9]+ ?[-–=:.)] ?[^0-9].*/) != nil }
    if leading.count * 3 >= texts.count, let range {
      let figures = leading.compactMap { Rational(decimal: $0.prefix { NumberForm.isDigit($0) }) }
      if figures.count == leading.count, figures.allSatisfy(range.contains) {
        form = .pattern(
          "([0-9]+) ?[-–=:.)] ?.*", why: "a figure leads in \(Counted.text(leading.count, "cell"))")
        let rest = texts.filter { !leading.contains($0) && LookedField.number($0) == nil }
        words = Self.distinct(rest)
        return
      }
    }
    // A number and what may stand behind it.
    let suffixes = units.filter { unit in others.contains { $0.hasSuffix(unit) } }
    let fitting = others.filter { text in
      suffixes.contains {
        text.hasSuffix($0)
          && LookedField.number(String(text.dropLast($0.count)).withoutOuterBlanks) != nil
      }
    }
    odd = Self.distinct(others.filter { !fitting.contains($0) })
    guard !fitting.isEmpty else {
      // Words alone, few of them.
      if others.count == texts.count, Set(others).count <= 6 { (words, odd) = (odd, []) }
      return
    }
    let used = suffixes.filter { unit in fitting.contains { $0.hasSuffix(unit) } }
    let behind = used.map { " ?" + Self.escaped($0) }.joined(separator: "|")
    form = .pattern(
      "([0-9.,]+)(\(behind))?",
      why: "\(Counted.text(fitting.count, "cell")) with \(Counted.some(used)) behind the number")
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  private static func escaped(_ text: String) -> String {
    text.map { "()[]{}.*+?^$|\\/".contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }
}
