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
    row.bind(1, id.text)
    return try stored(FactRows<Patient>(row: row)) { $0.id = id }
  }

  /// Prepared once: an import asks for every patient.
  private func patientKeyStatement() throws -> RawStatement {
    if let patientKey { return patientKey }
    let statement = try RawStatement(
      database,
      """
      SELECT \(FactRows<Patient>.selected()) FROM patient
      WHERE patient = ? ORDER BY version DESC LIMIT 1
      """)
    patientKey = statement
    return statement
  }

  package func stored(diagnosis: Disease.ID, on day: Day, of patient: Patient.ID) throws
    -> StoredAlready<Diagnosis>?
  {
    let rows = try inForce(
      Diagnosis.self, where: "disease = ? AND diagnosed_on = ?", of: patient)
    rows.row.bind(2, diagnosis.text)
    rows.row.bind(3, day.number)
    return try stored(rows)
  }

  package func stored(course therapy: Therapy.ID, start: Day, of patient: Patient.ID) throws
    -> StoredAlready<TreatmentCourse>?
  {
    let rows = try inForce(
      TreatmentCourse.self, where: "therapy = ? AND start = ?", of: patient)
    rows.row.bind(2, therapy.text)
    rows.row.bind(3, start.number)
    return try stored(rows)
  }

  package func stored(
    score measure: Measure.ID, on day: Day, variant: String, of patient: Patient.ID
  )
    throws -> StoredAlready<NewScore>?
  {
    let rows = try inForce(
      StoredScore.self,
      where: """
        day = ? AND variant = ? AND measure = (SELECT min(row) FROM definition WHERE name = ?)
        """, of: patient)
    rows.row.bind(2, day.number)
    rows.row.bind(3, variant)
    rows.row.bind(4, measure.text)
    return try stored(rows).map { score in
      StoredAlready(
        content: NewScore(
          day: score.content.judged.day, variant: score.content.judged.variant,
          total: score.content.judged.total, part: score.content.judged.part,
          isTotalOnly: score.content.judged.isTotalOnly == true, answers: score.content.answers,
          rater: score.content.rater, note: score.content.note),
        isOfThisEntry: score.isOfThisEntry)
    }
  }

  /// The reviews of a patient that were stored before this entry, without number and position.
  package func earlierReviews(of patient: Patient.ID) throws -> [Review] {
    try earlier(of: patient)
  }

  /// Likewise.
  package func earlierConsiderations(of patient: Patient.ID) throws -> [Consideration] {
    try earlier(of: patient)
  }

  /// Likewise.
  package func earlierVisits(of patient: Patient.ID) throws -> [VisitNote] {
    try earlier(of: patient)
  }

  private func earlier<Fact: StoredFact>(of patient: Patient.ID) throws -> [Fact] {
    let rows = try inForce(Fact.self, where: "entry < ?", of: patient)
    defer { rows.row.reset() }
    rows.row.bind(2, entry)
    var facts: [Fact] = []
    while try rows.row.step() { facts.append(try rows.fact()) }
    return facts
  }

  /// A patient's facts in force; what is asked after the owner is bound from 2 on.
  ///
  /// An import asks for each of its rows: the connection keeps the statement.
  private func inForce<Fact: StoredFact>(
    _: Fact.Type, where condition: String, of patient: Patient.ID
  ) throws -> FactRows<Fact> {
    let row = try RawStatement(
      database,
      kept: """
        SELECT \(FactRows<Fact>.selected()) FROM \(Fact.table.name)
        WHERE owner = ? AND \(condition) AND current = 1
        """)
    row.bind(1, try owner(of: patient))
    return FactRows(row: row)
  }

  /// The first of the rows.
  private func stored<Fact: StoredFact>(
    _ rows: FactRows<Fact>, _ complete: (inout Fact) -> Void = { _ in }
  ) throws -> StoredAlready<Fact>? {
    defer { rows.row.reset() }
    guard try rows.row.step() else { return nil }
    var fact = try rows.fact()
    complete(&fact)
    return StoredAlready(content: fact, isOfThisEntry: rows.entry == entry)
  }
}

extension Writing {
  /// The number of the score in force of a patient, measure, day and variant; nil: there is none.
  ///
  /// For an import, which wants to say which of its rows are there already.
  package func scoreNumber(
    of patient: Patient.ID, measure: Measure.ID, day: Day, variant: String
  ) throws -> Int? {
    let owner = try owner(of: patient)
    guard try mayHaveScore(.init(day: day, measure: measure, variant: variant), of: owner),
      let number = try measureNumber(measure)
    else { return nil }
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
