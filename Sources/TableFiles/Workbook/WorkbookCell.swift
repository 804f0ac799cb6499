package import Outcomes

/// What is written into one cell of a workbook; its kind is never guessed from its letters.
package enum WorkbookCell: Hashable, Sendable {
  /// Stays text whatever it looks like: never a number, a formula or a link.
  case text(String)
  /// A number by its digits, with a point before decimals.
  case number(String)
  /// A day that a spreadsheet reckons with; before March 1900, which spreadsheets do not agree on,
  /// text.
  case day(Day)
  case empty
}

/// A column of a sheet.
package struct WorkbookColumn: Hashable, Sendable {
  package enum Form: Hashable, Sendable {
    /// Typed into later, digits stay text as they are.
    case text
    case number
    case date
  }

  package let heading: String
  package let form: Form
  /// What may be typed into it.
  package let entry: WorkbookEntry?

  package init(_ heading: String, _ form: Form, entry: WorkbookEntry? = nil) {
    self.heading = heading
    self.form = form
    self.entry = entry
  }
}

/// What a person may type into the cells of a column, and what they read while they do.
package struct WorkbookEntry: Hashable, Sendable {
  package enum Check: Hashable, Sendable {
    /// One of the cells of a column of another sheet: `'lists'!$A$2:$A$9`.
    case oneOf(range: String)
    /// What holds of the first cell below the heading, as a formula with `CELL` in its place.
    case formula(String)
    /// Anything.
    case none
  }

  package let check: Check
  package let title: String
  package let message: String

  package init(_ check: Check, title: String, message: String) {
    self.check = check
    self.title = title
    self.message = message
  }
}

/// What a sheet holds at most.
package enum WorkbookLimits {
  package static let rows = 1_048_576
  package static let columns = 16_384
  /// Letters in a cell, counted in UTF-16.
  package static let letters = 32_767
}
