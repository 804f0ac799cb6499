package import Outcomes

/// A report is a table value; writers only draw it, so text, CSV, JSON and HTML never disagree.
package struct Table: Sendable {
  package struct Column: Hashable, Sendable {
    package enum Kind: String, Sendable { case text, number, date }
    /// As scripts know it: `patient_id`.
    package var key: String
    /// As people read it: `Patient`.
    package var title: String
    package var kind: Kind
    package var unit: String?
    /// For the codebook.
    package var meaning: String
    package var allowed: String?
    /// Of a word: all that there are.
    package var choices: [String]
    package var source: String?
    /// Names the person or tells a date: left out or replaced in a pseudonymous export.
    package var identifies: Bool

    package init(
      _ key: String, _ title: String, _ kind: Kind = .text, unit: String? = nil,
      meaning: String = "",
      allowed: String? = nil, choices: [String] = [], source: String? = nil,
      identifies: Bool = false
    ) {
      self.key = key
      self.title = title
      self.kind = kind
      self.unit = unit
      self.meaning = meaning
      self.allowed = allowed ?? (choices.isEmpty ? nil : choices.joined(separator: " "))
      self.choices = choices
      self.source = source
      self.identifies = identifies
    }
  }

  package var columns: [Column]
  package var rows: [[Cell]]

  package init(columns: [Column], rows: [[Cell]] = []) {
    self.columns = columns
    self.rows = rows
  }
}

/// A typed value of a table.
///
/// An absent value is `.empty`, never a zero.
package enum Cell: Hashable, Sendable {
  case text(String)
  case integer(Int)
  /// Rounded half away from zero to so many decimals, all written.
  case decimal(Rational, places: Int)
  /// Without trailing zeros, at most three decimals.
  case plain(Rational)
  case day(Day)
  case empty

  package init(_ text: String?) { self = text.map { .text($0) } ?? .empty }
  package init(_ day: Day?) { self = day.map { .day($0) } ?? .empty }
  /// A day that is known to the month or year alone is a text.
  package init(_ day: PartialDay?) {
    switch day?.precision {
    case .month, .year: self = Cell(day?.text)
    case .unknown: self = .empty
    case nil: self = Cell(day?.earliest)
    }
  }
  package init(_ number: Rational?) { self = number.map { .plain($0) } ?? .empty }
  package init(_ number: Int?) { self = number.map { .integer($0) } ?? .empty }

  /// As every writer draws it.
  package var text: String {
    switch self {
    case .text(let text): text
    case .integer(let value): String(value)
    case .decimal(let value, let places): value.decimal(places)
    case .plain(let value): value.plain()
    case .day(let day): day.iso
    case .empty: ""
    }
  }
}
