import Outcomes
import Tables

/// A column, or the columns of one heading that come back with every visit, as a suggestion sees it.
final class LookedField {
  /// As a mapping calls it: the heading, with `{}` in the place of what tells visits apart.
  let name: String
  /// Where several columns have the same heading: which one, from 1.
  let nth: Int?
  /// Words of the heading without what stands in brackets.
  let words: [String]
  /// What stands in brackets: `kPa`, `0-10`.
  let bracket: String?
  let isRepeated: Bool
  /// Row by row; of a repeated one all rows of the first columns, then those of the second.
  let cells: [Cell]
  /// What codes of its cells mean, where a data dictionary says so.
  let labels: [String: String]
  var isUsed = false

  /// The texts of cells that are not blank, without blanks around them.
  let texts: [String]

  init(
    name: String, said: String, nth: Int? = nil, isRepeated: Bool, cells: [Cell],
    labels: [String: String] = [:]
  ) {
    self.name = name
    self.nth = nth
    self.isRepeated = isRepeated
    self.cells = cells
    self.labels = labels
    let plain = said.replacing("{}", with: " ")
    (words, bracket) = Self.parts(plain)
    texts = cells.filter { !$0.isBlank }.map { $0.shown.withoutOuterBlanks }
  }

  /// Its words, and what the last brackets hold.
  private static func parts(_ text: String) -> ([String], String?) {
    guard let open = text.lastIndex(of: "("), let close = text.lastIndex(of: ")"), open < close
    else { return (FoldedWord.words(text), nil) }
    let inside = String(text[text.index(after: open)..<close]).withoutOuterBlanks
    let outside = text[..<open] + " " + text[text.index(after: close)...]
    return (FoldedWord.words(String(outside)), inside.isEmpty ? nil : inside)
  }

  var folded: String { words.joined() }

  /// What tells texts apart, in the order in which they first come, with how often.
  lazy var distinct: [(text: String, count: Int)] = {
    var counts: [String: Int] = [:]
    var order: [String] = []
    for text in texts {
      if counts[text] == nil { order.append(text) }
      counts[text, default: 0] += 1
    }
    return order.map { ($0, counts[$0] ?? 0) }
  }()

  /// Cells that a workbook has as days.
  lazy var realDays: [Day] = cells.compactMap { cell in
    guard case .date(let date) = cell.kind else { return nil }
    return Day(year: date.year, month: date.month, day: date.day)
  }

  /// The figures of its cells, read with a point or a comma before decimals.
  lazy var numbers: [Rational] = texts.compactMap { Self.number($0) }

  /// Without figures that stand for no answer, such as -99.
  func numbers(without range: ClosedRange<Rational>?) -> [Rational] {
    texts.filter { !MissingLook.isMissing($0, in: range) }.compactMap { Self.number($0) }
  }

  static func number(_ text: String) -> Rational? {
    if let number = Rational(decimal: text) { return number }
    guard NumberForm.looksLikeNumber(text) else { return nil }
    return Rational(decimal: text.replacing(",", with: "."))
  }

  /// At least that share of its cells that hold something.
  func most(_ share: Double = 0.6, of count: Int) -> Bool {
    count > 0 && Double(count) >= Double(texts.count) * share
  }

  var isNumeric: Bool { most(of: numbers.count) && realDays.isEmpty }

  /// `{column: Name, nth: 2}`, without the brackets.
  var keys: [(String, String)] {
    [("column", YAMLText.of(name))] + (nth.map { [("nth", "\($0)")] } ?? [])
  }
}
