/// Lines of a mapping that a person has yet to decide, as select boxes:
/// `dates: choose   # choose: d/m/y or m/d/y; no day above 12`.
struct UndecidedChoices: Sendable {
  struct Line: Sendable {
    /// From 1.
    let number: Int
    /// What is decided: `dates`.
    let key: String
    /// What can be chosen; empty: only the text says it.
    let values: [String]
    let remark: String

    var field: String { "line-\(number)" }
  }

  let lines: [Line]
  private let diseases: [Choice]

  private static let word = ": choose"
  private static let mark = "# choose:"

  /// - Parameter diseases: what a line for a disease may be answered with, by id.
  init(_ text: String, diseases: [Choice] = []) {
    self.diseases = diseases
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .compactMap { place, line in
        guard let mark = line.firstRange(of: Self.mark) else { return nil }
        let said = String(line[..<mark.lowerBound]).withoutOuterBlanks
        guard said.hasSuffix(Self.word) else { return nil }
        let remark = String(line[mark.upperBound...]).withoutOuterBlanks
        let key = said.dropLast(Self.word.count)
        let name = String(key.hasPrefix("- ") ? key.dropFirst(2) : key)
        let values = Self.values(remark)
        return Line(
          number: place + 1, key: name,
          values: name == "disease" && values.count < 2
            ? values + diseases.map(\.value).filter { !values.contains($0) } : values,
          remark: remark)
      }
  }

  /// The words before the first that are more than a word: `female or male; 3 cells` and
  /// `d/m/y or m/d/y, no day above 12` give two, a sentence gives none.
  private static func values(_ remark: String) -> [String] {
    // What stands in brackets says what the word before it does.
    let said = remark.prefix { $0 != ";" && $0 != "(" }
    let parts = said.replacing(", ", with: " or ").split(separator: " or ").map {
      String($0).withoutOuterBlanks
    }
    return Array(parts.prefix { !$0.isEmpty && !$0.contains(" ") })
  }

  /// The text with what was chosen in place of what was undecided.
  static func decide(
    _ text: String, diseases: [Choice] = [], _ chosen: (Line) -> String
  ) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for line in UndecidedChoices(text, diseases: diseases).lines {
      let value = chosen(line)
      guard line.values.contains(value), let place = lines[line.number - 1].firstRange(of: word)
      else { continue }
      lines[line.number - 1].replaceSubrange(place, with: ": \(value)")
    }
    return lines.joined(separator: "\n")
  }

  /// The names of fields that a form may have for them.
  static func isField(_ name: String) -> Bool {
    name.hasPrefix("line-") && Int(name.dropFirst("line-".count)) != nil
  }

  var markup: Markup? {
    guard !lines.isEmpty else { return nil }
    return """
      <fieldset><legend>To be decided <span class="tag">\(lines.count)</span></legend>
      <p class="hint">Until each is answered, here or in the text, the mapping is not used.</p>
      \(lines.map { line in
        line.values.isEmpty
          ? "<p>Line \(line.number), <code>\(line.key)</code>: \(line.remark)</p>\n"
          : ChoiceField(
            line.field, "\(line.key) (line \(line.number))", hint: line.remark, FormProblems(),
            [Choice("", "Not decided yet", chosen: true)] + choices(of: line)
          ).select
      })</fieldset>

      """
  }

  /// What the remark names comes first and alone; the other diseases stand in their groups.
  private func choices(of line: Line) -> [Choice] {
    let named = Self.values(line.remark)
    return line.values.map { value in
      guard let disease = diseases.first(where: { $0.value == value }), !named.contains(value)
      else { return Choice(value, value) }
      return disease
    }
  }
}
