package import Tables

/// A column of a table, which many cells share: a large table has one such place for each, not one for
/// every cell.
package final class SourceColumn: Sendable {
  package let file: String
  package let sheet: String?
  /// From 0.
  package let column: Int
  /// The lines of the heading, joined by ` / `; empty: there is none.
  package let heading: String

  package init(file: String, sheet: String?, column: Int, heading: String) {
    self.file = file
    self.sheet = sheet
    self.column = column
    self.heading = heading
  }
}

/// The cell that a field came from.
package final class SourceCell: Hashable, Sendable {
  private let origin: SourceColumn
  private let number: Int32
  /// 0: as the row.
  private let lineNumber: Int32
  package let shown: String

  package var file: String { origin.file }
  package var sheet: String? { origin.sheet }
  /// From 1, as a spreadsheet counts.
  package var row: Int { Int(number) }
  /// The line of a text file, where rows with line breaks came before.
  package var line: Int? { lineNumber == 0 ? nil : Int(lineNumber) }
  /// From 0.
  package var column: Int { origin.column }
  package var heading: String { origin.heading }

  package init(_ origin: SourceColumn, row: Int, line: Int? = nil, shown: String) {
    self.origin = origin
    number = Int32(clamping: row)
    lineNumber = Int32(clamping: line ?? 0)
    self.shown = shown
  }

  package convenience init(
    file: String, sheet: String?, row: Int, line: Int? = nil, column: Int, heading: String,
    shown: String
  ) {
    self.init(
      SourceColumn(file: file, sheet: sheet, column: column, heading: heading), row: row,
      line: line, shown: shown)
  }

  package var letters: String { ColumnLetters.of(column) }

  package static func == (a: SourceCell, b: SourceCell) -> Bool {
    a.row == b.row && a.column == b.column && a.file == b.file && a.sheet == b.sheet
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(row)
    hasher.combine(column)
    hasher.combine(file)
  }
}

/// A cell that is not stored, and why.
package struct RefusedCell: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// The table has an error there.
    case error(CellError)
    /// No day in the forms that the mapping names; their examples.
    case noDay(examples: [String])
    /// A month or year where a day is needed.
    case onlyPartOfADay
    /// A day where a number or word is expected.
    case isADay
    case unknownWord(known: [String])
    case otherForm(patterns: [String])
    case noNumber(decimal: Character)
    case perCent
    case noUnit(known: [String])
    case noUnitOfMissing
    case censored
    case before(first: String)
    case farFrom(day: String, heading: String, days: Int)
    case needed
    /// An earlier row says something else of the same patient.
    case differs(field: String, first: String, row: Int)
    /// A row before has this instrument of the same patient and day.
    case secondOfDay(measure: String, row: Int)
    case unknownKey
    /// Recorded otherwise; what is recorded.
    case changed(field: String, recorded: String)
    /// A year that a spreadsheet made a day of.
    case yearAsDay
    /// A number where a day stands in a workbook of our own.
    case numberAsDay
    /// The scores of a package were recorded with another version of the instrument.
    case otherVersion(measure: String, here: String)
    /// An answer of a package whose score is not in it.
    case noScore
    /// A score of a package without any answer.
    case noAnswers
    /// What a row in the clinic's own layouts would be refused for.
    case row(ImportFault.Kind)
  }

  package var cell: SourceCell
  package var reason: Reason

  package init(_ cell: SourceCell, _ reason: Reason) {
    self.cell = cell
    self.reason = reason
  }
}

/// What makes a whole table unreadable: it does not fit the mapping.
package struct MappingTableFault: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case table(TableFault)
    /// No table of the mapping reads this file.
    case noTable
    case noSheet(String)
    case noHeading(row: Int)
    case noColumn(String, line: Int, headings: [String])
    case columnTwice(String, line: Int, letters: [String])
    case noRowToLookUp(String, line: Int)
    case nameDoesNotFit(pattern: String, line: Int)
    case dictionary(String)
    /// Of a CSV file in our own layouts.
    case csv(CSVFault)
    /// A sheet or file without a mapping that is none of our own.
    case header(OwnHeaderFault)
    case headingTwice(String, letters: [String])
    /// A folder without `datapackage.json`.
    case noPackage
    /// Several forms of a REDCap project have the heading, and the export does not tell which one.
    case doubtfulHeading(String, forms: [String])
  }

  package var file: String
  package var sheet: String?
  package var kind: Kind

  package init(file: String, sheet: String? = nil, kind: Kind) {
    self.file = file
    self.sheet = sheet
    self.kind = kind
  }
}

/// One row in a layout of our own, made from cells of a table.
package struct MappedRow: Sendable {
  package let layout: ImportLayout
  /// One text per column of the layout.
  package var fields: [String]
  /// Where each came from.
  package var cells: [SourceCell?]
  /// What makes the row one with others: the same score, visit or patient.
  package let group: MappedGroup

  package init(
    layout: ImportLayout, fields: [String], cells: [SourceCell?], group: MappedGroup
  ) {
    self.layout = layout
    self.fields = fields
    self.cells = cells
    self.group = group
  }

  package var patient: String { fields[0] }
}

/// Rows that are stored or left out together.
package final class MappedGroup: Sendable {
  /// What it stands for, where a fault names no field.
  package let cell: SourceCell?
  /// The cells of its items, also of those without an answer.
  package let items: [String: SourceCell]

  package init(cell: SourceCell?, items: [String: SourceCell] = [:]) {
    self.cell = cell
    self.items = items
  }
}
