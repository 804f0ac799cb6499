import GRDB
package import Outcomes

/// What is stored already under a key that an import brings again.
package struct StoredAlready<Content> {
  package let content: Content
  /// It was written by the same import.
  package let isOfThisEntry: Bool
}

extension Writing {
  /// The patient registered under an identifier.
  package func stored(patient id: Patient.ID) throws -> StoredAlready<Patient>? {
    let row = try patientKeyStatement()
    defer { row.reset() }
    row.bind(1, id.text)
    guard try row.step() else { return nil }
    return StoredAlready(
      content: Patient(
        id: id, familyName: row.text(0), givenName: row.text(1), birthDate: row.day(2),
        sex: row.optionalText(3).flatMap(Sex.init(rawValue:))),
      isOfThisEntry: row.int(4) == entry)
  }

  /// Prepared once: an import asks for every patient.
  private func patientKeyStatement() throws -> RawStatement {
    if let patientKey { return patientKey }
    let statement = try RawStatement(
      database,
      """
      SELECT family_name, given_name, birth_date, sex, entry FROM patient
      WHERE patient = ? ORDER BY version DESC LIMIT 1
      """)
    patientKey = statement
    return statement
  }

  package func stored(diagnosis: Disease.ID, on day: Day, of patient: Patient.ID) throws
    -> StoredAlready<Diagnosis>?
  {
    let row = try fetchOne(
      """
      SELECT onset_on, ended_on, note, entry FROM diagnosis
      WHERE owner = ? AND disease = ? AND diagnosed_on = ? AND current = 1
      """, [try owner(of: patient), diagnosis.text, day.number])
    return row.map { row in
      StoredAlready(
        content: Diagnosis(
          disease: diagnosis, diagnosedOn: day, onsetOn: (row[0] as Int?).map(Day.init(number:)),
          endedOn: (row[1] as Int?).map(Day.init(number:)), note: row[2]),
        isOfThisEntry: row[3] == entry)
    }
  }

  package func stored(course therapy: Therapy.ID, start: Day, of patient: Patient.ID) throws
    -> StoredAlready<TreatmentCourse>?
  {
    let row = try fetchOne(
      """
      SELECT stop, intent, dose, dose_scale, unit, interval_days, note, entry FROM course
      WHERE owner = ? AND therapy = ? AND start = ? AND current = 1
      """, [try owner(of: patient), therapy.text, start.number])
    return row.map { row in
      let dose = row[2] as Int64?
      return StoredAlready(
        content: TreatmentCourse(
          therapy: therapy, start: start, stop: (row[0] as Int?).map(Day.init(number:)),
          intent: TreatmentCourse.Intent(rawValue: row[1]) ?? .induction,
          dose: dose.map { Rational($0, over: row[3]) }, unit: row[4], intervalDays: row[5],
          note: row[6]), isOfThisEntry: row[7] == entry)
    }
  }

  package func stored(
    score measure: Measure.ID, on day: Day, variant: String, of patient: Patient.ID
  )
    throws -> StoredAlready<(answers: String, rater: String, note: String)>?
  {
    let row = try fetchOne(
      """
      SELECT answers, rater, note, entry FROM score
      WHERE owner = ? AND day = ? AND variant = ? AND current = 1
        AND measure = (SELECT min(row) FROM definition WHERE name = ?)
      """, [try owner(of: patient), day.number, variant, measure.text])
    return row.map { row in
      StoredAlready(content: (row[0], row[1], row[2]), isOfThisEntry: row[3] == entry)
    }
  }

  /// An import asks for each of its rows: the statement is prepared once.
  private func fetchOne(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
    try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
  }
}

extension Writing {
  /// The number of the score in force of a patient, measure, day and variant; nil: there is none.
  ///
  /// For an import, which wants to say which of its rows are there already.
  package func scoreNumber(
    of patient: Patient.ID, measure: Measure.ID, day: Day, variant: String
  ) throws -> Int? {
    guard let number = try measureNumber(measure) else { return nil }
    let owner = try owner(of: patient)
    let statement = try scoreKeyStatement()
    defer { statement.reset() }
    statement.bind(1, owner)
    statement.bind(2, number)
    statement.bind(3, day.number)
    statement.bind(4, variant)
    return try statement.step() ? statement.int(0) : nil
  }

  private func measureNumber(_ measure: Measure.ID) throws -> Int? {
    if let known = measureNumbers[measure] { return known }
    let number = try Int.fetchOne(
      database, sql: "SELECT measure FROM definition WHERE name = ?", arguments: [measure.text])
    if let number { measureNumbers[measure] = number }
    return number
  }

  private func scoreKeyStatement() throws -> RawStatement {
    if let scoreKey { return scoreKey }
    let statement = try RawStatement(
      database,
      """
      SELECT number FROM score
      WHERE current = 1 AND owner = ? AND measure = ? AND day = ? AND variant = ?
      """)
    scoreKey = statement
    return statement
  }

  /// Reads what is stored, with what this transaction has written.
  package var reading: Reading { Reading(database: database) }
}
