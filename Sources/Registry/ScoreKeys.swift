import GRDB
package import Outcomes

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
