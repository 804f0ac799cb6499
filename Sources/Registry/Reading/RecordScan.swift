import GRDB
package import Outcomes

extension Reading {
  /// Every patient's record in the order of the identifiers' bytes, for judging: sorted cursors
  /// over covering indexes, merged as they stream.
  ///
  /// Memory does not grow with the file.
  ///
  /// - Parameter answersFor: the measures whose answers are wanted; those of others stay empty.
  package func forEachRecord(
    answersFor measures: Set<Measure.ID> = [], _ body: (PatientRecord) throws -> Void
  ) throws {
    let scan = try RecordScan(database, of: nil, answersFor: .some(measures))
    while try scan.next() { try body(scan.record) }
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

/// Merges the sorted cursors of patients, diagnoses, courses, scores and reviews.
final class RecordScan {
  /// Reused from patient to patient.
  private(set) var record = PatientRecord(
    patient: Patient(id: Patient.ID(""), familyName: "", givenName: "", birthDate: nil, sex: nil),
    diagnoses: [], courses: [], scores: [])
  private let patients: RawStatement
  private let diagnoses: OwnedCursor
  private let courses: OwnedCursor
  private let scores: OwnedCursor
  private let reviews: OwnedCursor
  private let answers: RawStatement
  private let changes: RecordChanges
  /// By row of the definition.
  private let definitions: [StoredDefinition?]
  private var lastTherapy = Therapy.ID("")
  private var lastVariant = ""

  /// - Parameters:
  ///   - owner: nil for all.
  ///   - answersFor: nil for all.
  init(_ database: Database, of owner: String?, answersFor wanted: Set<Measure.ID>?) throws {
    let one = owner == nil ? "" : " AND owner = ?"
    func statement(_ columns: String, _ table: String, _ order: String) throws -> RawStatement {
      let sql = "SELECT \(columns) FROM \(table) WHERE current = 1\(one) ORDER BY \(order)"
      guard let owner else { return try RawStatement(database, sql) }
      let statement = try RawStatement(database, kept: sql)
      statement.bind(1, owner)
      return statement
    }
    patients = try statement(
      "patient, owner, family_name, given_name, birth_date, sex", "patient", "owner, patient")
    diagnoses = try OwnedCursor(
      statement(
        "owner, disease, diagnosed_on, onset_on, ended_on, note", "diagnosis",
        "owner, diagnosed_on, disease"))
    courses = try OwnedCursor(
      statement(
        "owner, therapy, start, stop, intent, dose, dose_scale, unit, interval_days, note, entry",
        "course", "owner, start, therapy"))
    scores = try OwnedCursor(
      statement(
        "owner, definition, day, variant, total, scale, part, part_scale, number, entry, row",
        "score", "owner, measure, day, variant"))
    reviews = try OwnedCursor(
      statement(
        "owner, subjects, decision, revised_to, deferred_until, note, physician, day, entry, row",
        "review", "owner, entry"))
    answers = try RawStatement(database, kept: "SELECT answers FROM score WHERE row = ?")
    changes = RecordChanges(database)
    definitions = try StoredDefinition.all(database, answersFor: wanted)
  }

  /// Reads the next patient into ``record``.
  func next() throws -> Bool {
    repeat {
      guard try patients.step() else { return false }
      // A merged patient has no record of its own.
    } while !patients.bytes(0).elementsEqual(patients.bytes(1))
    record.patient = Patient(
      id: Patient.ID(patients.text(0)), familyName: patients.text(2),
      givenName: patients.text(3), birthDate: patients.day(4),
      sex: try patients.optionalValue(5, "patient", 0))
    let owner = patients.bytes(0)
    record.diagnoses.removeAll(keepingCapacity: true)
    while try diagnoses.advance(to: owner) { record.diagnoses.append(diagnosis()) }
    record.courses.removeAll(keepingCapacity: true)
    while try courses.advance(to: owner) { record.courses.append(try course()) }
    record.scores.removeAll(keepingCapacity: true)
    while try scores.advance(to: owner) { record.scores.append(try score()) }
    if !record.reviews.isEmpty { record.reviews.removeAll() }
    while try reviews.advance(to: owner) { record.reviews.append(try review()) }
    record.changes = record.reviews.isEmpty ? [] : try changes.all(of: patients.text(1))
    return true
  }

  private func diagnosis() -> Diagnosis {
    let row = diagnoses.row
    return Diagnosis(
      disease: Disease.ID(row.text(1)), diagnosedOn: Day(number: row.int(2)),
      onsetOn: row.day(3), endedOn: row.day(4), note: row.text(5))
  }

  private func course() throws -> TreatmentCourse {
    let row = courses.row
    return TreatmentCourse(
      therapy: Therapy.ID(row.text(1)), start: Day(number: row.int(2)), stop: row.day(3),
      intent: try row.value(4, "course", row.int(10)), dose: row.fraction(5, 6),
      unit: row.text(7), intervalDays: row.optionalInt(8), note: row.text(9), entry: row.int(10))
  }

  private func score() throws -> Score {
    let row = scores.row
    let position = row.int(1)
    guard definitions.indices.contains(position), let definition = definitions[position] else {
      throw RegistryError.unreadable(table: "score", row: row.int(10), column: "definition")
    }
    var given = ""
    if definition.wantsAnswers {
      answers.bind(1, row.int(10))
      if try answers.step() { given = answers.text(0) }
      answers.reset()
    }
    return Score(
      measure: definition.measure, version: definition.version, day: Day(number: row.int(2)),
      variant: row.text(3), total: row.fraction(4, 5), part: row.fraction(6, 7), answers: given,
      number: row.int(8), entry: row.int(9))
  }

  private func review() throws -> Review {
    let row = reviews.row
    return try Review(decision: row, from: 1, number: row.int(9), entry: row.int(8))
  }
}

/// A cursor whose first column is the owner, in ascending order.
final class OwnedCursor {
  let row: RawStatement
  private var state = State.before
  private enum State { case before, at, used, after }

  init(_ row: RawStatement) { self.row = row }

  /// Whether there is another row of that owner; rows of owners before it are passed over.
  func advance(to owner: UnsafeBufferPointer<UInt8>) throws -> Bool {
    while true {
      switch state {
      case .after: return false
      case .before, .used: state = try row.step() ? .at : .after
      case .at:
        let order = compareBytes(row.bytes(0), owner)
        if order > 0 { return false }
        state = .used
        if order == 0 { return true }
      }
    }
  }
}

/// Negative, zero or positive, as SQLite orders text.
@inline(__always)
func compareBytes(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
  let common = min(a.count, b.count)
  var index = 0
  while index < common {
    if a[index] != b[index] { return Int(a[index]) - Int(b[index]) }
    index += 1
  }
  return a.count - b.count
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
