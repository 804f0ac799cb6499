package import Outcomes

/// Where the text of a field comes from, and how it is read.
package struct CellSource: Sendable {
  package indirect enum Place: Sendable {
    case column(ColumnName)
    /// The same text for every row.
    case fixed(String)
    /// What the pattern takes out of the file's name.
    case fileName(CellPattern)
    /// What the pattern takes out of the sheet's name.
    case sheetName(CellPattern)
    /// One cell, such as `B2`, of this sheet or another one.
    case cell(column: Int, row: Int, sheet: String?)
    /// A column of the one row of another sheet that has these texts.
    case lookUp(sheet: String, rows: [WordInColumn], column: ColumnName)
  }

  package enum LetterCase: String, CaseIterable, Sendable { case upper, lower }

  /// What `< 5` and `> 22000` become.
  package enum Censored: String, CaseIterable, Sendable {
    case leaveOut = "leave-out"
    /// The limit is stored as the value.
    case value
  }

  package var line: Int
  package var place: Place
  /// What words become; a word that is not there is refused unless ``pattern`` takes it.
  package var words: WordTable?
  /// What any other word becomes.
  package var otherwise: String?
  /// What an empty cell becomes.
  package var ifEmpty: String?
  /// One of them must fit.
  package var patterns: [CellPattern] = []
  package var split: (separator: String, part: Int)?
  package var trims = false
  /// The text counts as it stands: blanks and line breaks inside stay, and no word stands for
  /// anything else.
  package var isAsTyped = false
  package var letterCase: LetterCase?
  /// An empty cell means what stands above it, of the same patient.
  package var fillsDown = false
  /// So does a cell that neither words nor patterns know, such as a visit's day below a patient's title.
  package var othersFillDown = false
  package var missing: [MissingWord] = []
  package var dates = DateForms()
  package var numbers = NumberForm()
  package var notBefore: Day?
  /// Days are known no closer than that, whatever the table writes.
  package var knownTo: PartialDay.Precision?
  /// A cell that says how far the day is known: `day`, `month`, `year` or `unknown`.
  package var knownToCell: DateCell?
  /// A day more than so many days from another cell's is asked about.
  package var near: (source: DateCell, days: Int)?
  package var below: Censored?
  package var above: Censored?

  package init(_ place: Place, line: Int) {
    self.place = place
    self.line = line
  }

  package static func fixed(_ text: String, line: Int) -> CellSource {
    CellSource(.fixed(text), line: line)
  }

  package var isFixed: Bool { if case .fixed = place { true } else { false } }
}

/// Another cell, with a day or what is said of one.
package final class DateCell: Sendable {
  package let source: CellSource
  package init(_ source: CellSource) { self.source = source }
}

/// A word that stands for no answer.
package struct MissingWord: Hashable, Sendable {
  package enum Meaning: Hashable, Sendable {
    case reason(MissingReason)
    /// As if the cell were empty.
    case leaveOut
  }

  package var word: String
  package var meaning: Meaning

  package init(word: String, meaning: Meaning) {
    self.word = word
    self.meaning = meaning
  }
}

/// What words of a table become.
package struct WordTable: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// `*` stands for any letters.
    package var word: String
    /// Empty: nothing is recorded.
    package var becomes: String

    package init(word: String, becomes: String) {
      self.word = word
      self.becomes = becomes
    }
  }

  package var entries: [Entry]
  /// A word counts wherever it stands in the cell.
  package var isContained = false

  package init(_ entries: [Entry], isContained: Bool = false) {
    self.entries = entries
    self.isContained = isContained
  }

  /// As it is written, then in whatever letters, then by `*`.
  package func entry(for text: String) -> Entry? {
    if isContained { return entries.first { text.contains($0.word) } }
    if let entry = entries.first(where: { $0.word == text }) { return entry }
    let small = text.lowercased()
    if let entry = entries.first(where: { $0.word.lowercased() == small }) { return entry }
    return entries.first { Wildcard.fits(text, $0.word) }
  }
}

/// `*` for any letters, capitals or not.
package enum Wildcard {
  package static func fits(_ text: String, _ pattern: String) -> Bool {
    guard pattern.contains("*") else { return text.lowercased() == pattern.lowercased() }
    let parts = pattern.lowercased().split(separator: "*", omittingEmptySubsequences: false)
    var rest = Substring(text.lowercased())
    for (position, part) in parts.enumerated() {
      if position == 0 {
        guard rest.hasPrefix(part) else { return false }
        rest = rest.dropFirst(part.count)
      } else if position == parts.count - 1 {
        return rest.hasSuffix(part)
      } else if let found = rest.firstRange(of: part) {
        rest = rest[found.upperBound...]
      } else if !part.isEmpty {
        return false
      }
    }
    return true
  }
}

/// A regular expression that takes the part of a cell that counts.
package struct CellPattern: Hashable, Sendable {
  package var text: String
  /// It may fit any part of the cell; otherwise all of it, unless `^` or `$` say where it is held.
  package var isAnywhere: Bool

  package init(_ text: String, isAnywhere: Bool = false) {
    self.text = text
    self.isAnywhere = isAnywhere || text.hasPrefix("^") || text.hasSuffix("$")
  }

  /// Whether it can be read as a pattern.
  package var isPattern: Bool { (try? Regex<AnyRegexOutput>(text)) != nil }

  /// Whether it repeats what itself repeats or has alternatives, which some texts would keep busy for ever.
  package var mayNeverEnd: Bool { PatternShape(text).mayNeverEnd }

  /// The longest text that a pattern is tried on, in characters; a longer one does not fit.
  static let longestText = 1_000
}
