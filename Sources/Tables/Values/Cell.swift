/// One cell of a table, as the file has it: nothing in it was guessed.
///
/// A text file knows texts only; whether `7,2` is a number there is for the mapping to say.
package struct Cell: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Nothing at all; `shown` is "".
    case empty
    /// Text as typed, spaces included. TRUE and FALSE, and a time of day without a date
    /// (`08:30:00`), are texts too.
    case text
    /// A number; `shown` is its decimal digits.
    case number
    /// A day that exists; `shown` is it in ISO form.
    case date(CellDate)
    /// Nothing that could be taken for a value.
    case error(CellError)
  }

  package let kind: Kind

  /// What stands in the cell.
  ///
  /// - a text: as typed;
  /// - a number: its digits with a point, such as `-12.5`: no sign of thousands, no zeros that say
  ///   nothing, at most 15 significant digits where it has a fraction (so 0.1, never
  ///   0.1000000000000001), whole numbers with all their digits; an exponent (`1E+30`) only from
  ///   1E+21 upwards and below 1E-15;
  /// - a date: `2024-03-12`, with a time of day `2024-03-12T14:30:00`;
  /// - an error: what the spreadsheet shows, such as `#N/A`, or "" for a formula without a result.
  package let shown: String

  /// The number has a format of per cent: stored (and `shown`) is 0.78 where a person sees 78 %.
  package let isPercent: Bool

  package init(_ kind: Kind, shown: String, isPercent: Bool = false) {
    self.kind = kind
    self.shown = shown
    self.isPercent = isPercent
  }

  package static let empty = Cell(.empty, shown: "")

  /// A text, or an empty cell when there is no letter in it.
  package static func text(_ shown: String) -> Cell {
    shown.isEmpty ? .empty : Cell(.text, shown: shown)
  }

  package var isEmpty: Bool { kind == .empty }

  /// Empty, or text of spaces and line breaks only.
  package var isBlank: Bool {
    switch kind {
    case .empty: true
    case .text: shown.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    case .number, .date, .error: false
    }
  }
}

/// A day of the Gregorian calendar that exists, 1900-01-01 to 9999-12-31.
package struct CellDate: Hashable, Sendable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to 31.
  package let day: Int
  /// A time of day other than midnight was stored with it.
  package let hasTime: Bool

  package init(year: Int, month: Int, day: Int, hasTime: Bool) {
    self.year = year
    self.month = month
    self.day = day
    self.hasTime = hasTime
  }
}

/// Why a cell has no value; `description` says it in words.
package enum CellError: Hashable, Sendable {
  /// The spreadsheet shows an error, such as `#DIV/0!`.
  case shown(String)
  /// A formula whose result was not saved with it.
  case formulaWithoutResult
  /// A number that is formatted as a date, and is none: below the first day, beyond the last, or
  /// the 29 February 1900 that spreadsheets know and the calendar does not. The digits as stored.
  case noSuchDay(serial: String)
  /// The stored text is no number although the cell says so.
  case notANumber(String)
}
