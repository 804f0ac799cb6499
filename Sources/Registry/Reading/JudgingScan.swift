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
  /// Its scores up to the day come beside it, filled in from the file without texts. Memory does not
  /// grow with the file.
  package func forEachJudgedRecord(
    _ library: Library, answers: WantedAnswers, asOf: Day,
    _ body: (borrowing TreatmentRecord, PatientScores) throws -> Void
  ) throws {
    var scan = try JudgingScan(database, library, answers, asOf: asOf)
    while try readable({ try scan.next() }) { try body(scan.record, scan.scores) }
  }

  /// The rows that judging reads have no numbers: which one cannot be read the whole records say.
  private func readable(_ next: () throws -> Bool) throws -> Bool {
    do { return try next() } catch let error as RegistryError {
      if case .unreadable = error { try forEachRecord { _ in } }
      throw error
    }
  }
}

/// Merges the sorted cursors of patients and of the facts that decide verdicts on courses.
struct JudgingScan {
  /// Reused from patient to patient.
  private(set) var record = TreatmentRecord(patient: Patient.ID(""), diagnoses: [], courses: [])
  private let patients: RawStatement
  private var diagnoses: FactCursor<JudgedDiagnosis>
  private var courses: FactCursor<JudgedCourse>
  private var filling: ScoreFilling
  private let diseases: [Disease.ID]

  static let patients =
    "SELECT patient, owner FROM patient WHERE current = 1 ORDER BY owner, patient"

  init(_ database: Database, _ library: Library, _ wanted: WantedAnswers, asOf: Day) throws {
    patients = try RawStatement(database, Self.patients)
    diagnoses = try FactCursor(database, of: nil, numbered: false)
    courses = try FactCursor(database, of: nil, numbered: false)
    filling = try ScoreFilling(database, library, answersFor: wanted.measures, until: asOf)
    diseases = wanted.diseases
  }

  /// Of the patient that was read last.
  var scores: PatientScores { PatientScores(filling.rows) }

  /// Reads the next patient.
  mutating func next() throws -> Bool {
    repeat {
      guard try patients.step() else { return false }
      // A merged patient has no record of its own.
    } while compareBytes(patients.bytes(0), patients.bytes(1)) != 0
    let owner = patients.bytes(1)
    record.patient = Patient.ID(patients.text(0))
    record.diagnoses.removeAll(keepingCapacity: true)
    while try diagnoses.advance(to: owner) {
      record.diagnoses.append(try diagnoses.fact().diagnosis)
    }
    record.courses.removeAll(keepingCapacity: true)
    while try courses.advance(to: owner) { record.courses.append(try courses.fact().course) }
    let wantsAnswers = record.diagnoses.contains { diseases.contains($0.disease) }
    try filling.fill(of: owner, withAnswers: wantsAnswers)
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
