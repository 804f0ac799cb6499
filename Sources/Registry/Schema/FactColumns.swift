import Outcomes

// What is stored of each kind of fact: its columns, each once, in the order in which they are
// sealed. A released column is never moved, renamed or removed; a new one comes last, with its schema.

/// Columns of one table.
protocol TableColumns: RowColumns {
  static var table: SealedTable { get }
}

/// A kind of fact about a patient, stored with versions.
protocol StoredFact: TableColumns {
  /// Whether it may be withdrawn as entered in error.
  static var canBeWithdrawn: Bool { get }
}

extension StoredFact {
  static var canBeWithdrawn: Bool { true }
  static var selected: String { table.selected }
}

/// What every version of a fact begins with, after its row; `withdrawn` follows where it may be.
struct VersionColumns: RowColumns {
  /// Names the fact through all its versions: the row of its first one.
  var number: Int
  var version: Int
  var entry: Int
  var patient: String

  static var unread: VersionColumns {
    VersionColumns(number: 0, version: 0, entry: 0, patient: "")
  }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("number", &number)
    try column("version", &version)
    try column("entry", &entry)
    try column("patient", &patient)
  }
}

/// The identifier stands among the columns of every version.
extension Patient: StoredFact {
  static var table: SealedTable { .patient }
  static var canBeWithdrawn: Bool { false }
  static var unread: Patient {
    Patient(id: ID(""), familyName: "", givenName: "", birthDate: nil, sex: nil)
  }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("family_name", &familyName)
    try column("given_name", &givenName)
    try column("birth_date", &birthDate)
    try column("sex", &sex)
    try column("birth_precision", since: 2, as: precision("birth"), &birthPrecision)
    try column("physician", since: 3, as: "TEXT CHECK (physician <> '')", &physician)
  }
}

extension Diagnosis: StoredFact {
  static var table: SealedTable { .diagnosis }
  static var unread: Diagnosis {
    Diagnosis(disease: Disease.ID(""), diagnosedOn: Day(number: 0))
  }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("disease", &disease)
    try column("diagnosed_on", &diagnosedOn)
    try column("onset_on", &onsetOn)
    try column("ended_on", &endedOn)
    try column("note", &note)
    try column("other_name", since: 2, as: otherNameDeclaration, &otherName)
    try column("diagnosed_precision", since: 2, as: precision("diagnosed"), &diagnosedPrecision)
    try column("onset_precision", since: 2, as: precision("onset"), &onsetPrecision)
  }
}

extension TreatmentCourse: StoredFact {
  static var table: SealedTable { .course }
  static var unread: TreatmentCourse {
    TreatmentCourse(therapy: Therapy.ID(""), start: Day(number: 0))
  }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("therapy", &therapy)
    try column("start", &start)
    try column("stop", &stop)
    try column("intent", &intent)
    try column("dose", "dose_scale", &dose)
    try column("unit", &unit)
    try column("interval_days", &intervalDays)
    try column("note", &note)
    try column("stop_reason", since: 2, as: Self.stopReasonDeclaration, &stopReason)
    try column("other_name", since: 2, as: otherNameDeclaration, &otherName)
    try column("start_precision", since: 2, as: precision("start"), &startPrecision)
    try column("stop_precision", since: 2, as: precision("stop"), &stopPrecision)
  }

  private static let stopReasonDeclaration = """
    TEXT CHECK (stop_reason IS NULL OR (stop IS NOT NULL AND (stop_reason = 'planned'
      OR stop_reason = 'no-effect' OR stop_reason = 'worse' OR stop_reason = 'side-effect'
      OR stop_reason = 'other')))
    """
}

private let otherNameDeclaration = "TEXT CHECK (other_name <> '')"

/// How far a day is known; of a diagnosis it may be not at all.
private func precision(_ day: String) -> String {
  let column = "\(day)_precision"
  let unknown = day == "diagnosed" ? " OR \(column) = 'unknown'" : ""
  return "TEXT CHECK (\(column) = 'month' OR \(column) = 'year'\(unknown))"
}

/// What judging reads of a score; its measure follows from the definition.
struct JudgedScore: TableColumns {
  /// A row of the table `definition`.
  var definition: Int
  var day: Day
  var variant: String
  var total: Rational?
  var part: Rational?
  /// The total was recorded without its items; nil where it was computed from them.
  var isTotalOnly: Bool?

  static var table: SealedTable { .score }
  static let selected = SealedTable.score.judged.joined(separator: ", ")
  static var unread: JudgedScore {
    JudgedScore(definition: 0, day: Day(number: 0), variant: "", total: nil, part: nil)
  }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try first(&column)
    try later(&column)
  }

  /// Those of the first schema.
  mutating func first<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("definition", &definition)
    try column("day", &day)
    try column("variant", &variant)
    try column("total", "scale", &total)
    try column("part", "part_scale", &part)
  }

  /// Those that came later: of a stored score they stand after all others.
  mutating func later<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("total_only", since: 2, as: "INTEGER CHECK (total_only = 1)", &isTotalOnly)
  }
}

/// A score as it is stored.
struct StoredScore: StoredFact {
  /// The row of the first definition of that name.
  var measure: Int
  var judged: JudgedScore
  /// ``Answers/compact``.
  var answers: String
  var rater: String
  var note: String

  static var table: SealedTable { .score }
  static var unread: StoredScore {
    StoredScore(measure: 0, judged: .unread, answers: "", rater: "", note: "")
  }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("measure", &measure)
    try judged.first(&column)
    try column("answers", &answers)
    try column("rater", &rater)
    try column("note", &note)
    try judged.later(&column)
  }
}

/// A review is never changed: a later one replaces what it says.
extension Review: StoredFact {
  static var table: SealedTable { .review }
  static var canBeWithdrawn: Bool { false }
  static var unread: Review {
    Review(
      subjects: [], decision: .deferred, note: "", physician: "", day: Day(number: 0), entry: 0)
  }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("subjects", &subjects)
    try column("decision", &decision)
    try column("revised_to", &revisedTo)
    try column("deferred_until", &deferredUntil)
    try column("note", &note)
    try column("physician", &physician)
    try column("day", &day)
  }
}

/// A consideration is never changed: a later one about the same row replaces what it says.
extension Consideration: StoredFact {
  static var table: SealedTable { .consideration }
  static var canBeWithdrawn: Bool { false }
  static var unread: Consideration {
    Consideration(disease: Disease.ID(""), row: "", state: .open, day: Day(number: 0), author: "")
  }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("disease", &disease)
    try column("considered", &row)
    try column("state", &state)
    try column("day", &day)
    try column("author", &author)
    try column("note", &note)
  }
}

/// What was noted at a visit is never changed: a later note of the same day replaces it.
extension VisitNote: StoredFact {
  static var table: SealedTable { .visit }
  static var canBeWithdrawn: Bool { false }
  static var unread: VisitNote { VisitNote(day: Day(number: 0)) }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("day", &day)
    try column("illness", &illness)
    try column("missed_doses", &missedDoses)
    try column("days_since_dose", &daysSinceDose)
    try column("note", &note)
  }
}
