import GRDB
package import Outcomes

extension Reading {
  /// Every patient's record in the order of the identifiers' bytes, for judging: sorted cursors
  /// over covering indexes, merged as they stream.
  ///
  /// Memory does not grow with the file.
  ///
  /// - Parameters:
  ///   - answersFor: the measures whose answers are wanted; those of others stay empty.
  ///   - diseases: only of patients with one of these diagnoses; nil: of all.
  package func forEachRecord(
    answersFor measures: Set<Measure.ID> = [], of diseases: [Disease.ID]? = nil,
    _ body: (PatientRecord) throws -> Void
  ) throws {
    let scan = try RecordScan(
      database, of: nil, StoredDefinition.all(database, answersFor: .some(measures)),
      answersOf: diseases)
    while try scan.next() { try body(scan.record) }
  }

  /// The same records with their study codes, in the order of the codes, which tells nothing about
  /// the identifiers; patients without a code are left out.
  package func forEachCodedRecord(
    answersFor measures: Set<Measure.ID> = [], _ body: (String, PatientRecord) throws -> Void
  ) throws {
    let definitions = try StoredDefinition.all(database, answersFor: measures)
    let coded = try RawStatement(
      database,
      """
      SELECT s.code, s.patient FROM study_code s JOIN patient p ON p.patient = s.patient
      WHERE p.current = 1 AND p.owner = p.patient ORDER BY s.code
      """)
    while try coded.step() {
      let scan = try RecordScan(database, of: coded.text(1), definitions)
      if try scan.next() { try body(coded.text(0), scan.record) }
    }
  }

  /// All that judging and a chart need of one patient, with all answers.
  ///
  /// Of a merged patient, the surviving one's record; nil: not registered.
  package func record(of patient: Patient.ID) throws -> PatientRecord? {
    guard let owner = try survivor(of: patient) else { return nil }
    let scan = try RecordScan(database, of: owner.text, answersFor: nil)
    return try scan.next() ? scan.record : nil
  }

  /// The patient that an identifier stands for: itself, or who it was merged into.
  ///
  /// nil: not registered.
  package func survivor(of patient: Patient.ID) throws -> Patient.ID? {
    let rows = try RawStatement(
      database, kept: "SELECT owner FROM patient WHERE patient = ? AND version = 1")
    rows.bind(1, patient.text)
    return try rows.step() ? Patient.ID(rows.text(0)) : nil
  }
}

/// Merges the sorted cursors of patients and of each kind of fact about them.
final class RecordScan {
  /// Reused from patient to patient.
  private(set) var record = PatientRecord(
    patient: Patient(id: Patient.ID(""), familyName: "", givenName: "", birthDate: nil, sex: nil),
    diagnoses: [], courses: [], scores: [])
  private let patients: PatientRows
  private var diagnoses: FactCursor<Diagnosis>
  private var courses: FactCursor<TreatmentCourse>
  private var scores: ScoreCursor
  private var reviews: FactCursor<Review>
  private var considerations: FactCursor<Consideration>
  private var visits: FactCursor<VisitNote>
  private let changes: RecordChanges
  /// The diagnoses of patients whose answers are wanted; nil: of all.
  private let diseases: [Disease.ID]?

  /// - Parameters:
  ///   - owner: nil for all.
  ///   - answersFor: nil for all.
  convenience init(
    _ database: Database, of owner: String?, answersFor wanted: Set<Measure.ID>?
  ) throws {
    try self.init(database, of: owner, StoredDefinition.all(database, answersFor: wanted))
  }

  init(
    _ database: Database, of owner: String?, _ definitions: [StoredDefinition?],
    answersOf diseases: [Disease.ID]? = nil
  ) throws {
    self.diseases = diseases
    patients = try owner.map { try PatientRows(database, ofOwner: $0) } ?? PatientRows(database)
    diagnoses = try FactCursor(database, of: owner)
    courses = try FactCursor(database, of: owner)
    scores = try ScoreCursor(database, of: owner, definitions)
    reviews = try FactCursor(database, of: owner)
    considerations = try FactCursor(database, of: owner)
    visits = try FactCursor(database, of: owner)
    changes = RecordChanges(database)
  }

  /// Reads the next patient into ``record``.
  func next() throws -> Bool {
    repeat {
      guard try patients.row.step() else { return false }
      // A merged patient has no record of its own.
    } while patients.isMerged
    record.patient = try patients.patient()
    let owner = patients.owner
    record.diagnoses.removeAll(keepingCapacity: true)
    while try diagnoses.advance(to: owner) { record.diagnoses.append(try diagnoses.fact()) }
    let wantsAnswers =
      diseases.map { wanted in record.diagnoses.contains { wanted.contains($0.disease) } } ?? true
    record.courses.removeAll(keepingCapacity: true)
    while try courses.advance(to: owner) { record.courses.append(try course()) }
    record.scores.removeAll(keepingCapacity: true)
    while try scores.advance(to: owner) {
      record.scores.append(try scores.score(withAnswers: wantsAnswers))
    }
    if !record.reviews.isEmpty { record.reviews.removeAll() }
    while try reviews.advance(to: owner) { record.reviews.append(try review()) }
    if !record.considerations.isEmpty { record.considerations.removeAll() }
    while try considerations.advance(to: owner) {
      var consideration = try considerations.fact()
      consideration.number = considerations.number
      record.considerations.append(consideration)
    }
    if !record.visits.isEmpty { record.visits.removeAll() }
    while try visits.advance(to: owner) {
      var visit = try visits.fact()
      visit.number = visits.number
      record.visits.append(visit)
    }
    record.changes = record.reviews.isEmpty ? [] : try changes.all(of: record.patient.id.text)
    return true
  }

  private func course() throws -> TreatmentCourse {
    var course = try courses.fact()
    course.entry = courses.entry
    return course
  }

  private func review() throws -> Review {
    var review = try reviews.fact()
    review.entry = reviews.entry
    review.number = reviews.number
    return review
  }
}

/// What the scan needs of a stored definition.
struct StoredDefinition {
  var measure: Measure.ID
  var version: String
  var wantsAnswers: Bool

  /// By row.
  static func all(_ database: Database, answersFor wanted: Set<Measure.ID>?) throws
    -> [StoredDefinition?]
  {
    var result: [StoredDefinition?] = [nil]
    let rows = try RawStatement(
      database, kept: "SELECT row, name, version FROM definition ORDER BY row")
    while try rows.step() {
      while result.count < rows.int(0) { result.append(nil) }
      let measure = Measure.ID(rows.text(1))
      result.append(
        StoredDefinition(
          measure: measure, version: rows.text(2),
          wantsAnswers: wanted?.contains(measure) ?? true))
    }
    return result
  }
}
