package import Outcomes
package import Tables

/// What the tables of a clinic mean: which cells say whom, when and what.
///
/// A mapping says everything: what it does not say is not read, and a cell that it does not explain
/// is refused. Places (`line`) are lines of the mapping's file, for faults that only show in a table.
package struct Mapping: Sendable {
  package var name: String
  package var tables: [MappedTable]

  package init(name: String, tables: [MappedTable]) {
    self.name = name
    self.tables = tables
  }
}

/// One kind of table: the rows of one sheet or text file, in as many files as fit.
package struct MappedTable: Sendable {
  package var line: Int
  package var file: TableFile
  package var patient: PatientRule
  package var diagnoses: [DiagnosisRule] = []
  package var visits: [VisitRule] = []
  package var courses: [CourseRule] = []
  package var events: [EventRule] = []

  package init(line: Int, file: TableFile, patient: PatientRule) {
    self.line = line
    self.file = file
    self.patient = patient
  }
}

/// Which file and sheet a table is, and where its rows stand.
package struct TableFile: Sendable {
  package enum Kind: String, CaseIterable, Sendable { case text, xlsx, redcap }

  package var kind: Kind?
  /// Files whose name fits, `*` for any letters; nil: all.
  package var name: String?
  /// `*` for any letters; nil: the only one that is visible.
  package var sheet: String?
  /// Rows of the heading, from 1; empty: there is none, and columns are named by their letters.
  package var header: [Int] = [1]
  /// nil: the row after the heading.
  package var firstRow: Int?
  /// The first row that has this text in that column ends the table.
  package var stopAt: WordInColumn?
  /// Rows are read only where each of these columns has one of its words.
  package var only: [WordsInColumn] = []
  /// Rows that have one of the words are passed over.
  package var skip: [WordsInColumn] = []
  package var encoding: TextEncoding?
  package var separator: TextSeparator?
  package var readsHidden = false
  /// A file without this sheet is passed over, not refused.
  package var isOptional = false
  /// Rows are columns: the first column holds the headings.
  package var isTurned = false
  /// The data dictionary of a REDCap project, beside the mapping.
  package var dictionary: String?

  package init() {}
}

package struct WordInColumn: Sendable {
  package var column: ColumnName
  package var word: String

  package init(column: ColumnName, word: String) {
    self.column = column
    self.word = word
  }
}

package struct WordsInColumn: Sendable {
  package var column: ColumnName
  package var words: [String]

  package init(column: ColumnName, words: [String]) {
    self.column = column
    self.words = words
  }
}

/// A column as the mapping calls it.
package struct ColumnName: Hashable, Sendable {
  /// Its heading, or its letters where `isLetters`.
  package var text: String
  package var isLetters = false
  /// Which of several columns with this heading, from 1; nil: there is one only.
  package var nth: Int?
  package var line: Int

  package init(_ text: String, isLetters: Bool = false, nth: Int? = nil, line: Int) {
    self.text = text
    self.isLetters = isLetters
    self.nth = nth
    self.line = line
  }
}

/// Whose row it is.
package struct PatientRule: Sendable {
  package var id: CellSource?
  /// A number under which another file of the same import names the patient; where there is an
  /// ``id`` beside it, this table says whose number it is.
  package var key: CellSource?
  /// Nobody is registered from this table: the patient is registered, or stands in another table.
  package var mustBeKnown = false
  package var familyName: CellSource?
  package var givenName: CellSource?
  package var birthDate: CellSource?
  package var sex: CellSource?
  package var physician: CellSource?

  package init() {}
}

package struct DiagnosisRule: Sendable {
  package var line: Int
  package var disease: CellSource
  /// nil: the table does not say.
  package var on: CellSource?
  package var onset: CellSource?
  package var ended: CellSource?
  package var otherName: CellSource?
  package var note: [CellSource] = []
  /// Each row is a diagnosis of its own; else one that says nothing else is the same one.
  package var isOnePerRow = false

  package init(line: Int, disease: CellSource) {
    self.line = line
    self.disease = disease
  }
}

/// How columns come back in one row.
package enum Repetition: Hashable, Sendable {
  case once
  /// Columns below a heading of this text in the first line of the heading.
  case groups([String])
  /// Columns whose heading ends so, or has it in place of `{}`.
  case suffixes([String])
  /// Columns with the same headings, so many times.
  case times(Int)

  package var count: Int {
    switch self {
    case .once: 1
    case .groups(let names), .suffixes(let names): names.count
    case .times(let times): times
    }
  }
}

package struct VisitRule: Sendable {
  package var line: Int
  package var repetition: Repetition = .once
  package var date: CellSource
  package var scores: [ScoreRule] = []
  /// A remark on the visit itself.
  package var note: [CellSource] = []

  package init(line: Int, date: CellSource) {
    self.line = line
    self.date = date
  }
}

/// One instrument of a visit.
package struct ScoreRule: Sendable {
  package enum Instrument: Sendable {
    /// An id, or a cell whose words are ids.
    case measure(CellSource)
    /// The unit decides: beside the number, or, where there is a ``ScoreRule/value``, in a cell alone.
    case byUnit(CellSource, units: [WordTable.Entry], missingAs: String?)
  }

  package var line: Int
  package var instrument: Instrument
  /// In the order of the mapping.
  package var items: [(item: String, source: CellSource)] = []
  package var total: CellSource?
  package var value: CellSource?
  /// Which item a row's ``value`` answers, where the items of one score stand in several rows.
  package var item: CellSource?
  package var variant: [(key: String, source: CellSource)] = []
  package var note: [CellSource] = []
  package var rater: CellSource?
  /// What an open answer of an instrument that was begun means; nil: it is refused.
  package var empty: MissingReason?

  package init(line: Int, instrument: Instrument) {
    self.line = line
    self.instrument = instrument
  }
}

package struct CourseRule: Sendable {
  package var line: Int
  package var repetition: Repetition = .once
  package var therapy: CellSource
  package var start: CellSource
  package var stop: CellSource?
  package var stopReason: CellSource?
  package var intent: CellSource?
  package var dose: CellSource?
  package var unit: CellSource?
  package var intervalDays: CellSource?
  package var otherName: CellSource?
  package var note: [CellSource] = []

  package init(line: Int, therapy: CellSource, start: CellSource) {
    self.line = line
    self.therapy = therapy
    self.start = start
  }
}

/// Rows that are single doses, which together make courses.
package struct EventRule: Sendable {
  package var line: Int
  package var therapy: CellSource
  package var date: CellSource
  package var dose: CellSource?
  package var unit: CellSource?
  /// More weeks than this without a dose end a course.
  package var gapWeeks: Int
  /// A course whose last dose lies within the gap before this day runs on; nil: its last dose is its
  /// stop.
  package var complete: Day?

  package init(line: Int, therapy: CellSource, date: CellSource, gapWeeks: Int) {
    self.line = line
    self.therapy = therapy
    self.date = date
    self.gapWeeks = gapWeeks
  }
}
