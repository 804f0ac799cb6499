import Exchange
import Outcomes
import TableFiles

/// The words that a workbook to fill in takes, as they stand on its page of lists.
///
/// A cell's list of choices is a part of that page, so that what a word means can be looked up.
struct TemplateWords {
  static let page = "lists"
  private(set) var rows: [[WorkbookCell]] = []

  /// Lists words of a column, and gives their place on the page.
  mutating func add(
    _ sheet: String, _ column: String, _ words: [(word: String, meaning: String)]
  ) -> String {
    let first = rows.count + 2
    for (word, meaning) in words {
      // A number that is typed is compared with numbers alone.
      let isNumber = Rational(decimal: word) != nil
      rows.append([
        .text(sheet), .text(column), isNumber ? .number(word) : .text(word), .text(meaning),
      ])
    }
    return "\(Self.page)!$C$\(first):$C$\(rows.count + 1)"
  }

  /// Why there is no answer.
  static let reasons: [(word: String, meaning: String)] = MissingReason.allCases.map {
    ($0.rawValue, "no answer, and why")
  }
}
