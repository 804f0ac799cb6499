import GRDB
package import Outcomes

/// Whose answers are wanted beside the totals: those of some measures, of patients with one of these
/// diagnoses.
package struct WantedAnswers: Sendable {
  package var measures: Set<Measure.ID>
  package var diseases: [Disease.ID]

  package init(measures: Set<Measure.ID>, diseases: [Disease.ID]) {
    self.measures = measures
    self.diseases = diseases
  }
}

extension Reading {
  /// Every patient's record as ``forEachRecord(answersFor:_:)`` gives it, with nothing but what decides
  /// verdicts on courses: no particulars, notes, reviews or numbers of facts.
  ///
  /// Memory does not grow with the file.
  package func forEachJudgedRecord(
    answers: WantedAnswers, _ body: (borrowing PatientRecord) throws -> Void
  ) throws {
    let scan = try JudgingScan(database, answers)
    while try scan.next() { try body(scan.record) }
  }
}

/// Merges the sorted cursors of patients and of the facts that decide verdicts on courses.
final class JudgingScan {
  /// Reused from patient to patient.
  private(set) var record = PatientRecord(patient: .unread, diagnoses: [], courses: [], scores: [])
  private let patients: RawStatement
  private let diagnoses: FactCursor<JudgedDiagnosis>
  private let courses: FactCursor<JudgedCourse>
  private let scores: ScoreCursor
  private let diseases: [Disease.ID]

  static let patients =
    "SELECT patient, owner FROM patient WHERE current = 1 ORDER BY owner, patient"

  init(_ database: Database, _ wanted: WantedAnswers) throws {
    patients = try RawStatement(database, Self.patients)
    diagnoses = try FactCursor(database, of: nil, and: "number", numbered: false)
    courses = try FactCursor(database, of: nil, and: "number", numbered: false)
    scores = try ScoreCursor(
      database, of: nil, numbered: false,
      StoredDefinition.all(database, answersFor: wanted.measures))
    diseases = wanted.diseases
  }

  /// Reads the next patient into ``record``.
  func next() throws -> Bool {
    repeat {
      guard try patients.step() else { return false }
      // A merged patient has no record of its own.
    } while compareBytes(patients.bytes(0), patients.bytes(1)) != 0
    let owner = patients.bytes(1)
    record.patient.id = Patient.ID(patients.text(0))
    record.diagnoses.removeAll(keepingCapacity: true)
    while try diagnoses.advance(to: owner) {
      record.diagnoses.append(try diagnoses.fact().diagnosis)
    }
    record.courses.removeAll(keepingCapacity: true)
    while try courses.advance(to: owner) { record.courses.append(try courses.fact().course) }
    record.scores.removeAll(keepingCapacity: true)
    let wantsAnswers = record.diagnoses.contains { diseases.contains($0.disease) }
    while try scores.advance(to: owner) {
      record.scores.append(try scores.score(withAnswers: wantsAnswers))
    }
    return true
  }
}

/// What judging courses reads of a diagnosis.
struct JudgedDiagnosis: TableColumns {
  var diagnosis: Diagnosis

  static var table: SealedTable { .diagnosis }
  static var unread: JudgedDiagnosis { JudgedDiagnosis(diagnosis: .unread) }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("disease", &diagnosis.disease)
    try column("diagnosed_on", &diagnosis.diagnosedOn)
    try column("ended_on", &diagnosis.endedOn)
  }
}

/// What it reads of a course.
struct JudgedCourse: TableColumns {
  var course: TreatmentCourse

  static var table: SealedTable { .course }
  static var unread: JudgedCourse { JudgedCourse(course: .unread) }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("therapy", &course.therapy)
    try column("start", &course.start)
    try column("stop", &course.stop)
    try column("intent", &course.intent)
    try column("dose", "dose_scale", &course.dose)
    try column("unit", &course.unit)
    try column("interval_days", &course.intervalDays)
    try column("stop_reason", &course.stopReason)
  }
}
