import Exchange
import Outcomes
import Registry
import Reporting

/// All that a package says of one patient.
struct PackageRecord {
  /// All that is recorded, whatever part of it the package holds.
  let whole: PatientRecord
  var record: PatientRecord
  /// By day, measure and variant, with the definition that each was recorded with.
  var scores: [RecordedScore]
  /// Judged by the whole record, as all that follows.
  var courses: [CourseJudgement]
  var cohortCourses: [CohortCourse]
  var cohortDiagnoses: [CohortDiagnosis]
  /// In the order in which they were made.
  var corrections: [PackageCorrection]

  init(
    _ judged: PatientJudgement, whole: PatientRecord, scores: [RecordedScore],
    corrections: [PackageCorrection]
  ) {
    self.whole = whole
    record = whole
    self.scores = scores
    courses = judged.courses
    cohortCourses = CohortCourse.all(of: judged)
    cohortDiagnoses = CohortDiagnosis.all(of: judged)
    self.corrections = corrections
  }

  /// The facts alone, for files that hold no judgement.
  init(facts whole: PatientRecord, scores: [RecordedScore]) {
    self.whole = whole
    record = whole
    self.scores = scores
    courses = []
    cohortCourses = []
    cohortDiagnoses = []
    corrections = []
  }
}

/// A table of a package and where its rows come from.
struct PackageSheet {
  var table: PackageTable
  let rows: (PackageRecord) -> [[Cell]]
}

/// A column together with its cell of a row, so that neither is ever without the other.
struct PackageField<Row> {
  let column: PackageColumn
  let cell: (Row) -> Cell

  init(_ column: PackageColumn, _ cell: @escaping (Row) -> Cell) {
    self.column = column
    self.cell = cell
  }
}

extension PackageSheet {
  static let patient = PackageColumn(
    "patient_id", .text, .identifier, "the clinic's own identifier"
  ).required()

  /// A table whose first column is the patient.
  ///
  /// - Parameters:
  ///   - key: what tells rows of one patient apart.
  ///   - references: to other tables, the columns without that of the patient.
  init<Row>(
    _ name: String, _ meaning: String, key: [String], references: [PackageTable.Reference],
    _ fields: [PackageField<Row>], rows: @escaping (PackageRecord) -> [Row]
  ) {
    let patient = Self.patient
    table = PackageTable(
      name, meaning, columns: [patient] + fields.map(\.column), key: [patient.name] + key,
      references: references.map { .init([patient.name] + $0.columns, of: $0.table) })
    self.rows = { record in
      let id = Cell.text(record.record.patient.id.text)
      return rows(record).map { row in [id] + fields.map { $0.cell(row) } }
    }
  }
}

extension PackageTable.Reference {
  static let patients = Self([], of: "patients")
  static let visits = Self(["date"], of: "visits")
  static let scores = Self(["score"], of: "scores")
}

/// What all tables of a package are made with.
struct PackageContext {
  let library: Library
  let asOf: Day
  let isPseudonymous: Bool
  /// What is recorded, in order.
  let series: [WideSeries]
  /// Numbers in place of the clinic's own words; nil: the words.
  let variants: NumberedVariants?
  /// Name and version of the program.
  let program: String
  /// The first digits of a hash over all definitions.
  let definitions: String
  var filter = PackageFilter()
  /// That of the clinic file when the export began.
  var seal: FileSeal?

  func variant(_ score: Score) -> String {
    variants?.written(score.variant, of: score.measure) ?? score.variant
  }

  /// The measures that there are scores of.
  var measures: [Measure] {
    Set(series.map(\.measure)).sorted().compactMap(library.measure)
  }

  /// Digits of a hash that are shown.
  static let digits = 12

  /// Every table, in the order of the files.
  var sheets: [PackageSheet] {
    [patients, diagnoses, courses, visits, scores, answers, wide, responses, verdicts, reviews]
      + [considerations, corrections, cohortCourses, cohortDiagnoses] + items
  }
}
